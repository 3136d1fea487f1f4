"""When staff closed the desk, and when they opened it longer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from bot.helpline.availability import Closure
from bot.store.staff_models import DeskClosure, DeskOpening, Operator

_NOT_OVER = DeskClosure.lifted_at.is_(None) & or_(
    DeskClosure.closed_until.is_(None), DeskClosure.closed_until > bindparam("now")
)
_STILL_OPEN = DeskOpening.lifted_at.is_(None) & (DeskOpening.opened_until > bindparam("now"))
# Asked in the turn of a visitor: made once.
_CLOSURES = select(DeskClosure.closed_from, DeskClosure.closed_until).where(_NOT_OVER)
_OPENINGS = select(DeskOpening.opened_from, DeskOpening.opened_until).where(_STILL_OPEN)


@dataclass(frozen=True)
class OpenedLonger:
    """Who opened the desk longer, until when, and why."""

    name: str
    until: datetime
    reason: str


def closures(connection: Connection, at: datetime) -> list[Closure]:
    """The closings that are on, or still to come."""
    rows = connection.execute(_CLOSURES, {"now": at})
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
    lifted = update(DeskClosure).where(_NOT_OVER).values(lifted_at=at)
    connection.execute(lifted, {"now": at})


def openings(connection: Connection, at: datetime) -> list[tuple[datetime, datetime]]:
    """The spans in which the desk is open on top of its hours."""
    rows = connection.execute(_OPENINGS, {"now": at})
    return [(opened_from, opened_until) for opened_from, opened_until in rows]


def open_until(
    connection: Connection, operator_id: int, at: datetime, until: datetime, reason: str
) -> None:
    """Opens the desk from now until then, on top of its hours."""
    connection.execute(
        insert(DeskOpening).values(
            opened_from=at, opened_until=until, reason=reason, operator_id=operator_id
        )
    )


def end_openings(connection: Connection, at: datetime) -> bool:
    """Back to the ordinary hours; whether that changes anything."""
    lifted = update(DeskOpening).where(_STILL_OPEN).values(lifted_at=at)
    return bool(connection.execute(lifted, {"now": at}).rowcount)


def opened_longer(connection: Connection, at: datetime) -> OpenedLonger | None:
    """The opening that lasts longest, of those that are on."""
    row = connection.execute(
        select(Operator.name, DeskOpening.opened_until, DeskOpening.reason)
        .join(Operator, Operator.id == DeskOpening.operator_id, isouter=True)
        .where(_STILL_OPEN)
        .order_by(DeskOpening.opened_until.desc(), DeskOpening.id.desc())
        .limit(1),
        {"now": at},
    ).one_or_none()
    return None if row is None else OpenedLonger(row.name or "", row.opened_until, row.reason)
