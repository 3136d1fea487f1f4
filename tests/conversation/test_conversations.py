"""The visitor's side: starting, sending, resuming, stopping, leaving, erasing."""

import asyncio

import pytest

from bot.conversation.values import (
    ConversationClosed,
    Exchange,
    UnknownChoice,
    UnknownConversation,
    WrongSecret,
)
from bot.helpline.ownership import Sender, State
from tests.cast import GOODBYE, WITH_BUTTONS, client_id, texts
from tests.conftest import House


def send(house: House, conversation: str, text: str, client: str | None = None) -> Exchange:
    conversations = house.services.conversations
    return asyncio.run(conversations.receive(conversation, client or client_id(), text, None))


def choose(house: House, conversation: str, choice: str) -> Exchange:
    conversations = house.services.conversations
    return asyncio.run(conversations.receive(conversation, client_id(), None, choice))


def test_starting_gives_a_secret_and_the_first_messages(house: House) -> None:
    started = house.services.conversations.start("nl")
    assert started.state is State.BOT
    assert texts(started.messages) == ["Welcome."]
    house.services.conversations.check(started.conversation, started.token)


def test_another_secret_does_not_open_a_conversation(house: House) -> None:
    one, other = (house.services.conversations.start("nl") for _ in range(2))
    with pytest.raises(WrongSecret):
        house.services.conversations.check(one.conversation, other.token)


def test_an_unknown_conversation_is_told_as_such(house: House) -> None:
    with pytest.raises(UnknownConversation):
        house.services.conversations.check("nowhere", "secret")
    with pytest.raises(UnknownConversation):
        send(house, "nowhere", "Hello")


def test_a_message_is_followed_by_its_answer(house: House) -> None:
    started = house.services.conversations.start("nl")
    exchange = send(house, started.conversation, "Hello")
    assert [(m.seq, m.sender) for m in exchange.messages] == [
        (2, Sender.VISITOR),
        (3, Sender.BOT),
    ]
    assert texts(exchange.messages) == ["Hello", "2: Hello"]


def test_the_same_client_id_gives_the_same_answer_and_stores_nothing(house: House) -> None:
    started = house.services.conversations.start("nl")
    first = send(house, started.conversation, "Hello", client="one")
    again = send(house, started.conversation, "Hello", client="one")
    assert again.messages == first.messages
    assert len(house.services.conversations.messages_after(started.conversation, 0).messages) == 3


def test_a_choice_reaches_the_assistant_as_its_payload(house: House) -> None:
    started = house.services.conversations.start("nl")
    offered = send(house, started.conversation, WITH_BUTTONS).messages[-1].choices
    exchange = choose(house, started.conversation, offered[0].id)
    assert texts(exchange.messages) == ["Red", "3: /red"]


def test_only_choices_of_the_latest_answer_count(house: House) -> None:
    started = house.services.conversations.start("nl")
    offered = send(house, started.conversation, WITH_BUTTONS).messages[-1].choices
    send(house, started.conversation, "Something else")
    with pytest.raises(UnknownChoice):
        choose(house, started.conversation, offered[0].id)


def test_a_choice_of_another_conversation_does_not_count(house: House) -> None:
    one, other = (house.services.conversations.start("nl") for _ in range(2))
    with pytest.raises(UnknownChoice):
        choose(house, one.conversation, other.messages[0].choices[0].id)


def test_a_typed_payload_stays_text(house: House) -> None:
    started = house.services.conversations.start("nl")
    send(house, started.conversation, "/ask_person")
    assert house.engine.heard[-1].payload is None


def test_a_closed_conversation_takes_no_messages_but_still_gives_its_answers(house: House) -> None:
    started = house.services.conversations.start("nl")
    first = send(house, started.conversation, GOODBYE, client="one")
    assert first.state is State.CLOSED
    with pytest.raises(ConversationClosed):
        send(house, started.conversation, "Hello?")
    assert send(house, started.conversation, GOODBYE, client="one").messages == first.messages
