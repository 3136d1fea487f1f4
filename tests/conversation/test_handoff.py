"""From the assistant to a person: the queue, the place in it, and the way back."""

import pytest

from bot.conversation.values import UnknownChoice
from bot.engine.answer import Said
from bot.helpline.ownership import Sender, State
from tests.cast import ACUTE, ASK_PERSON, SUICIDE, House, texts


def test_a_person_who_is_there_is_waited_for(house: House) -> None:
    house.open_desk()
    conversation = house.start().conversation
    exchange = house.send(conversation, ASK_PERSON)
    assert exchange.state is State.WAITING
    assert exchange.place_in_queue == 1
    assert exchange.messages[-1].text == house.words("utter_waiting", place=1)
    assert exchange.messages[-1].sender is Sender.SYSTEM


def test_with_nobody_there_the_answer_is_the_phone(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.send(conversation, ASK_PERSON)
    assert exchange.state is State.BOT
    assert exchange.messages[-1].text == house.words("utter_wait_too_long")


def test_an_operator_who_leaves_during_the_turn_is_not_waited_for(house: House) -> None:
    def leaves(_: str, said: Said) -> None:
        house.services.desk.sign_off(house.ayla)

    house.open_desk()
    conversation = house.start().conversation
    house.engine.before_answer = leaves
    assert house.send(conversation, ASK_PERSON).state is State.BOT


def test_after_hours_the_answer_is_the_phone_and_the_next_opening(house: House) -> None:
    house.clock.advance(hours=7)
    house.open_desk()
    conversation = house.start().conversation
    exchange = house.send(conversation, ASK_PERSON)
    assert exchange.state is State.BOT
    assert exchange.messages[-1].text == house.words(
        "utter_desk_closed_while_waiting", next_opening="morgen om 9.00 uur"
    )


def test_places_follow_the_order_of_arrival(house: House) -> None:
    house.open_desk()
    places = []
    for _ in range(3):
        conversation = house.start().conversation
        house.clock.advance(seconds=1)
        places.append(house.send(conversation, ASK_PERSON).place_in_queue)
    assert places == [1, 2, 3]


def test_waiting_can_be_stopped_by_its_choice(house: House) -> None:
    house.open_desk()
    conversation = house.start().conversation
    stop = house.send(conversation, ASK_PERSON).messages[-1].choices[0]
    exchange = house.choose(conversation, stop.id)
    assert exchange.state is State.BOT
    assert texts(exchange.messages) == [stop.label, house.words("utter_stopped_waiting")]


def test_the_choice_to_stop_outlives_messages_to_the_operator(house: House) -> None:
    house.open_desk()
    conversation = house.start().conversation
    stop = house.send(conversation, ASK_PERSON).messages[-1].choices[0]
    house.send(conversation, "Dit wil ik nog zeggen")
    assert house.choose(conversation, stop.id).state is State.BOT


def test_the_choice_to_stop_ends_when_a_person_comes(house: House) -> None:
    house.open_desk()
    conversation = house.start().conversation
    stop = house.send(conversation, ASK_PERSON).messages[-1].choices[0]
    house.services.desk.take(conversation, house.ayla)
    with pytest.raises(UnknownChoice):
        house.choose(conversation, stop.id)


def test_waiting_can_be_stopped_by_the_page(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    exchange = house.services.conversations.stop_waiting(conversation)
    assert exchange.state is State.BOT
    assert texts(exchange.messages) == [house.words("utter_stopped_waiting")]


def test_stopping_without_waiting_changes_nothing(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.services.conversations.stop_waiting(conversation)
    assert (exchange.state, exchange.messages) == (State.BOT, ())


def test_the_assistant_answers_again_after_the_waiting_was_stopped(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.services.conversations.stop_waiting(conversation)
    assert house.send(conversation, "Hallo").messages[-1].text == "3: Hallo"


def test_the_second_hand_off_of_a_visitor_works_like_the_first(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    exchange = house.send(conversation, ASK_PERSON)
    assert (exchange.state, exchange.place_in_queue) == (State.WAITING, 1)
    assert house.services.desk.take(conversation, house.bram).operator_id == house.bram
    assert house.state(conversation) is State.PERSON


def test_what_is_written_while_waiting_is_kept_and_that_is_said_once(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    heard = len(house.engine.heard)
    first = house.send(conversation, "Een")
    second = house.send(conversation, "Twee")
    assert texts(first.messages) == ["Een", house.words("utter_message_kept_while_waiting")]
    assert texts(second.messages) == ["Twee"]
    assert len(house.engine.heard) == heard


def test_danger_while_waiting_is_answered_at_once(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    assert texts(house.send(conversation, ACUTE).messages)[1] == house.words(
        "utter_danger_with_person"
    )


def test_suicide_beside_a_person_is_answered_with_the_suicide_line(house: House) -> None:
    conversation = house.with_person()
    message = house.send(conversation, SUICIDE).messages[1]
    assert message.text == house.words("utter_danger_suicide")
    assert message.choices == ()


def test_a_repeated_message_to_a_person_is_stored_once(house: House) -> None:
    conversation = house.with_person()
    first = house.send(conversation, ACUTE, client="one")
    assert house.send(conversation, ACUTE, client="one").messages == first.messages
    assert house.transcript(conversation).count(ACUTE) == 1
