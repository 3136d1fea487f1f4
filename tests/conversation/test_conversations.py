"""The visitor's side: starting, sending, resuming, stopping, leaving, erasing."""

import asyncio

import pytest

from bot.conversation.values import (
    ConversationClosed,
    TooManyTurns,
    UnknownChoice,
    UnknownConversation,
    WrongSecret,
)
from bot.helpline.ownership import Sender, State
from tests.cast import ERASE, GOODBYE, WITH_BUTTONS, House, client_id, seqs, texts


def test_starting_gives_a_secret_and_the_first_messages(house: House) -> None:
    started = house.start()
    assert started.state is State.BOT
    assert texts(started.messages) == ["Welcome."]
    house.services.conversations.check(started.conversation, started.token)


def test_another_secret_does_not_open_a_conversation(house: House) -> None:
    one, other = (house.start() for _ in range(2))
    with pytest.raises(WrongSecret):
        house.services.conversations.check(one.conversation, other.token)


def test_an_unknown_conversation_is_told_as_such(house: House) -> None:
    with pytest.raises(UnknownConversation):
        house.services.conversations.check("nowhere", "secret")
    with pytest.raises(UnknownConversation):
        house.send("nowhere", "Hello")


def test_a_message_is_followed_by_its_answer(house: House) -> None:
    started = house.start()
    exchange = house.send(started.conversation, "Hello")
    assert [(m.seq, m.sender) for m in exchange.messages] == [
        (2, Sender.VISITOR),
        (3, Sender.BOT),
    ]
    assert texts(exchange.messages) == ["Hello", "2: Hello"]


def test_the_same_client_id_gives_the_same_answer_and_stores_nothing(house: House) -> None:
    started = house.start()
    first = house.send(started.conversation, "Hello", client="one")
    again = house.send(started.conversation, "Hello", client="one")
    assert again.messages == first.messages
    assert len(house.services.conversations.messages_after(started.conversation, 0).messages) == 3


def test_a_choice_reaches_the_assistant_as_its_payload(house: House) -> None:
    started = house.start()
    offered = house.send(started.conversation, WITH_BUTTONS).messages[-1].choices
    exchange = house.choose(started.conversation, offered[0].id)
    assert texts(exchange.messages) == ["Red", "3: /red"]


def test_only_choices_of_the_latest_answer_count(house: House) -> None:
    started = house.start()
    offered = house.send(started.conversation, WITH_BUTTONS).messages[-1].choices
    house.send(started.conversation, "Something else")
    with pytest.raises(UnknownChoice):
        house.choose(started.conversation, offered[0].id)


def test_a_choice_of_another_conversation_does_not_count(house: House) -> None:
    one, other = (house.start() for _ in range(2))
    with pytest.raises(UnknownChoice):
        house.choose(one.conversation, other.messages[0].choices[0].id)


def test_a_typed_payload_stays_text(house: House) -> None:
    started = house.start()
    house.send(started.conversation, "/ask_person")
    assert house.engine.heard[-1].payload is None


def test_a_closed_conversation_takes_no_messages_but_still_gives_its_answers(house: House) -> None:
    started = house.start()
    first = house.send(started.conversation, GOODBYE, client="one")
    assert first.state is State.CLOSED
    with pytest.raises(ConversationClosed):
        house.send(started.conversation, "Hello?")
    assert house.send(started.conversation, GOODBYE, client="one").messages == first.messages


def test_messages_after_a_number_are_given_in_order(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, "One")
    house.send(conversation, "Two")
    exchange = house.services.conversations.messages_after(conversation, 3)
    assert seqs(exchange.messages) == [4, 5]
    assert texts(exchange.messages) == ["Two", "3: Two"]


def test_each_answer_builds_on_the_memory_of_the_one_before(house: House) -> None:
    conversation = house.start().conversation
    answers = [house.send(conversation, "Next").messages[-1].text for _ in range(3)]
    assert answers == ["2: Next", "3: Next", "4: Next"]


def test_leaving_closes_the_conversation(house: House) -> None:
    conversation = house.start().conversation
    house.services.conversations.leave(conversation)
    assert house.state(conversation) is State.CLOSED


def test_erasing_leaves_nothing_to_be_found(house: House) -> None:
    conversation = house.start().conversation
    house.services.conversations.erase(conversation)
    with pytest.raises(UnknownConversation):
        house.services.conversations.messages_after(conversation, 0)
    with pytest.raises(UnknownConversation):
        house.services.conversations.erase(conversation)


def test_erasing_through_the_assistant_shows_its_last_words_once(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.send(conversation, ERASE)
    assert exchange.state is State.CLOSED
    assert texts(exchange.messages) == [ERASE, f"2: {ERASE}"]
    with pytest.raises(UnknownConversation):
        house.send(conversation, "Hello?")


def test_too_many_messages_at_once_are_refused(house: House) -> None:
    conversation = house.start().conversation
    conversations = house.services.conversations

    async def flood() -> list[object]:
        return await asyncio.gather(
            *(conversations.receive(conversation, client_id(), "Hi", None) for _ in range(25)),
            return_exceptions=True,
        )

    outcomes = asyncio.run(flood())
    assert sum(isinstance(outcome, TooManyTurns) for outcome in outcomes) == 5


def test_either_a_text_or_a_choice(house: House) -> None:
    conversation = house.start().conversation
    with pytest.raises(ValueError, match="either"):
        asyncio.run(house.services.conversations.receive(conversation, "one", None, None))


def test_the_choices_that_still_count_are_told(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.send(conversation, WITH_BUTTONS)
    assert exchange.choices_from == exchange.messages[-1].seq


def test_somebody_who_starts_in_another_language_first_reads_its_safety_card(
    house: House,
) -> None:
    started = house.services.conversations.start("pl-PL")
    assert texts(started.messages) == [house.words("utter_language_card_pl"), "Welcome."]


def test_a_language_tag_that_is_none_means_dutch(house: House) -> None:
    house.services.conversations.start("../../etc")
    assert house.engine.heard[-1].language == "nl"


def test_a_message_with_half_a_character_is_kept(house: House) -> None:
    conversation = house.start().conversation
    assert house.send(conversation, "oops \ud83d").messages[0].text == "oops \ud83d"
