"""The audit log tells when it was tampered with, and cannot be changed in passing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store.audit import AuditLog
from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.vault import open_vault

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(empty_database_url: str) -> Iterator[Database]:
    opened = open_database(empty_database_url)
    migrate(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def log(database: Database, tmp_path: Path) -> AuditLog:
    made = AuditLog(open_vault(database, tmp_path / "master.key"))
    with database.write() as connection:
        for action in ("sign_in", "take", "close"):
            made.append(connection, 1, action, AT, "a-conversation")
    return made


def allow_changes(database: Database) -> None:
    with database.write() as connection:
        if database.is_postgresql:
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
        else:
            connection.execute(text("DROP TRIGGER audit_log_no_update"))
            connection.execute(text("DROP TRIGGER audit_log_no_delete"))


def test_a_log_that_nobody_touched_is_whole(database: Database, log: AuditLog) -> None:
    with database.read() as connection:
        assert log.first_fault(connection) is None


@pytest.mark.parametrize("change", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
def test_the_database_refuses_a_change(database: Database, log: AuditLog, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), database.write() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE audit_log SET action = 'take' WHERE id = 1", 1),
        ("UPDATE audit_log SET operator_id = 2 WHERE id = 3", 3),
        ("DELETE FROM audit_log WHERE id = 2", 2),
        ("DELETE FROM audit_log WHERE id = 1", 1),
    ],
)
def test_a_change_behind_its_back_shows(
    database: Database, log: AuditLog, change: str, fault: int
) -> None:
    allow_changes(database)
    with database.write() as connection:
        connection.execute(text(change))
    with database.read() as connection:
        assert log.first_fault(connection) == fault


def test_no_conversation_can_be_read_from_it(database: Database, log: AuditLog) -> None:
    with database.read() as connection:
        rows = connection.execute(text("SELECT * FROM audit_log")).all()
    assert len(rows) == 3
    assert "a-conversation" not in str(rows)
