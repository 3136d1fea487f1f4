"""Transactions on both kinds of database, and what only SQLite needs."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database, DatabaseInUse, open_database
from bot.store.models import Tombstone
from bot.store.schema import migrate
from tests.cast import TUESDAY_MORNING


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database.engine)
    yield database
    database.close()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/new/folder/chat.sqlite3")
    yield database
    database.close()


def insert_row(connection: Connection, identifier: str) -> None:
    connection.execute(
        insert(Tombstone).values(
            id=identifier,
            deleted_at=TUESDAY_MORNING,
            reason="expired",
            started_on=TUESDAY_MORNING.date(),
        )
    )


def add(database: Database, identifier: str) -> None:
    with database.write() as connection:
        insert_row(connection, identifier)


def count(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(Tombstone)).scalar_one()


def test_a_write_is_there_for_the_next_reader(database: Database) -> None:
    add(database, "one")
    assert count(database) == 1


def test_an_error_undoes_the_whole_write(database: Database) -> None:
    def broken_off() -> None:
        with database.write() as connection:
            insert_row(connection, "one")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert count(database) == 0


def test_an_orm_session_is_committed_at_its_end(database: Database) -> None:
    with database.session() as session:
        session.add(
            Tombstone(
                id="one",
                deleted_at=TUESDAY_MORNING,
                reason="expired",
                started_on=TUESDAY_MORNING.date(),
            )
        )
    assert count(database) == 1


def test_many_writers_wait_for_each_other(database: Database) -> None:
    def work(name: int) -> None:
        for number in range(10):
            add(database, f"{name}-{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 80


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    add(database, "one")
    with database.write() as connection:
        connection.execute(text("DELETE FROM tombstones"))
        assert count(database) == 1


def test_two_turns_on_one_connection_see_each_other(database: Database) -> None:
    with database.turn("c") as turn:
        with turn.write() as connection:
            insert_row(connection, "one")
        assert count(database) == 1
        with turn.write() as connection:
            connection.execute(text("DELETE FROM tombstones"))
    assert count(database) == 0


@pytest.mark.postgres
def test_turns_of_one_conversation_wait_for_each_other_on_postgresql(postgres_url: str) -> None:
    one, other = open_database(postgres_url), open_database(postgres_url)
    order: list[str] = []

    def second() -> None:
        with other.turn("c"):
            order.append("second")

    with one.turn("c"):
        thread = threading.Thread(target=second)
        thread.start()
        with other.turn("another conversation"):
            order.append("another")
        time.sleep(0.2)
        order.append("first")
    thread.join()
    one.close()
    other.close()
    assert order == ["another", "first", "second"]


def test_a_second_server_on_one_sqlite_file_is_refused(sqlite_file: Database) -> None:
    sqlite_file.hold_process_lock()
    second = open_database(sqlite_file.url.render_as_string())
    with pytest.raises(DatabaseInUse, match="Another server"):
        second.hold_process_lock()
    sqlite_file.close()
    second.hold_process_lock()
    second.close()


def test_a_sqlite_file_is_private_and_in_wal_mode(sqlite_file: Database) -> None:
    with sqlite_file.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 1
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1
    folder = Path(str(sqlite_file.url.database)).parent
    assert os.stat(folder).st_mode & 0o077 == 0


def test_scrubbing_empties_the_write_ahead_log(sqlite_file: Database) -> None:
    migrate(sqlite_file.engine)
    add(sqlite_file, "one")
    log = Path(f"{sqlite_file.url.database}-wal")
    assert log.stat().st_size > 0
    sqlite_file.scrub()
    assert log.stat().st_size == 0
    assert count(sqlite_file) == 1


def test_scrubbing_keeps_what_was_not_deleted(database: Database) -> None:
    add(database, "one")
    database.scrub()
    assert count(database) == 1


def test_a_database_error_does_not_list_the_values_of_the_statement(database: Database) -> None:
    add(database, "one")
    with pytest.raises(IntegrityError) as caught:
        add(database, "one")
    assert str(TUESDAY_MORNING.year) not in str(caught.value)
