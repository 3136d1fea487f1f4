"""Watching over the queue: maximum wait, last call, closing, places, dropped operators."""

import pytest

from bot.helpline.ownership import State
from bot.store import conversations as rows
from tests.cast import ASK_PERSON, House


def keep_present(house: House, *, seconds: int) -> None:
    """Lets the time pass with Ayla's console open, and the watch looking."""
    for _ in range(seconds // 30):
        house.clock.advance(seconds=30)
        house.services.desk.heartbeat(house.ayla)
        house.services.tick(house.clock())


def test_somebody_who_waits_in_vain_gets_the_number_and_the_assistant(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    keep_present(house, seconds=570)
    assert house.state(conversation) is State.WAITING
    keep_present(house, seconds=30)
    assert house.state(conversation) is State.BOT
    assert house.transcript(conversation)[-1] == house.words("utter_wait_too_long")


def test_after_a_wait_in_vain_a_person_can_be_asked_for_again(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    keep_present(house, seconds=600)
    assert house.send(conversation, ASK_PERSON).state is State.WAITING
    house.tick(seconds=1)
    assert house.state(conversation) is State.WAITING


def test_who_moves_up_is_told_the_new_place_once(house: House) -> None:
    house.open_desk()
    first = house.waiting()
    house.clock.advance(seconds=1)
    second = house.waiting()
    house.services.desk.take(first, house.ayla)
    house.tick(seconds=2)
    house.tick(seconds=2)
    told = house.words("utter_wait_place_changed", place=1)
    assert house.transcript(second).count(told) == 1
    assert house.services.conversations.messages_after(second, 0).place_in_queue == 1


def test_waiting_can_still_be_stopped_after_moving_up(house: House) -> None:
    house.open_desk()
    first = house.waiting()
    house.clock.advance(seconds=1)
    second = house.waiting()
    house.services.desk.take(first, house.ayla)
    house.tick(seconds=2)
    stop = house.services.conversations.messages_after(second, 0).messages[-1].choices[0]
    assert house.choose(second, stop.id).state is State.BOT


def test_the_first_choice_to_stop_still_counts_after_moving_up(house: House) -> None:
    house.open_desk()
    first = house.waiting()
    house.clock.advance(seconds=1)
    second = house.start().conversation
    stop = house.send(second, ASK_PERSON).messages[-1].choices[0]
    house.services.desk.take(first, house.ayla)
    house.tick(seconds=2)
    assert house.choose(second, stop.id).state is State.BOT


def test_the_last_call_is_told_once_to_who_waits(house: House) -> None:
    house.clock.advance(hours=5, minutes=52)
    house.open_desk()
    conversation = house.waiting()
    house.tick(seconds=2)
    house.tick(seconds=2)
    told = house.words("utter_desk_closing", closes_at="17.00 uur")
    assert house.transcript(conversation).count(told) == 1
    assert house.state(conversation) is State.WAITING


def test_closing_time_ends_the_wait_and_tells_the_next_opening(house: House) -> None:
    house.clock.advance(hours=5, minutes=58)
    house.open_desk()
    conversation = house.waiting()
    house.tick(seconds=120)
    assert house.state(conversation) is State.BOT
    assert house.transcript(conversation)[-1] == house.words(
        "utter_desk_closed_while_waiting", next_opening="morgen om 9.00 uur"
    )


def test_close_now_ends_the_wait_at_once(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.services.desk.close_now(house.ayla, None, "brandalarm")
    house.tick(seconds=1)
    assert house.state(conversation) is State.BOT


def test_a_running_chat_outlives_closing_time(house: House) -> None:
    house.clock.advance(hours=5, minutes=59)
    conversation = house.with_person()
    keep_present(house, seconds=180)
    assert house.state(conversation) is State.PERSON


def test_a_dropped_operator_puts_the_visitor_back_in_front(house: House) -> None:
    dropped = house.with_person()
    house.clock.advance(seconds=30)
    house.open_desk(house.bram)
    later = house.waiting()
    house.clock.advance(seconds=11)
    house.services.desk.heartbeat(house.bram)
    house.services.tick(house.clock())
    assert house.state(dropped) is State.WAITING
    assert house.transcript(dropped)[-1] == house.words("utter_operator_dropped")
    assert [e.conversation for e in house.services.desk.queue()] == [dropped, later]


def test_a_dropped_visitor_gets_the_whole_maximum_wait_again(house: House) -> None:
    dropped = house.with_person()
    keep_present(house, seconds=900)
    house.open_desk(house.bram)
    house.services.desk.sign_off(house.ayla)
    house.tick(seconds=2)
    assert house.state(dropped) is State.WAITING


def test_an_operator_who_drops_off_after_hours_leaves_the_phone(house: House) -> None:
    house.clock.advance(hours=5, minutes=59, seconds=50)
    conversation = house.with_person()
    house.tick(seconds=60)
    assert house.state(conversation) is State.BOT
    assert house.transcript(conversation)[-1] == house.words(
        "utter_desk_closed_while_waiting", next_opening="morgen om 9.00 uur"
    )


def test_with_nobody_left_the_wait_ends_soon(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.tick(seconds=60)
    assert house.state(conversation) is State.WAITING
    house.tick(seconds=20)
    assert house.state(conversation) is State.BOT


def test_one_unreadable_conversation_does_not_stop_the_watch(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.open_desk()
    broken = house.waiting()
    house.clock.advance(seconds=1)
    sound = house.waiting()
    with house.services.database.write() as connection:
        rows.change(connection, broken, State.WAITING, wrapped_key=b"damaged")
    house.services.desk.close_now(house.ayla, None, "brandalarm")
    house.tick(seconds=1)
    assert house.state(sound) is State.BOT
    assert "Unreadable" in caplog.text


def test_two_watches_tell_everything_once(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.services.desk.close_now(house.ayla, None, "brandalarm")
    seen = house.transcript(conversation)
    house.tick(seconds=1)
    house.tick(seconds=0)
    assert len(house.transcript(conversation)) == len(seen) + 1
