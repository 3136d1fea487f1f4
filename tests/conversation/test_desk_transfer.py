"""Passing a chat on, and how many chats an operator may have."""

import asyncio

import pytest

from bot.conversation.hub import DESK, Event
from bot.conversation.values import AtLimit, ColleagueAway, NotTheOwner, UnknownConversation
from bot.helpline.ownership import State
from tests.cast import ACUTE, ASK_PERSON, House, add_operator


def full_desk(house: House, operator: int) -> list[str]:
    """As many chats as an operator may have."""
    house.open_desk(operator)
    chats = [house.waiting() for _ in range(3)]
    for conversation in chats:
        house.services.desk.take(conversation, operator)
    return chats


def test_a_colleague_goes_on_with_the_chat(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    desk.transfer(conversation, house.ayla, house.bram, "Spreekt liever met jou")
    view = desk.view(conversation, house.bram)
    assert (view.state, view.operator) == (State.PERSON, "Bram")
    assert view.messages[-1].text == house.words("utter_transferred")
    note = view.notes[-1]
    assert (note.kind, note.author, note.to) == ("transfer", "Ayla", "Bram")
    assert note.text == "Spreekt liever met jou"
    with pytest.raises(NotTheOwner):
        desk.say(conversation, house.ayla, "s1", "Nog iets")
    assert desk.say(conversation, house.bram, "s2", "Hallo").text == "Hallo"


def test_the_lists_say_who_passed_it_on_until_it_moves_again(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    desk.transfer(conversation, house.ayla, house.bram, "")
    assert desk.mine(house.bram)[0].transferred_from == "Ayla"
    house.clock.advance(seconds=5)
    desk.transfer(conversation, house.bram, None, "")
    assert desk.queue()[0].transferred_from == "Bram"
    house.clock.advance(seconds=5)
    desk.take(conversation, house.ayla)
    assert desk.mine(house.ayla)[0].transferred_from is None


def test_what_was_not_read_yet_stays_unread_for_the_colleague(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    house.send(conversation, "Bent u daar?")
    desk.transfer(conversation, house.ayla, house.bram, "")
    assert desk.mine(house.bram)[0].unread == 1


def test_back_in_the_queue_the_place_is_kept(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    house.clock.advance(seconds=20)
    later = house.waiting()
    desk.transfer(conversation, house.ayla, None, "Ik moet weg")
    assert [entry.conversation for entry in desk.queue()] == [conversation, later]
    assert house.transcript(conversation)[-1] == house.words("utter_back_in_queue")


def test_a_visitor_who_is_passed_on_can_stop_waiting(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.transfer(conversation, house.ayla, None, "")
    choices = house.services.conversations.messages_after(conversation, 0).messages[-1].choices
    assert house.choose(conversation, choices[0].id).state is State.BOT


def test_the_second_transfer_of_one_visitor_goes_as_the_first(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    for giver, taker in [(house.ayla, house.bram), (house.bram, house.ayla)] * 2:
        desk.transfer(conversation, giver, taker, "")
    assert house.transcript(conversation).count(house.words("utter_transferred")) == 4
    assert desk.view(conversation, house.ayla).operator == "Ayla"


def test_no_transfer_to_somebody_who_cannot_take_it(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    before = house.transcript(conversation)

    def refused(to: int) -> None:
        with pytest.raises(ColleagueAway):
            desk.transfer(conversation, house.ayla, to, "")

    refused(house.bram)  # not signed on
    refused(house.ayla)  # has it already
    refused(4711)  # nobody
    house.services.desk.set_available(house.bram, False)
    refused(house.bram)  # not available
    desk.set_available(house.bram, True)
    house.clock.advance(seconds=41)
    refused(house.bram)  # connection lost
    assert house.transcript(conversation) == before


def test_no_transfer_to_a_colleague_with_enough_chats(house: House) -> None:
    full_desk(house, house.bram)
    conversation = house.with_person()
    with pytest.raises(ColleagueAway):
        house.services.desk.transfer(conversation, house.ayla, house.bram, "")


def test_no_transfer_to_a_queue_that_nobody_looks_at(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.set_available(house.ayla, False)
    with pytest.raises(ColleagueAway):
        desk.transfer(conversation, house.ayla, None, "")
    desk.set_available(house.ayla, True)
    desk.close_now(house.ayla, None, "brandalarm")
    with pytest.raises(ColleagueAway):
        desk.transfer(conversation, house.ayla, None, "")
    assert house.state(conversation) is State.PERSON


def test_only_the_owner_can_pass_a_chat_on(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    with pytest.raises(NotTheOwner):
        desk.transfer(conversation, house.bram, house.bram, "")
    with pytest.raises(UnknownConversation):
        desk.transfer("nowhere", house.ayla, house.bram, "")


def test_the_colleague_is_alarmed(house: House) -> None:
    house.open_desk(house.bram)
    conversation = house.with_person()

    async def kinds() -> list[Event]:
        with house.services.hub.subscribe(DESK) as events:
            await asyncio.to_thread(
                house.services.desk.transfer, conversation, house.ayla, house.bram, ""
            )
            return [await anext(events) for _ in range(2)]

    assert asyncio.run(kinds()) == [
        Event("queue"),
        Event("transfer", {"conversation": conversation, "to": house.bram}),
    ]


def test_an_operator_with_enough_chats_takes_no_more(house: House) -> None:
    chats, desk = full_desk(house, house.ayla), house.services.desk
    fourth = house.waiting()
    with pytest.raises(AtLimit):
        desk.take(fourth, house.ayla)
    assert house.state(fourth) is State.WAITING
    desk.close(chats[0], house.ayla)
    assert desk.take(fourth, house.ayla).operator == "Ayla"


def test_danger_may_always_be_taken(house: House) -> None:
    full_desk(house, house.ayla)
    conversation = house.start().conversation
    house.send(conversation, ACUTE)
    house.send(conversation, ASK_PERSON)
    assert house.services.desk.take(conversation, house.ayla).danger_at is not None


def test_the_limit_is_read_when_somebody_takes_a_chat(house: House) -> None:
    full_desk(house, house.ayla)
    fourth = house.waiting()
    text = house.organisation_file.read_text(encoding="utf-8")
    more = text.replace("chats_per_operator: 3", "chats_per_operator: 4")
    house.organisation_file.write_text(more, encoding="utf-8")
    assert house.services.desk.take(fourth, house.ayla).operator == "Ayla"


def test_signing_off_after_closing_time_leaves_the_phone(house: House) -> None:
    house.clock.advance(hours=5, minutes=59)
    conversation = house.with_person()
    house.clock.advance(minutes=2)
    house.services.desk.sign_off(house.ayla)
    assert house.state(conversation) is State.BOT
    assert "088 2220 500" in house.transcript(conversation)[-1]


def test_signing_off_gives_all_chats_back(house: House) -> None:
    cato = add_operator(house.services, "cato")
    house.open_desk(house.bram)
    chats = full_desk(house, cato)
    house.services.desk.sign_off(cato)
    assert {entry.conversation for entry in house.services.desk.queue()} == set(chats)
