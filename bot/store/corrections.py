"""What reviewers say of messages, sealed with the conversation's own key."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, literal, select, tuple_

from bot.store.archive import readable
from bot.store.columns import Instant
from bot.store.models import Conversation, Correction
from bot.store.vault import Key

WHOLE = 0
"""The place of what is said of the whole conversation."""


@dataclass(frozen=True)
class Span:
    """An entity in a message, from `start` up to `end`, in characters."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class Remark:
    """What a reviewer says of one message, or of the whole conversation.

    `flags` holds names of bot.helpline.correction.Flag.
    """

    intent: str | None = None
    entities: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()
    comment: str = ""

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.intent or self.entities or self.flags or self.comment)


NOTHING_SAID = Remark()


@dataclass(frozen=True)
class Sealed:
    """A remark as it is stored."""

    conversation: str
    seq: int
    operator_id: int | None
    at: datetime
    body: bytes


@dataclass(frozen=True)
class Mark:
    """A place in the list of all remarks."""

    at: datetime
    conversation: str
    seq: int


_SEALED = select(
    Correction.conversation,
    Correction.seq,
    Correction.operator_id,
    Correction.at,
    Correction.body,
)


def seal(key: Key, seq: int, remark: Remark) -> bytes:
    """A remark, encrypted for its place in the conversation."""
    return key.seal(json.dumps(asdict(remark)).encode("ascii"), f"correction:{seq}")


def unseal(key: Key, sealed: Sealed) -> Remark:
    """What `seal` sealed. Raises Unreadable."""
    content = json.loads(key.open(sealed.body, f"correction:{sealed.seq}"))
    return Remark(
        intent=content["intent"],
        entities=tuple(Span(**span) for span in content["entities"]),
        flags=tuple(content["flags"]),
        comment=content["comment"],
    )


def put(connection: Connection, sealed: Sealed) -> None:
    """Stores a remark in the place of an earlier one."""
    remove(connection, sealed.conversation, sealed.seq)
    connection.execute(insert(Correction).values(**vars(sealed)))


def remove(connection: Connection, conversation: str, seq: int) -> None:
    """Takes a remark back."""
    connection.execute(
        delete(Correction).where(Correction.conversation == conversation, Correction.seq == seq)
    )


def of(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Sealed]]:
    """The remarks about these conversations, by conversation."""
    found = connection.execute(_SEALED.where(Correction.conversation.in_(wanted)))
    by_conversation: dict[str, list[Sealed]] = {}
    for row in found:
        by_conversation.setdefault(row.conversation, []).append(Sealed(*row))
    return by_conversation


def latest(
    connection: Connection,
    idle_before: datetime,
    limit: int,
    since: datetime | None = None,
    before: datetime | None = None,
    after: Mark | None = None,
) -> list[Sealed]:
    """Remarks about conversations that may be read now, the latest first."""
    conditions: list[ColumnElement[bool]] = [readable(idle_before)]
    if since is not None:
        conditions.append(Correction.at >= since)
    if before is not None:
        conditions.append(Correction.at < before)
    if after is not None:
        conditions.append(
            tuple_(Correction.at, Correction.conversation, Correction.seq)
            < tuple_(literal(after.at, Instant()), literal(after.conversation), literal(after.seq))
        )
    statement = (
        _SEALED.join(Conversation, Conversation.id == Correction.conversation)
        .where(*conditions)
        .order_by(Correction.at.desc(), Correction.conversation.desc(), Correction.seq.desc())
        .limit(limit)
    )
    return [Sealed(*row) for row in connection.execute(statement)]
