"""Promise 10: everything is deleted on time, by default, and leaves a content-free trace."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from bot.conversation.values import UnknownConversation
from bot.settings import Settings
from bot.store import conversations as rows
from bot.store.models import Tombstone
from tests.cast import House

WORD = "kwispelturig"


def everything(house: House) -> str:
    """Every value in every table."""
    with house.services.database.read() as connection:
        tables = inspect(connection).get_table_names()
        found = [
            tuple(row)
            for table in tables
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        ]
    return repr(found)


def wrapped_key(house: House, conversation: str) -> bytes:
    with house.services.database.read() as connection:
        head = rows.head(connection, conversation)
    assert head is not None
    return head.wrapped_key


def test_retention_is_on_by_default() -> None:
    assert Settings.model_fields["retention_job"].default is True


@pytest.mark.parametrize("report", [{}, {"narrative": WORD}])
def test_after_its_deadline_a_conversation_is_gone(house: House, report: dict[str, str]) -> None:
    house.engine.report = report
    conversation = house.start().conversation
    house.send(conversation, WORD)
    house.services.run_retention(house.clock.advance(days=31))
    with pytest.raises(UnknownConversation):
        house.state(conversation)
    assert conversation not in everything(house)


def test_a_conversation_nobody_closed_goes_as_well(house: House) -> None:
    house.open_desk()
    waiting, talking = house.waiting(), house.with_person()
    house.services.run_retention(house.clock.advance(days=31))
    assert waiting not in everything(house)
    assert talking not in everything(house)


def test_what_is_left_says_only_that_something_was_deleted(house: House) -> None:
    conversation = house.start().conversation
    house.services.conversations.erase(conversation)
    columns = {column.name for column in Tombstone.__table__.columns}
    assert columns == {"id", "deleted_at", "reason", "started_on"}
    with house.services.database.read() as connection:
        identifier = connection.execute(select(Tombstone.id)).scalar_one()
    assert identifier != conversation


def test_the_trace_goes_in_its_turn(house: House) -> None:
    house.services.conversations.erase(house.start().conversation)
    house.services.run_retention(house.clock.advance(days=366))
    with house.services.database.read() as connection:
        assert connection.execute(select(Tombstone.id)).all() == []


def test_an_erased_key_is_in_no_corner_of_the_file(house: House) -> None:
    if house.services.database.is_postgresql:
        # PostgreSQL keeps its own files; here the row has to be gone.
        conversation = house.start().conversation
        house.services.conversations.erase(conversation)
        assert conversation not in everything(house)
        return
    conversation = house.start().conversation
    house.send(conversation, WORD)
    key = wrapped_key(house, conversation)
    files = [Path(f"{house.services.database.url.database}{end}") for end in ("", "-wal")]
    assert any(key in file.read_bytes() for file in files)
    house.services.conversations.erase(conversation)
    assert not any(key in file.read_bytes() for file in files)
