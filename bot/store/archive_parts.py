"""What goes with a conversation in review: its messages, who had it, notes, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, literal, select, tuple_, update

from bot.helpline.ownership import Sender, State
from bot.store.archive import Place
from bot.store.columns import Instant
from bot.store.conversations import Letter
from bot.store.models import (
    Conversation,
    Correction,
    MessageRow,
    Ownership,
    Tombstone,
)
from bot.store.staff_models import Operator


@dataclass(frozen=True)
class Owned:
    """From `at` on a conversation was in these hands."""

    at: datetime
    state: State
    operator_id: int | None


@dataclass(frozen=True)
class Stone:
    """The trace of a deleted conversation."""

    id: str
    deleted_at: datetime
    reason: str
    started_on: date


def letters(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Letter]]:
    """All messages of these conversations, in order, by conversation."""
    columns = (
        MessageRow.conversation,
        MessageRow.seq,
        MessageRow.sender,
        MessageRow.sent_at,
        MessageRow.body,
        MessageRow.client_id,
        MessageRow.reply_to,
        MessageRow.answered,
        MessageRow.review,
        MessageRow.operator_id,
    )
    found = connection.execute(
        select(*columns)
        .where(MessageRow.conversation.in_(wanted))
        .order_by(MessageRow.conversation, MessageRow.seq)
    )
    by_conversation: dict[str, list[Letter]] = {one: [] for one in wanted}
    for conversation, *rest in found:
        by_conversation[conversation].append(Letter(*rest))
    return by_conversation


def bodies(connection: Connection, wanted: Sequence[str]) -> list[tuple[str, int, bytes]]:
    """What visitors and staff wrote in these conversations, sealed, for a search."""
    found = connection.execute(
        select(MessageRow.conversation, MessageRow.seq, MessageRow.body).where(
            MessageRow.conversation.in_(wanted),
            MessageRow.sender.in_([Sender.VISITOR.value, Sender.STAFF.value]),
        )
    )
    return [(conversation, seq, body) for conversation, seq, body in found]


def owners(connection: Connection, conversation: str) -> list[Owned]:
    """Who had the conversation when; before the first one it was the assistant's."""
    found = connection.execute(
        select(Ownership.at, Ownership.state, Ownership.operator_id)
        .where(Ownership.conversation == conversation)
        .order_by(Ownership.id)
    )
    return [Owned(at, State(state), operator) for at, state, operator in found]


def set_reviewed(
    connection: Connection, conversation: str, operator_id: int | None, at: datetime | None
) -> None:
    """Notes by whom and when it was reviewed, or that it was not."""
    connection.execute(
        update(Conversation)
        .where(Conversation.id == conversation)
        .values(reviewed_at=at, reviewed_by=operator_id)
    )


def keep_until(connection: Connection, conversation: str, until: datetime) -> None:
    """Puts off the deletion."""
    connection.execute(
        update(Conversation).where(Conversation.id == conversation).values(keep_until=until)
    )


def corrected(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    """How many corrections these conversations have; 0 is left out."""
    found = connection.execute(
        select(Correction.conversation, func.count())
        .where(Correction.conversation.in_(wanted))
        .group_by(Correction.conversation)
    )
    return {conversation: count for conversation, count in found}


def handled_by(connection: Connection, wanted: Sequence[str]) -> dict[str, list[int]]:
    """The operators who handled these conversations, each once, the first one first."""
    found = connection.execute(
        select(Ownership.conversation, Ownership.operator_id)
        .where(
            Ownership.conversation.in_(wanted),
            Ownership.state == State.PERSON.value,
        )
        .order_by(Ownership.id)
    )
    operators: dict[str, list[int]] = {}
    for conversation, operator in found:
        if operator is None:
            continue
        known = operators.setdefault(conversation, [])
        if operator not in known:
            known.append(operator)
    return operators


def operators(connection: Connection) -> list[tuple[int, str]]:
    """Everybody who has an account, by name."""
    found = connection.execute(select(Operator.id, Operator.name).order_by(Operator.name))
    return [(operator, name) for operator, name in found]


def languages(connection: Connection) -> list[str]:
    """The languages that conversations are in."""
    return sorted(connection.scalars(select(Conversation.language).distinct()))


def tombstones(connection: Connection, limit: int, older: Place | None = None) -> list[Stone]:
    """The traces of deletions, the latest first; `older` is a place in that list."""
    statement = select(Tombstone.id, Tombstone.deleted_at, Tombstone.reason, Tombstone.started_on)
    if older is not None:
        statement = statement.where(
            tuple_(Tombstone.deleted_at, Tombstone.id)
            < tuple_(literal(older.at, Instant()), literal(older.id))
        )
    statement = statement.order_by(Tombstone.deleted_at.desc(), Tombstone.id.desc()).limit(limit)
    return [Stone(*one) for one in connection.execute(statement)]
