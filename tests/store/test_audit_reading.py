"""The audit log can be read in parts, and by person, action, conversation and time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import audit_reading
from bot.store.audit import AuditLog
from bot.store.audit_reading import Wanted, actions, everything, newest
from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.vault import open_vault

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    migrate(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def log(database: Database, tmp_path: Path) -> AuditLog:
    """Seven entries: the operators 1 and 2 in turns, an hour between them."""
    made = AuditLog(open_vault(database, tmp_path / "master.key"))
    with database.write() as connection:
        for number in range(7):
            action = "take" if number % 3 else "sign_in"
            conversation = f"c{number % 2}"
            at = AT + timedelta(hours=number)
            made.append(connection, number % 2 + 1, action, at, conversation)
    return made


def numbers(database: Database, wanted: Wanted, before: int | None = None) -> list[int]:
    with database.read() as connection:
        return [entry.id for entry in newest(connection, wanted, 3, before)]


def test_the_newest_come_first(database: Database, log: AuditLog) -> None:
    assert numbers(database, Wanted()) == [7, 6, 5]


def test_the_next_part_goes_on_where_this_one_ends(database: Database, log: AuditLog) -> None:
    assert numbers(database, Wanted(), before=5) == [4, 3, 2]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(operator_id=2), [6, 4, 2]),
        (Wanted(action="sign_in"), [7, 4, 1]),
        (Wanted(since=AT + timedelta(hours=5)), [7, 6]),
        (Wanted(until=AT + timedelta(hours=2)), [2, 1]),
        (Wanted(operator_id=1, action="take"), [5, 3]),
        (Wanted(operator_id=9), []),
    ],
)
def test_only_what_is_looked_for(
    database: Database, log: AuditLog, wanted: Wanted, found: list[int]
) -> None:
    assert numbers(database, wanted) == found


def test_what_is_about_one_conversation(database: Database, log: AuditLog) -> None:
    assert numbers(database, Wanted(subject=log.subject("c1"))) == [6, 4, 2]


def test_all_parts_together_leave_nothing_out(
    database: Database, log: AuditLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_reading, "BATCH", 2)

    assert [entry.id for entry in everything(database, Wanted())] == [1, 2, 3, 4, 5, 6, 7]


def test_each_action_that_occurs_is_named_once(database: Database, log: AuditLog) -> None:
    with database.read() as connection:
        assert actions(connection) == ["sign_in", "take"]
