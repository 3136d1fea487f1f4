"""What staff wrote for each other when they closed the desk."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from bot.store.database import Database
from bot.store.staff_models import DeskClosure, Operator


@dataclass(frozen=True)
class ClosingNote:
    """Who closed the desk, and why."""

    name: str
    reason: str


def latest_note(database: Database, at: datetime) -> ClosingNote | None:
    """The note of the latest closing that is on at `at`."""
    with database.read() as connection:
        row = connection.execute(
            select(Operator.name, DeskClosure.reason)
            .join(Operator, Operator.id == DeskClosure.operator_id)
            .where(
                DeskClosure.lifted_at.is_(None),
                DeskClosure.closed_from <= at,
                or_(DeskClosure.closed_until.is_(None), DeskClosure.closed_until > at),
            )
            .order_by(DeskClosure.id.desc())
            .limit(1)
        ).one_or_none()
    return ClosingNote(row.name, row.reason) if row else None
