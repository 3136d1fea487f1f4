"""Who reads along with whose chat."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.models import Listener

_L = Listener.__table__.c
_OF = (
    select(_L.operator_id)
    .where(_L.conversation == bindparam("of"), _L.seen_at >= bindparam("since"))
    .order_by(_L.operator_id)
)


def of(connection: Connection, conversation: str, since: datetime) -> list[int]:
    """The operators who read along and were heard of since then."""
    return list(connection.execute(_OF, {"of": conversation, "since": since}).scalars())


def begin(connection: Connection, conversation: str, operator_id: int, at: datetime) -> None:
    """The operator reads along from now on. The conversation must be held."""
    key = [Listener.conversation, Listener.operator_id]
    values = {"conversation": conversation, "operator_id": operator_id, "seen_at": at}
    if connection.dialect.name == "postgresql":
        connection.execute(
            postgresql.insert(Listener)
            .values(**values)
            .on_conflict_do_update(index_elements=key, set_={"seen_at": at})
        )
    else:
        connection.execute(
            sqlite.insert(Listener)
            .values(**values)
            .on_conflict_do_update(index_elements=key, set_={"seen_at": at})
        )


def end(connection: Connection, conversation: str, operator_id: int | None = None) -> bool:
    """One operator, or with None everybody, reads along no more; whether anybody did."""
    gone = delete(Listener).where(_L.conversation == conversation)
    if operator_id is not None:
        gone = gone.where(_L.operator_id == operator_id)
    return bool(connection.execute(gone).rowcount)


def still_there(connection: Connection, operator_id: int, since: datetime, at: datetime) -> None:
    """A sign of life of an operator; who was not heard of since then has stopped for good."""
    connection.execute(
        update(Listener)
        .where(_L.operator_id == operator_id, _L.seen_at >= since)
        .values(seen_at=at)
    )


def followed(connection: Connection, operator_id: int) -> list[str]:
    """The chats that the operator reads along with."""
    found = connection.execute(select(_L.conversation).where(_L.operator_id == operator_id))
    return list(found.scalars())


def lapsed(connection: Connection, before: datetime) -> list[tuple[str, int]]:
    """Who reads along with what, but was not heard of since then."""
    found = connection.execute(
        select(_L.conversation, _L.operator_id)
        .where(_L.seen_at < before)
        .order_by(_L.conversation, _L.operator_id)
    )
    return [(conversation, operator) for conversation, operator in found]


def end_lapsed(
    connection: Connection, pairs: Iterable[tuple[str, int]], before: datetime
) -> list[str]:
    """Those who are still not heard of read along no more; the conversations."""
    ended = []
    for conversation, operator_id in pairs:
        gone = delete(Listener).where(
            _L.conversation == conversation, _L.operator_id == operator_id, _L.seen_at < before
        )
        if connection.execute(gone).rowcount:
            ended.append(conversation)
    return ended
