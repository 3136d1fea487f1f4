"""What stands beside a conversation in the lists of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.helpline.ownership import Sender, State
from bot.store.models import Conversation, MessageRow, Ownership

_C = Conversation.__table__.c
_M = MessageRow.__table__.c
_O = Ownership.__table__.c
# Looked up from the end of each conversation, however long it is.
_LAST_TEXT = (
    select(_M.sent_at)
    .where(_M.conversation == _C.id, _M.sender == Sender.VISITOR.value)
    .order_by(_M.seq.desc())
    .limit(1)
    .correlate(Conversation)
    .scalar_subquery()
)
_LAST_TEXTS = select(_C.id, _LAST_TEXT).where(_C.id.in_(bindparam("wanted", expanding=True)))
_BEGAN = select(_C.created_at).where(_C.id == bindparam("of"))
_OWNERS = (
    select(_O.state, _O.operator_id, _O.at)
    .where(_O.conversation == bindparam("of"))
    .order_by(_O.id)
)


@dataclass(frozen=True)
class Beside:
    """What is known of a conversation apart from its own row."""

    last_text_at: datetime | None
    visitor_here: bool | None
    passed_on_by: int | None


@dataclass(frozen=True)
class OwnedRow:
    """From `at` on a conversation was in these hands."""

    state: str
    operator_id: int | None
    at: datetime


def last_texts(connection: Connection, conversations: Sequence[str]) -> dict[str, datetime]:
    """When the visitors of these conversations last wrote."""
    if not conversations:
        return {}
    found = connection.execute(_LAST_TEXTS, {"wanted": list(conversations)})
    return {conversation: at for conversation, at in found if at is not None}


def owners(connection: Connection, conversation: str) -> list[OwnedRow]:
    """In whose hands a conversation has been, the assistant's first."""
    began = connection.execute(_BEGAN, {"of": conversation}).scalar()
    if began is None:
        return []
    found = connection.execute(_OWNERS, {"of": conversation})
    return [OwnedRow(State.BOT.value, None, began), *(OwnedRow(*row) for row in found)]
