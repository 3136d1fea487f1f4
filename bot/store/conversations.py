"""Reading and changing conversations, in a transaction of the caller.

Plain statements, made once: this is the path of every turn. Nothing here takes longer when
a conversation is longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Integer, and_, bindparam, func, insert, or_, select, update

from bot.helpline.ownership import State
from bot.store.models import Conversation, MessageRow, Ownership

_C = Conversation.__table__.c
_M = MessageRow.__table__.c


@dataclass(frozen=True)
class Head:
    """A conversation without its messages; the sealed parts still sealed."""

    id: str
    state: State
    language: str
    wrapped_key: bytes
    operator_id: int | None
    next_seq: int
    answer_from: int
    answer_to: int
    state_since: datetime
    waiting_since: datetime | None
    told_place: int | None
    told_kept: bool
    told_closing: bool
    danger_at: datetime | None
    unread: int
    report: bytes | None
    memory: bytes | None


@dataclass(frozen=True)
class Letter:
    """A message as it is stored, its body sealed."""

    seq: int
    sender: str
    sent_at: datetime
    body: bytes
    client_id: str | None = None
    reply_to: int | None = None
    answered: bool = True
    review: bytes | None = None
    operator_id: int | None = None


_HEAD = select(
    _C.id,
    _C.state,
    _C.language,
    _C.wrapped_key,
    _C.operator_id,
    _C.next_seq,
    _C.answer_from,
    _C.answer_to,
    _C.state_since,
    _C.waiting_since,
    _C.told_place,
    _C.told_kept,
    _C.told_closing,
    _C.danger_at,
    _C.unread,
    _C.report,
    _C.memory,
)
_LETTER = select(_M.seq, _M.sender, _M.sent_at, _M.body)

_BY_ID = _HEAD.where(_C.id == bindparam("id"))
# On PostgreSQL this keeps the row until the transaction ends; SQLite has one writer anyway.
_BY_ID_TO_CHANGE = _BY_ID.with_for_update()
_SECRET = select(_C.secret_hash).where(_C.id == bindparam("id"))
_WAITING = _HEAD.where(_C.state == State.WAITING.value).order_by(_C.waiting_since, _C.id)
_WITH_PERSON = _HEAD.where(_C.state == State.PERSON.value).order_by(_C.state_since, _C.id)
_PLACE = (
    select(func.count())
    .select_from(Conversation)
    .where(
        _C.state == State.WAITING.value,
        or_(
            _C.waiting_since < bindparam("since"),
            and_(_C.waiting_since == bindparam("since"), _C.id < bindparam("id")),
        ),
    )
)
_AFTER = _LETTER.where(_M.conversation == bindparam("id"), _M.seq > bindparam("after")).order_by(
    _M.seq
)
_BETWEEN = _LETTER.where(
    _M.conversation == bindparam("id"),
    _M.seq.between(bindparam("first"), bindparam("last")),
).order_by(_M.seq)
_ANSWER_TO = _LETTER.where(
    _M.conversation == bindparam("id"),
    _M.seq > bindparam("seq"),
    _M.reply_to == bindparam("seq"),
).order_by(_M.seq)
_BY_CLIENT_ID = select(_M.seq, _M.sender, _M.sent_at, _M.body, _M.answered).where(
    _M.conversation == bindparam("id"),
    _M.sender == bindparam("sender"),
    _M.client_id == bindparam("client_id"),
)
_INSERT_LETTER = insert(MessageRow)
_INSERT_CONVERSATION = insert(Conversation)
_INSERT_OWNERSHIP = insert(Ownership)
_MARK_ANSWERED = (
    update(MessageRow)
    .where(_M.conversation == bindparam("in_conversation"), _M.seq == bindparam("at_seq"))
    .values(answered=True, review=bindparam("with_review"))
)


def create(connection: Connection, values: dict[str, Any]) -> None:
    """Stores a new conversation."""
    connection.execute(_INSERT_CONVERSATION, values)


def secret_hash(connection: Connection, conversation: str) -> bytes | None:
    """The hash of the secret, None when there is no such conversation."""
    found: bytes | None = connection.execute(_SECRET, {"id": conversation}).scalar()
    return found


def head(connection: Connection, conversation: str) -> Head | None:
    """The conversation as it is now."""
    return _head(connection.execute(_BY_ID, {"id": conversation}).first())


def head_to_change(connection: Connection, conversation: str) -> Head | None:
    """The conversation, which nobody else changes until this transaction ends."""
    return _head(connection.execute(_BY_ID_TO_CHANGE, {"id": conversation}).first())


def waiting(connection: Connection) -> list[Head]:
    """Who waits, the first one first."""
    return [_present(row) for row in connection.execute(_WAITING)]


def with_person(connection: Connection) -> list[Head]:
    """The chats that operators handle, the oldest first."""
    return [_present(row) for row in connection.execute(_WITH_PERSON)]


def place_in_queue(connection: Connection, conversation: str, since: datetime) -> int:
    """The place, from 1, of a conversation that waits since then."""
    before = connection.execute(_PLACE, {"id": conversation, "since": since}).scalar_one()
    return int(before) + 1


def change(
    connection: Connection,
    conversation: str,
    expected: State,
    operator: int | None = None,
    messages: int = 0,
    *,
    renew: bool = False,
    extend: bool = False,
    count_unread: bool = False,
    count_not_understood: bool = False,
    **values: Any,
) -> int | None:
    """Compare-and-set: changes the conversation if its owner is still as expected.

    Reserves sequence numbers for so many messages and gives the first one; None when
    somebody else owns the conversation by now, or it is gone. `operator` counts for PERSON.
    With `renew` only the choices of these messages are valid from now on, with `extend`
    these as well as the earlier ones. With `count_unread` there is one more message that the
    operator has not seen, with `count_not_understood` one that the assistant could not use.
    """
    counted = (("unread",) if count_unread else ()) + (
        ("not_understood",) if count_not_understood else ()
    )
    statement = _change(tuple(values), operator is not None, renew, extend, counted)
    parameters = {f"new_{name}": value for name, value in values.items()} | {
        "in_conversation": conversation,
        "expected": expected.value,
        "count": messages,
    }
    if operator is not None:
        parameters["operator"] = operator
    after = connection.execute(statement, parameters).scalar()
    return None if after is None else int(after) - messages


@lru_cache(maxsize=128)
def _change(
    names: tuple[str, ...], owned: bool, renew: bool, extend: bool, counted: tuple[str, ...]
) -> Any:
    """The statement for these columns; making one anew would take longer than running it."""
    count = bindparam("count", type_=Integer)
    changes: dict[str, Any] = {"next_seq": _C.next_seq + count}
    changes |= {name: bindparam(f"new_{name}", type_=_C[name].type) for name in names}
    if renew:
        changes["answer_from"] = _C.next_seq
    if renew or extend:
        changes["answer_to"] = _C.next_seq + count - 1
    changes |= {name: _C[name] + 1 for name in counted}
    owner = [_C.id == bindparam("in_conversation"), _C.state == bindparam("expected")]
    if owned:
        owner.append(_C.operator_id == bindparam("operator"))
    return update(Conversation).where(*owner).values(**changes).returning(_C.next_seq)


def add(connection: Connection, conversation: str, letters: Sequence[Letter]) -> None:
    """Stores messages under the sequence numbers that `change` reserved."""
    if letters:
        connection.execute(
            _INSERT_LETTER,
            [{"conversation": conversation, **vars(letter)} for letter in letters],
        )


def mark_answered(
    connection: Connection, conversation: str, seq: int, review: bytes | None
) -> None:
    """The turn of this visitor's message has been carried through."""
    connection.execute(
        _MARK_ANSWERED,
        {"in_conversation": conversation, "at_seq": seq, "with_review": review},
    )


def note_owner(
    connection: Connection, head: Head, at: datetime, state: str, operator: int | None
) -> None:
    """Remembers in whose hands the conversation is from now on, and how long a wait was.

    `head` is the conversation as it was before.
    """
    waited = int((at - head.state_since).total_seconds()) if head.state is State.WAITING else None
    connection.execute(
        _INSERT_OWNERSHIP,
        {
            "conversation": head.id,
            "at": at,
            "state": state,
            "operator_id": operator,
            "waited": waited,
        },
    )


def letters_after(connection: Connection, conversation: str, after: int) -> list[Letter]:
    """The messages with a higher sequence number, in order."""
    return _letters(connection, _AFTER, id=conversation, after=after)


def letters_between(
    connection: Connection, conversation: str, first: int, last: int
) -> list[Letter]:
    """The messages with these sequence numbers, in order."""
    return _letters(connection, _BETWEEN, id=conversation, first=first, last=last)


def answer_to(connection: Connection, conversation: str, seq: int) -> list[Letter]:
    """The messages that answer the visitor's message `seq`, in order."""
    return _letters(connection, _ANSWER_TO, id=conversation, seq=seq)


def by_client_id(
    connection: Connection, conversation: str, sender: str, client_id: str
) -> Letter | None:
    """The message that was sent with this client id, if it was."""
    row = connection.execute(
        _BY_CLIENT_ID, {"id": conversation, "sender": sender, "client_id": client_id}
    ).first()
    if row is None:
        return None
    return Letter(row.seq, row.sender, row.sent_at, row.body, client_id, answered=row.answered)


def _letters(connection: Connection, statement: Any, **values: Any) -> list[Letter]:
    return [Letter(*row) for row in connection.execute(statement, values)]


def _head(row: Any) -> Head | None:
    return None if row is None else _present(row)


def _present(row: Any) -> Head:
    identifier, state, *rest = row
    return Head(identifier, State(state), *rest)
