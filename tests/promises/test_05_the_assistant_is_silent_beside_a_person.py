"""Promise 5: once a person has taken over, the assistant never speaks until handed back.

The owner is checked when a message is stored, not when it was asked for.
"""

import threading

import pytest

from bot.conversation import moves
from bot.conversation.values import NotTheOwner
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from tests.cast import ASK_PERSON, BROKEN, GOODBYE, House


def senders(house: House, conversation: str) -> list[Sender]:
    messages = house.services.conversations.messages_after(conversation, 0).messages
    return [message.sender for message in messages]


@pytest.mark.parametrize("text", ["Hallo", ASK_PERSON, GOODBYE, BROKEN, "/restart", ""])
def test_whatever_the_visitor_writes_only_the_person_can_answer(house: House, text: str) -> None:
    conversation = house.with_person()
    before = senders(house, conversation).count(Sender.BOT)
    heard = len(house.engine.heard)
    house.send(conversation, text)
    assert senders(house, conversation).count(Sender.BOT) == before
    assert len(house.engine.heard) == heard
    assert house.state(conversation) is State.PERSON


def test_an_answer_under_way_when_the_person_comes_is_thrown_away(house: House) -> None:
    conversation = house.start().conversation
    asked, taken = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        asked.set()
        taken.wait(10)

    house.engine.before_answer = slow
    visitor = threading.Thread(target=house.send, args=(conversation, "Hallo"))
    visitor.start()
    asked.wait(10)
    with house.services.database.write() as connection:
        now = house.clock()
        for before, after in (
            (State.BOT, moves.to_waiting(now, now, 1)),
            (State.WAITING, moves.to_person(now, house.ayla)),
        ):
            assert rows.change(connection, conversation, before, **after) is not None
    taken.set()
    visitor.join()
    assert house.transcript(conversation) == ["Welcome.", "Hallo"]


def test_after_handing_back_the_assistant_speaks_and_the_person_does_not(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    assert house.send(conversation, "Hallo").messages[-1].sender is Sender.BOT
    with pytest.raises(NotTheOwner):
        house.services.desk.say(conversation, house.ayla, "late", "Nog iets")


def test_it_holds_for_the_second_hand_off_too(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    house.send(conversation, ASK_PERSON)
    house.services.desk.take(conversation, house.ayla)
    before = senders(house, conversation).count(Sender.BOT)
    house.send(conversation, "Hallo")
    assert senders(house, conversation).count(Sender.BOT) == before


def test_while_waiting_the_assistant_is_silent_as_well(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    heard = len(house.engine.heard)
    house.send(conversation, "Hallo")
    assert len(house.engine.heard) == heard
