"""Who is at the desk, and how many chats they have."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.helpline.availability import Presence
from bot.helpline.ownership import State
from bot.helpline.staffing import AtDesk
from bot.store.models import Conversation
from bot.store.staff_models import Operator, PresenceRow

_P = PresenceRow.__table__.c
_C = Conversation.__table__.c
_AT_DESK = (
    select(
        _P.operator_id,
        Operator.name,
        _P.available,
        _P.last_seen_at,
        _P.last_active_at,
        _P.off_because,
    )
    .join(Operator, Operator.id == _P.operator_id)
    .where(Operator.disabled_at.is_(None))
    .order_by(Operator.name, _P.operator_id)
)
_PRESENCES = select(_P.operator_id, _P.available, _P.last_seen_at)
_CHATS = (
    select(_C.operator_id, func.count())
    .where(_C.state == State.PERSON.value, _C.operator_id.is_not(None))
    .group_by(_C.operator_id)
)
_NAMES = select(Operator.id, Operator.name).where(
    Operator.id.in_(bindparam("wanted", expanding=True))
)


def presences(connection: Connection) -> list[Presence]:
    """What every operator last told."""
    rows = connection.execute(_PRESENCES)
    return [Presence(str(operator), available, seen) for operator, available, seen in rows]


def at_desk(connection: Connection, operator_id: int | None = None) -> list[AtDesk]:
    """Who is signed on, by name; or that one operator, if they are."""
    wanted = _AT_DESK if operator_id is None else _AT_DESK.where(_P.operator_id == operator_id)
    return [AtDesk(*row) for row in connection.execute(wanted)]


def switch(connection: Connection, operator_id: int) -> bool | None:
    """Where the operator's switch stands; None when the operator is not signed on."""
    found: bool | None = connection.execute(
        select(_P.available).where(_P.operator_id == operator_id)
    ).scalar()
    return found


def heard(connection: Connection, operator_id: int, at: datetime) -> None:
    """The operator's console is open; nothing was done in it."""
    _upsert(connection, operator_id, at, {"last_seen_at": at})


def seen(connection: Connection, operator_id: int, available: bool | None, at: datetime) -> None:
    """The operator did something; `available` None leaves the switch as it is."""
    changes: dict[str, Any] = {"last_seen_at": at, "last_active_at": at}
    if available is not None:
        changes |= {"available": available, "off_because": None}
    _upsert(connection, operator_id, at, changes)


def switch_off(connection: Connection, operator_id: int, because: str, not_since: datetime) -> bool:
    """Turns the switch of an operator who did nothing since then; whether it was still on."""
    changed = connection.execute(
        update(PresenceRow)
        .where(_P.operator_id == operator_id, _P.available, _P.last_active_at <= not_since)
        .values(available=False, off_because=because)
    )
    return bool(changed.rowcount)


def gone(connection: Connection, operator_id: int) -> None:
    """The operator has signed off."""
    connection.execute(delete(PresenceRow).where(_P.operator_id == operator_id))


def hold(connection: Connection, operator_id: int) -> None:
    """Nobody else takes chats for, gives chats to, or signs off this operator meanwhile.

    Comes before any conversation that is held in the same transaction, so that two
    transactions never wait for each other. SQLite has one writer anyway.
    """
    connection.execute(
        select(Operator.id).where(Operator.id == operator_id).with_for_update(key_share=True)
    )


def chats(connection: Connection, operator_id: int) -> int:
    """How many chats the operator has."""
    return chat_counts(connection).get(operator_id, 0)


def chat_counts(connection: Connection) -> dict[int, int]:
    """How many chats each operator has who has any."""
    rows = connection.execute(_CHATS)
    return {operator: int(count) for operator, count in rows}


def names(connection: Connection, operator_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these operators, by id."""
    wanted = {operator for operator in operator_ids if operator is not None}
    if not wanted:
        return {}
    rows = connection.execute(_NAMES, {"wanted": list(wanted)})
    return {operator: name for operator, name in rows}


def _upsert(
    connection: Connection, operator_id: int, at: datetime, changes: dict[str, Any]
) -> None:
    """A row for the operator, with the switch off when it is new."""
    values = {"operator_id": operator_id, "available": False, "last_active_at": at} | changes
    key = [PresenceRow.operator_id]
    if connection.dialect.name == "postgresql":
        connection.execute(
            postgresql.insert(PresenceRow)
            .values(**values)
            .on_conflict_do_update(index_elements=key, set_=changes)
        )
    else:
        connection.execute(
            sqlite.insert(PresenceRow)
            .values(**values)
            .on_conflict_do_update(index_elements=key, set_=changes)
        )
