"""Deleting conversations, with nothing left but a trace without content."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, or_, select

from bot.helpline.ownership import State
from bot.store.models import Conversation, Tombstone


class Reason(StrEnum):
    """Why a conversation was deleted."""

    BY_VISITOR = "by_visitor"
    EXPIRED = "expired"
    UNUSED = "unused"


@dataclass(frozen=True)
class Due:
    """A conversation that is to be deleted, and why."""

    conversation: str
    created_at: datetime
    reason: Reason


def find(connection: Connection, conversation: str) -> datetime | None:
    """When a conversation began; None when there is no such one."""
    found: datetime | None = connection.execute(
        select(Conversation.created_at).where(Conversation.id == conversation)
    ).scalar()
    return found


def due(
    connection: Connection,
    expired_before: datetime,
    unused_before: datetime,
    now: datetime,
    limit: int,
) -> list[Due]:
    """Some of the conversations that had their last message before these moments.

    Unused ones hold no report, and nobody waits or talks in them. What staff keep longer is
    not due before its time. The rule is that of bot.helpline.retention.
    """
    unused = (
        (Conversation.last_at < unused_before)
        & Conversation.has_report.is_(False)
        & Conversation.state.in_([State.BOT.value, State.CLOSED.value])
    )
    rows = connection.execute(
        select(Conversation.id, Conversation.created_at, Conversation.last_at)
        .where(
            or_(Conversation.last_at < expired_before, unused),
            or_(Conversation.keep_until.is_(None), Conversation.keep_until < now),
        )
        # Two servers that delete at once take the rows in the same order.
        .order_by(Conversation.id)
        .limit(limit)
        # Held until they are gone: a message that comes just now keeps its conversation.
        .with_for_update()
    )
    return [
        Due(id, created, Reason.EXPIRED if last < expired_before else Reason.UNUSED)
        for id, created, last in rows
    ]


def shred(
    connection: Connection, conversation: str, started_on: date, reason: Reason, at: datetime
) -> bool:
    """Deletes the key and all rows of a conversation, and leaves a tombstone.

    False when it was gone already.
    """
    gone = delete(Conversation).where(Conversation.id == conversation)
    if connection.execute(gone).rowcount == 0:
        return False
    connection.execute(
        insert(Tombstone).values(
            id=secrets.token_urlsafe(16), deleted_at=at, reason=reason.value, started_on=started_on
        )
    )
    return True


def forget_tombstones(connection: Connection, before: datetime) -> None:
    """Removes the traces of deletions before that moment."""
    connection.execute(delete(Tombstone).where(Tombstone.deleted_at < before))


def shred_all(connection: Connection, found: Sequence[tuple[Due, date]], at: datetime) -> int:
    """Deletes these conversations; how many there still were."""
    return sum(
        shred(connection, one.conversation, started_on, one.reason, at) for one, started_on in found
    )
