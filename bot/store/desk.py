"""Who is at the desk, and whether staff closed it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.helpline.availability import Closure, Presence
from bot.store.staff_models import DeskClosure, Operator, PresenceRow


def presences(connection: Connection) -> list[Presence]:
    """What every operator last told."""
    rows = connection.execute(
        select(PresenceRow.operator_id, PresenceRow.available, PresenceRow.last_seen_at)
    )
    return [Presence(str(operator), available, seen) for operator, available, seen in rows]


def switch(connection: Connection, operator_id: int) -> bool | None:
    """Where the operator's switch stands; None when the operator is not signed on."""
    found: bool | None = connection.execute(
        select(PresenceRow.available).where(PresenceRow.operator_id == operator_id)
    ).scalar()
    return found


def seen(connection: Connection, operator_id: int, available: bool | None, at: datetime) -> None:
    """A sign of life; `available` None leaves the switch as it is, off for a new one."""
    changes: dict[str, Any] = {"last_seen_at": at}
    if available is not None:
        changes["available"] = available
    values = {"operator_id": operator_id, "available": False} | changes
    if connection.dialect.name == "postgresql":
        connection.execute(
            postgresql.insert(PresenceRow)
            .values(**values)
            .on_conflict_do_update(index_elements=[PresenceRow.operator_id], set_=changes)
        )
    else:
        connection.execute(
            sqlite.insert(PresenceRow)
            .values(**values)
            .on_conflict_do_update(index_elements=[PresenceRow.operator_id], set_=changes)
        )


def gone(connection: Connection, operator_id: int) -> None:
    """The operator has signed off."""
    connection.execute(delete(PresenceRow).where(PresenceRow.operator_id == operator_id))


def names(connection: Connection, operator_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these operators, by id."""
    wanted = {operator for operator in operator_ids if operator is not None}
    if not wanted:
        return {}
    rows = connection.execute(select(Operator.id, Operator.name).where(Operator.id.in_(wanted)))
    return {operator: name for operator, name in rows}


def closures(connection: Connection, at: datetime) -> list[Closure]:
    """The closings that are on, or still to come."""
    rows = connection.execute(
        select(DeskClosure.closed_from, DeskClosure.closed_until).where(_not_over(at))
    )
    return [Closure(closed_from, closed_until) for closed_from, closed_until in rows]


def close(
    connection: Connection, operator_id: int, at: datetime, until: datetime | None, reason: str
) -> None:
    """Closes the desk from now on."""
    connection.execute(
        insert(DeskClosure).values(
            closed_from=at, closed_until=until, reason=reason, operator_id=operator_id
        )
    )


def reopen(connection: Connection, at: datetime) -> None:
    """Lifts the closings that are on, or still to come."""
    connection.execute(update(DeskClosure).where(_not_over(at)).values(lifted_at=at))


def _not_over(at: datetime) -> Any:
    return DeskClosure.lifted_at.is_(None) & or_(
        DeskClosure.closed_until.is_(None), DeskClosure.closed_until > at
    )
