"""What staff wrote for each other about a conversation, sealed with the conversation's key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from bot.helpline.ownership import State
from bot.store.models import Conversation, StaffNote

NOTE = "note"
WHISPER = "whisper"
TRANSFER = "transfer"
EXTENSION = "extension"

_C = Conversation.__table__.c
_N = StaffNote.__table__.c
_OF = (
    select(_N.id, _N.kind, _N.at, _N.operator_id, _N.to_operator_id, _N.body)
    .where(_N.conversation == bindparam("about"))
    .order_by(_N.id)
)
_PASSED_ON = (
    select(_N.conversation, _N.operator_id)
    .join(Conversation, _C.id == _N.conversation)
    .where(
        _C.state.in_([State.WAITING.value, State.PERSON.value]),
        # A note of the very change that brought the conversation where it is now.
        _N.kind == TRANSFER,
        _N.at == _C.state_since,
        _N.conversation.in_(bindparam("wanted", expanding=True)),
    )
    .order_by(_N.id)
)


@dataclass(frozen=True)
class SealedNote:
    """A note as it is stored."""

    id: int
    kind: str
    at: datetime
    operator_id: int | None
    to_operator_id: int | None
    body: bytes


def add(
    connection: Connection,
    conversation: str,
    kind: str,
    at: datetime,
    operator_id: int,
    body: bytes,
    to: int | None = None,
) -> int:
    """Stores a note, sealed by `bodies.seal_note`; its id. The conversation must be held."""
    statement = insert(StaffNote).values(
        conversation=conversation,
        kind=kind,
        at=at,
        operator_id=operator_id,
        to_operator_id=to,
        body=body,
    )
    return int(connection.execute(statement.returning(_N.id)).scalar_one())


def of(connection: Connection, conversation: str) -> list[SealedNote]:
    """The notes about a conversation, the oldest first."""
    found = connection.execute(_OF, {"about": conversation})
    return [SealedNote(*row) for row in found]


def passed_on(connection: Connection, conversations: Iterable[str]) -> dict[str, int | None]:
    """Who passed these conversations on to where they are now, for those that were."""
    wanted = list(conversations)
    if not wanted:
        return {}
    found = connection.execute(_PASSED_ON, {"wanted": wanted})
    return {conversation: operator for conversation, operator in found}
