"""Promise 6: no message is lost or shown twice, on either side, whatever breaks off."""

import asyncio
import random

import pytest

from bot.conversation.services import Services
from bot.engine.answer import Said
from tests.cast import House, client_id, seqs, texts
from tests.conftest import Opener


class PowerCut(BaseException):
    """The end of the process: nobody catches it."""


def cut(_: str, said: Said) -> None:
    raise PowerCut


def send(services: Services, conversation: str, client: str, text: str) -> list[str]:
    exchange = asyncio.run(services.conversations.receive(conversation, client, text, None))
    return texts(exchange.messages)


def test_a_reader_who_asks_since_n_sees_every_message_once(house: House) -> None:
    conversation = house.with_person()
    chance, seen, last = random.Random(20261103), [], 0  # noqa: S311 - not for secrets
    for number in range(30):
        if chance.random() < 0.5:
            house.send(conversation, f"v{number}")
        else:
            house.services.desk.say(conversation, house.ayla, f"c{number}", f"s{number}")
        if chance.random() < 0.4:
            fresh = house.services.conversations.messages_after(conversation, last).messages
            seen += seqs(fresh)
            last = seen[-1] if seen else 0
    seen += seqs(house.services.conversations.messages_after(conversation, last).messages)
    assert seen == list(range(1, len(seen) + 1))
    assert len(house.transcript(conversation)) == len(seen)


def test_a_message_sent_again_and_again_is_there_once(house: House) -> None:
    conversation = house.start().conversation
    answers = {
        tuple(texts(house.send(conversation, "Hallo", client="one").messages)) for _ in range(5)
    }
    assert answers == {("Hallo", "2: Hallo")}
    assert house.transcript(conversation) == ["Welcome.", "Hallo", "2: Hallo"]


def test_a_server_killed_in_the_middle_of_a_turn_answers_after_the_restart(
    house: House, open_again: Opener
) -> None:
    conversation = house.start().conversation
    house.engine.before_answer = cut
    with pytest.raises(PowerCut):
        house.send(conversation, "Hallo", client="one")
    house.services.close()
    house.engine.before_answer = None
    again = open_again()
    assert send(again, conversation, "one", "Hallo") == ["Hallo", "2: Hallo"]
    assert send(again, conversation, "one", "Hallo") == ["Hallo", "2: Hallo"]


def test_a_chat_with_a_person_goes_on_after_a_restart(house: House, open_again: Opener) -> None:
    conversation = house.with_person()
    before = house.transcript(conversation)
    house.send(conversation, "Van mij", client="v1")
    house.services.desk.say(conversation, house.ayla, "s1", "Van Ayla")
    house.services.close()
    again = open_again()
    send(again, conversation, "v1", "Van mij")
    again.desk.say(conversation, house.ayla, "s1", "Van Ayla")
    after = texts(again.conversations.messages_after(conversation, 0).messages)
    assert after == [*before, "Van mij", "Van Ayla"]


def test_a_turn_that_cannot_be_stored_can_be_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = house.start().conversation
    with monkeypatch.context() as broken:
        broken.setattr("bot.store.conversations.mark_answered", _disk_full)
        with pytest.raises(OSError, match="full"):
            house.send(conversation, "Hallo", client="one")
    assert house.transcript(conversation) == ["Welcome.", "Hallo"]
    exchange = house.send(conversation, "Hallo", client="one")
    assert texts(exchange.messages) == ["Hallo", "2: Hallo"]


def _disk_full(*_: object) -> None:
    raise OSError("the disk is full")


def test_client_ids_of_one_visitor_mean_nothing_for_another(house: House) -> None:
    one, other = house.start().conversation, house.start().conversation
    shared = client_id()
    house.send(one, "Van de een", client=shared)
    assert texts(house.send(other, "Van de ander", client=shared).messages)[0] == "Van de ander"
