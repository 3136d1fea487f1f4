"""What every part of the desk works with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation import desk_views
from bot.conversation.availability import Availabilities
from bot.conversation.house import House
from bot.conversation.hub import Hub
from bot.conversation.journal import Journal
from bot.conversation.notices import Notices
from bot.conversation.speaker import Speaker
from bot.conversation.values import NotTheOwner, QueueEntry, StaffView, UnknownConversation
from bot.conversation.visitors import Visitors
from bot.helpline.availability import Availability
from bot.helpline.ownership import State
from bot.helpline.staffing import Rules
from bot.store import conversations as rows
from bot.store import listeners
from bot.store.audit import AuditLog
from bot.store.conversations import Head
from bot.store.database import Database


@dataclass(frozen=True)
class DeskParts:
    """The parts of the service behind the desk."""

    database: Database
    journal: Journal
    speaker: Speaker
    availabilities: Availabilities
    house: House
    hub: Hub
    clock: Clock
    audit: AuditLog
    visitors: Visitors


class DeskBase:
    """The tasks of the desk are subclasses; `Desk` is all of them together.

    Transactions take what they hold in one order, so that no two wait for each other: an
    operator, a conversation, who reads along, presences, and the audit log at the very end.
    """

    def __init__(self, parts: DeskParts) -> None:
        self._database = parts.database
        self._journal = parts.journal
        self._speaker = parts.speaker
        self._availabilities = parts.availabilities
        self._house = parts.house
        self._hub = parts.hub
        self._clock = parts.clock
        self._audit = parts.audit
        self._visitors = parts.visitors

    def availability(self, at: datetime | None = None) -> Availability:
        """Whether a person can come at `at` (default: now); UNKNOWN on any error."""
        return self._availabilities.at(at or self._clock())

    @contextmanager
    def _changing(self) -> Iterator[tuple[Connection, datetime, Notices]]:
        notices = Notices()
        with self._database.write() as connection:
            yield connection, self._clock(), notices
        notices.publish(self._hub)

    def _publish(self, notice: Callable[[Notices], None]) -> None:
        notices = Notices()
        notice(notices)
        notices.publish(self._hub)

    def _rules(self) -> Rules:
        return rules_of(self._house)

    def _listening_since(self, at: datetime) -> datetime:
        return at - self._rules().grace

    def _listens(self, connection: Connection, head: Head, operator_id: int, at: datetime) -> bool:
        return operator_id in listeners.of(connection, head.id, self._listening_since(at))

    def _entries(self, connection: Connection, heads: list[Head]) -> list[QueueEntry]:
        return desk_views.entries(connection, self._journal, self._visitors, heads)

    def _view(
        self, connection: Connection, head: Head, operator_id: int, after: int = 0
    ) -> StaffView:
        since = self._listening_since(self._clock())
        reading = listeners.of(connection, head.id, since) if head.state is State.PERSON else []
        return desk_views.view(
            connection, self._journal, self._visitors, head, operator_id, reading, after
        )


def rules_of(house: House) -> Rules:
    """The limits of the desk as they are now."""
    organisation = house.last_good()
    desk = organisation.desk
    return Rules(
        chats=desk.chats_per_operator,
        grace=timedelta(seconds=organisation.presence_grace_seconds),
        warning=timedelta(minutes=desk.inactive_warning_minutes),
        inactive=timedelta(minutes=desk.inactive_minutes),
    )


def found(head: Head | None) -> Head:
    """The conversation, which must exist. Raises UnknownConversation."""
    if head is None:
        raise UnknownConversation("no such conversation")
    return head


def held(connection: Connection, conversation: str) -> Head:
    """The conversation, held until the transaction ends. Raises UnknownConversation."""
    return found(rows.head_to_change(connection, conversation))


def require_owner(head: Head, operator_id: int) -> None:
    """Returns when the operator handles the conversation. Raises NotTheOwner."""
    if head.state is not State.PERSON or head.operator_id != operator_id:
        raise NotTheOwner("somebody else has this conversation by now")
