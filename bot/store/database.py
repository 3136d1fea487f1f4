"""The connection to the database, SQLite or PostgreSQL, with the transactions used here."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

BUSY_SECONDS = 5
POOL_SIZE = 8
POOL_OVERFLOW = 16
POOL_TIMEOUT_SECONDS = 10
# How long a turn waits for another process that has a turn of the same conversation.
TURN_LOCK_SECONDS = 15


class DatabaseInUse(Exception):
    """Another serving process has this SQLite file."""


class Database:
    """Transactions on one database; thread-safe. Open it with `open_database`."""

    def __init__(self, url: URL) -> None:
        self.is_postgresql = url.get_backend_name() == "postgresql"
        self.url = url
        self.engine = _postgresql(url) if self.is_postgresql else _sqlite(url)
        # SQLite has one writer at a time: waiting here is fair, its own waiting is polling.
        self._write_gate: AbstractContextManager[Any] = (
            nullcontext() if self.is_postgresql else Lock()
        )
        self._writing = self.engine.execution_options(bot_write=True)
        self._process_lock: int | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one moment throughout."""
        # SQLite does so anyway.
        level = {"isolation_level": "REPEATABLE READ"} if self.is_postgresql else {}
        with self.engine.execution_options(**level).connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, or undone when an error comes out."""
        with self._write_gate, self._writing.begin() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """An ORM session in a write transaction of its own, committed at the end."""
        with self.write() as connection, Session(bind=connection) as session:
            yield session
            session.flush()

    @contextmanager
    def turn(self, conversation: str) -> Iterator["Turn"]:
        """Write transactions for one turn; on PostgreSQL the turns of a conversation queue up.

        One connection serves the whole turn, so that turns cannot starve each other of the
        second one. Nobody else is kept waiting: no transaction is open between the two.
        """
        if not self.is_postgresql:
            yield Turn(self.write)
            return
        with self._writing.connect() as connection:
            key = {"key": f"turn:{conversation}"}
            connection.execute(text("SELECT pg_advisory_lock(hashtextextended(:key, 0))"), key)
            connection.commit()
            try:
                yield Turn(lambda: _committed(connection))
            finally:
                _unlock(connection, key)

    def hold_process_lock(self) -> None:
        """Claims a SQLite file for this serving process. Raises DatabaseInUse."""
        if self.is_postgresql or self._process_lock is not None:
            return
        path = f"{self.url.database}.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise DatabaseInUse(
                f"Another server is using {self.url.database}. Stop it first, or set "
                "DATABASE_URL to PostgreSQL to run several servers on one database."
            ) from error
        self._process_lock = descriptor

    def scrub_quickly(self) -> None:
        """Empties SQLite's write-ahead log, which may still hold deleted pages.

        Waits for readers for a moment only: the next time empties it as well.
        """
        if self.is_postgresql:
            return
        with self._write_gate, closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 200")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
            cursor.close()

    def scrub(self) -> None:
        """Makes the database forget what was deleted, as far as it can."""
        if not self.is_postgresql:
            self.scrub_quickly()
            return
        plain = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with plain.connect() as connection:
            connection.exec_driver_sql("VACUUM conversations, messages, staff_notes, corrections")

    def close(self) -> None:
        """Closes every connection and gives the process lock back."""
        self.engine.dispose()
        if self._process_lock is not None:
            os.close(self._process_lock)
            self._process_lock = None


class Turn:
    """The transactions of one turn: any number, one after the other."""

    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self.write = begin


def open_database(url: str) -> Database:
    """The database at `url`; a missing folder for a SQLite file is made, private."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database(parsed)


@contextmanager
def _committed(connection: Connection) -> Iterator[Connection]:
    with connection.begin():
        yield connection


def _unlock(connection: Connection, key: dict[str, str]) -> None:
    try:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:key, 0))"), key)
        connection.commit()
    except DBAPIError:
        # The server gives the lock back when the connection ends, so end it.
        connection.invalidate()


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(dbapi_connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: see _begin.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Deleted rows are overwritten: a shredded key must not stay in a free page.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could be refused in between.
        writing = connection.get_execution_options().get("bot_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(dbapi_connection: Any, _record: object) -> None:
        with dbapi_connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{TURN_LOCK_SECONDS}s'")
            cursor.execute("SET TIME ZONE 'UTC'")
        dbapi_connection.commit()

    return engine
