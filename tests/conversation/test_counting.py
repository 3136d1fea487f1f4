"""A turn leaves on its conversation what the figures count, and no more than that."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine.answer import Answer, Noted, Said
from bot.store.models import Conversation, Ownership
from tests.cast import ASK_PERSON, House, ScriptedEngine

COLUMNS = (
    Conversation.asked_person,
    Conversation.had_person,
    Conversation.phone_given,
    Conversation.not_understood,
)


def counted(house: House, conversation: str) -> Mapping[str, Any]:
    with house.services.database.read() as connection:
        row = connection.execute(select(*COLUMNS).where(Conversation.id == conversation)).one()
        return dict(row._mapping)


def note(engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch, *noted: Noted) -> None:
    """From now on the assistant notes this of each turn."""
    answer = engine.answer

    def noting(conversation: str, said: Said, memory: bytes | None, at: datetime) -> Answer:
        given = answer(conversation, said, memory, at)
        return Answer(given.replies, given.memory, noted=frozenset(noted))

    monkeypatch.setattr(engine, "answer", noting)


def test_a_new_conversation_counts_for_nothing(house: House) -> None:
    conversation = house.start().conversation

    assert not any(counted(house, conversation).values())


def test_each_message_that_was_not_understood_counts(
    house: House, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = house.start().conversation
    house.send(conversation, "verstaanbaar")
    note(engine, monkeypatch, Noted.NOT_UNDERSTOOD)
    house.send(conversation, "onverstaanbaar")
    house.send(conversation, "ook niet")

    assert counted(house, conversation)["not_understood"] == 2


def test_a_message_that_comes_again_counts_once(
    house: House, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = house.start().conversation
    note(engine, monkeypatch, Noted.NOT_UNDERSTOOD)
    house.send(conversation, "onverstaanbaar", client="same")
    house.send(conversation, "onverstaanbaar", client="same")

    assert counted(house, conversation)["not_understood"] == 1


def test_who_waits_has_asked_for_a_person(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()

    found = counted(house, conversation)
    assert (found["asked_person"], found["had_person"], found["phone_given"]) == (
        True,
        False,
        False,
    )


def test_who_is_taken_over_had_a_person(house: House) -> None:
    found = counted(house, house.with_person())

    assert (found["asked_person"], found["had_person"], found["phone_given"]) == (True, True, False)


def test_with_nobody_there_the_phone_counts(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, ASK_PERSON)

    found = counted(house, conversation)
    assert (found["asked_person"], found["had_person"], found["phone_given"]) == (True, False, True)


def test_who_waited_in_vain_got_the_phone(house: House) -> None:
    house.open_desk(house.ayla)
    conversation = house.waiting()
    for _ in range(12):
        house.services.desk.heartbeat(house.ayla)
        house.tick(minutes=1)

    found = counted(house, conversation)
    assert (found["had_person"], found["phone_given"]) == (False, True)


def test_the_phone_of_the_dialogue_counts(
    house: House, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = house.start().conversation
    note(engine, monkeypatch, Noted.PHONE_GIVEN)
    house.send(conversation, "kan ik iemand spreken")

    found = counted(house, conversation)
    assert (found["asked_person"], found["phone_given"]) == (True, True)


def test_the_end_of_a_wait_says_how_long_it_was(house: House) -> None:
    house.open_desk(house.ayla)
    conversation = house.waiting()
    house.clock.advance(seconds=25)
    house.services.desk.take(conversation, house.ayla)
    house.clock.advance(seconds=60)
    house.services.desk.close(conversation, house.ayla)

    with house.services.database.read() as connection:
        rows = connection.execute(
            select(Ownership.state, Ownership.waited).order_by(Ownership.id)
        ).all()
    assert [tuple(row) for row in rows] == [("waiting", None), ("person", 25), ("closed", None)]
