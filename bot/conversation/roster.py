"""Who is at the desk, and whether the desk is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation import moves
from bot.conversation.availability import Availabilities
from bot.conversation.hub import Hub
from bot.conversation.journal import Journal
from bot.conversation.notices import Notices
from bot.conversation.speaker import Speaker
from bot.helpline.availability import Availability
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store.audit import AuditLog
from bot.store.conversations import Head
from bot.store.database import Database

DROPPED = "utter_operator_dropped"


class Roster:
    """The presence of operators and the closings of the desk; the first half of `Desk`."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        speaker: Speaker,
        availabilities: Availabilities,
        hub: Hub,
        clock: Clock,
        audit: AuditLog,
    ) -> None:
        self._database = database
        self._journal = journal
        self._speaker = speaker
        self._availabilities = availabilities
        self._hub = hub
        self._clock = clock
        self._audit = audit

    def availability(self, at: datetime | None = None) -> Availability:
        """Whether a person can come at `at` (default: now); UNKNOWN on any error."""
        return self._availabilities.at(at or self._clock())

    def heartbeat(self, operator_id: int, available: bool | None = None) -> None:
        """The operator's console is open; `None` leaves the switch as it is."""
        with self._changing() as (connection, at, notices):
            before = desk_rows.switch(connection, operator_id)
            desk_rows.seen(connection, operator_id, available, at)
            if before is None or (available is not None and available != before):
                notices.presence()

    def set_available(self, operator_id: int, available: bool) -> None:
        """Turns the operator's switch."""
        with self._changing() as (connection, at, notices):
            desk_rows.seen(connection, operator_id, available, at)
            action = "available" if available else "not_available"
            self._audit.append(connection, operator_id, action, at)
            notices.presence()

    def is_available(self, operator_id: int) -> bool:
        """Where the operator's switch stands."""
        with self._database.read() as connection:
            return desk_rows.switch(connection, operator_id) or False

    def sign_off(self, operator_id: int) -> None:
        """The operator is gone: their visitors are told and keep their place."""
        with self._changing() as (connection, at, notices):
            desk_rows.gone(connection, operator_id)
            notices.presence()
            for head in rows.with_person(connection):
                if head.operator_id == operator_id:
                    drop(connection, self._journal, self._speaker, head, at, notices)
            self._audit.append(connection, operator_id, "sign_off", at)

    def close_now(self, operator_id: int, until: datetime | None, reason: str) -> None:
        """Closes the desk until `until` (None: until reopened)."""
        with self._changing() as (connection, at, notices):
            desk_rows.close(connection, operator_id, at, until, reason)
            self._audit.append(connection, operator_id, "close_desk", at)
            notices.presence()

    def reopen(self, operator_id: int) -> None:
        """Lifts every present closing."""
        with self._changing() as (connection, at, notices):
            desk_rows.reopen(connection, at)
            self._audit.append(connection, operator_id, "reopen_desk", at)
            notices.presence()

    @contextmanager
    def _changing(self) -> Iterator[tuple[Connection, datetime, Notices]]:
        notices = Notices()
        with self._database.write() as connection:
            yield connection, self._clock(), notices
        notices.publish(self._hub)


def drop(
    connection: Connection,
    journal: Journal,
    speaker: Speaker,
    head: Head,
    at: datetime,
    notices: Notices,
) -> None:
    """The operator of a chat is gone: back to the queue, to the place it had there."""
    since = head.waiting_since or head.state_since
    place = rows.place_in_queue(connection, head.id, since)
    reply = speaker.reply(DROPPED, head.language)
    journal.move(connection, head, reply, at, notices, moves.to_waiting(at, since, place))
