"""The audit log tells when it was tampered with, and cannot be changed in passing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store.audit import AuditLog
from bot.store.audit_chain import Checkpoint, find_checkpoint
from bot.store.audit_check import Fault, Outcome
from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.vault import open_vault

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TRIGGERS = ("audit_log_no_update", "audit_log_no_delete", "audit_anchor_stays")


@pytest.fixture
def database(empty_database_url: str) -> Iterator[Database]:
    opened = open_database(empty_database_url)
    migrate(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def empty_log(database: Database, tmp_path: Path) -> AuditLog:
    return AuditLog(open_vault(database, tmp_path / "master.key"))


@pytest.fixture
def log(database: Database, empty_log: AuditLog) -> AuditLog:
    add(database, empty_log, "sign_in", "take", "close")
    return empty_log


def add(database: Database, log: AuditLog, *actions: str) -> None:
    with database.write() as connection:
        for action in actions:
            log.append(connection, 1, action, AT, "a-conversation")


def verify(database: Database, log: AuditLog, kept: Checkpoint | None = None) -> Outcome:
    with database.read() as connection:
        return log.verify(connection, kept)


def tamper(database: Database, *changes: str) -> None:
    """Changes rows the way somebody does who rules over the database."""
    with database.write() as connection:
        if database.is_postgresql:
            for table in ("audit_log", "audit_anchor"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        else:
            for name in (*TRIGGERS, "audit_anchor_moves_on"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        for change in changes:
            connection.execute(text(change))


def test_a_log_that_nobody_touched_is_whole(database: Database, log: AuditLog) -> None:
    outcome = verify(database, log)

    assert (outcome.whole, outcome.count) == (True, 3)


def test_an_empty_log_is_whole(database: Database, empty_log: AuditLog) -> None:
    assert verify(database, empty_log) == Outcome(0)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET action = 'x'",
        "DELETE FROM audit_log",
        "DELETE FROM audit_anchor",
        "UPDATE audit_anchor SET count = 2",
        "UPDATE audit_anchor SET digest = seal",
    ],
)
def test_the_database_refuses_a_change(database: Database, log: AuditLog, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), database.write() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "fault", "why"),
    [
        ("UPDATE audit_log SET action = 'take' WHERE id = 1", 1, Fault.CHANGED),
        ("UPDATE audit_log SET operator_id = 2 WHERE id = 3", 3, Fault.CHANGED),
        ("UPDATE audit_log SET subject = NULL WHERE id = 2", 2, Fault.CHANGED),
        ("DELETE FROM audit_log WHERE id = 2", 2, Fault.MISSING),
        ("DELETE FROM audit_log WHERE id = 1", 1, Fault.MISSING),
        ("DELETE FROM audit_log WHERE id = 3", 3, Fault.END),
        ("DELETE FROM audit_log", 1, Fault.END),
        ("DELETE FROM audit_anchor", 4, Fault.END),
        ("UPDATE audit_anchor SET seal = digest", 4, Fault.END),
    ],
)
def test_a_change_behind_its_back_shows(
    database: Database, log: AuditLog, change: str, fault: int, why: Fault
) -> None:
    tamper(database, change)

    outcome = verify(database, log)

    assert (outcome.fault, outcome.why) == (fault, why)


def test_only_the_anchor_says_that_there_were_digests(database: Database, log: AuditLog) -> None:
    tamper(database, "UPDATE audit_log SET digest = ''")

    assert verify(database, log).why is Fault.END


def test_the_newest_entries_cannot_go_together_with_the_anchor(
    database: Database, log: AuditLog
) -> None:
    tamper(
        database,
        "UPDATE audit_anchor SET count = 2, digest = (SELECT digest FROM audit_log WHERE id = 2)",
        "DELETE FROM audit_log WHERE id = 3",
    )

    assert verify(database, log).why is Fault.END


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit_log WHERE id = 3",
        "DELETE FROM audit_anchor",
        "UPDATE audit_anchor SET count = 2",
        "UPDATE audit_log SET action = 'take' WHERE id = 3",
        "DELETE FROM audit_log",
    ],
)
def test_what_is_added_afterwards_hides_nothing(
    database: Database, log: AuditLog, change: str
) -> None:
    tamper(database, change)
    add(database, log, "take", "close")

    assert not verify(database, log).whole


def test_staff_can_go_on_with_a_broken_log(database: Database, log: AuditLog) -> None:
    tamper(database, "UPDATE audit_anchor SET count = 1", "DELETE FROM audit_log WHERE id = 2")

    add(database, log, "take")

    with database.read() as connection:
        numbers = connection.execute(text("SELECT id FROM audit_log ORDER BY id")).scalars()
        assert list(numbers) == [1, 3, 4]


def test_a_log_that_grew_fits_an_earlier_checkpoint(database: Database, log: AuditLog) -> None:
    kept = verify(database, log).checkpoint
    add(database, log, "take")

    assert kept is not None
    assert verify(database, log, kept).whole


def test_a_database_that_was_put_back_does_not_fit_the_checkpoint(
    database: Database, log: AuditLog
) -> None:
    with database.read() as connection:
        earlier = connection.execute(text("SELECT count, digest, seal FROM audit_anchor")).one()
    add(database, log, "take", "close")
    kept = verify(database, log).checkpoint
    tamper(database, "DELETE FROM audit_log WHERE id > 3", "DELETE FROM audit_anchor")
    with database.write() as connection:
        connection.execute(
            text("INSERT INTO audit_anchor VALUES (1, :count, :digest, :seal)"),
            dict(earlier._mapping),
        )

    assert verify(database, log).whole
    assert verify(database, log, kept).fault == 4


def test_another_log_of_the_same_length_does_not_fit(database: Database, log: AuditLog) -> None:
    outcome = verify(database, log, Checkpoint(2, "0" * 32))

    assert (outcome.fault, outcome.why) == (2, Fault.CHECKPOINT)


def test_a_checkpoint_is_found_in_a_note(database: Database, log: AuditLog) -> None:
    kept = verify(database, log).checkpoint

    assert find_checkpoint(f"Logboek op maandag: {kept}, opgeschreven door Anna") == kept


@pytest.mark.parametrize("line", ["", "3", "3-xyz", "0-" + "0" * 32])
def test_a_line_without_a_checkpoint_gives_none(line: str) -> None:
    assert find_checkpoint(line) is None


def old_entries(database: Database) -> None:
    with database.write() as connection:
        for number in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO audit_log (id, at, operator_id, action, digest)"
                    " VALUES (:id, '2026-11-20 09:00:00', 1, 'take', :nothing)"
                ),
                {"id": number, "nothing": b""},
            )


def test_what_was_noted_before_the_chain_is_whole(database: Database, empty_log: AuditLog) -> None:
    old_entries(database)
    assert verify(database, empty_log) == Outcome(2)

    add(database, empty_log, "take")

    assert verify(database, empty_log).count == 3
    assert verify(database, empty_log).whole


def test_what_was_noted_before_the_chain_is_sealed_by_it(
    database: Database, empty_log: AuditLog
) -> None:
    old_entries(database)
    add(database, empty_log, "take")
    tamper(database, "UPDATE audit_log SET operator_id = 2 WHERE id = 1")

    assert verify(database, empty_log).fault == 3


@pytest.mark.parametrize("parallel", [50])
@pytest.mark.thorough
def test_entries_that_come_at_once_make_one_chain(
    database: Database, log: AuditLog, parallel: int
) -> None:
    together = threading.Barrier(parallel)

    def one(number: int) -> None:
        together.wait()
        with database.write() as connection:
            log.append(connection, number, "take", AT)

    with ThreadPoolExecutor(parallel) as crowd:
        list(crowd.map(one, range(parallel)))

    outcome = verify(database, log)
    assert (outcome.count, outcome.fault) == (parallel + 3, None)


def test_what_is_undone_is_not_in_the_log(database: Database, log: AuditLog) -> None:
    def breaks_off() -> None:
        with database.write() as connection:
            log.append(connection, 1, "take", AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()

    outcome = verify(database, log)
    assert (outcome.count, outcome.fault) == (3, None)


def test_verifying_beside_appending_never_fails(database: Database, log: AuditLog) -> None:
    done = threading.Event()

    def keep_adding() -> None:
        while not done.is_set():
            add(database, log, "take")

    adding = threading.Thread(target=keep_adding)
    adding.start()
    try:
        outcomes = [verify(database, log) for _ in range(30)]
    finally:
        done.set()
        adding.join()

    assert all(outcome.whole for outcome in outcomes)


def test_no_conversation_can_be_read_from_it(database: Database, log: AuditLog) -> None:
    with database.read() as connection:
        rows = connection.execute(text("SELECT * FROM audit_log")).all()
    assert len(rows) == 3
    assert "a-conversation" not in str(rows)
