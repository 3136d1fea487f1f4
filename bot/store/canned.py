"""The texts that operators use again and again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.staff_models import CannedAnswer

_A = CannedAnswer.__table__.c
_ROW = select(_A.id, _A.language, _A.shortcut, _A.title, _A.body)


@dataclass(frozen=True)
class CannedRow:
    """A canned answer as it is stored, placeholders unfilled."""

    id: int
    language: str
    shortcut: str
    title: str
    body: str


def of(connection: Connection, language: str) -> list[CannedRow]:
    """The answers in a language, by shortcut."""
    rows = connection.execute(_ROW.where(_A.language == language).order_by(_A.shortcut))
    return [CannedRow(*row) for row in rows]


def find(connection: Connection, canned_id: int) -> CannedRow | None:
    """One answer."""
    row = connection.execute(_ROW.where(_A.id == canned_id)).one_or_none()
    return None if row is None else CannedRow(*row)


def languages(connection: Connection) -> list[str]:
    """The languages that have answers."""
    return list(connection.execute(select(_A.language).distinct().order_by(_A.language)).scalars())


def is_taken(connection: Connection, language: str, shortcut: str, but: int | None) -> bool:
    """Whether another answer than `but` has the shortcut."""
    taken = select(_A.id).where(_A.language == language, _A.shortcut == shortcut)
    found = connection.execute(taken).scalar()
    return found is not None and found != but


def add(
    connection: Connection, row: CannedRow, operator_id: int | None, at: datetime
) -> int | None:
    """Stores a new answer; its id, or None when its shortcut is taken. `row.id` is not used."""
    values = {
        "language": row.language,
        "shortcut": row.shortcut,
        "title": row.title,
        "body": row.body,
        "updated_at": at,
        "updated_by": operator_id,
    }
    key = [CannedAnswer.language, CannedAnswer.shortcut]
    if connection.dialect.name == "postgresql":
        new = postgresql.insert(CannedAnswer).values(**values)
        found = connection.execute(new.on_conflict_do_nothing(index_elements=key).returning(_A.id))
    else:
        other = sqlite.insert(CannedAnswer).values(**values)
        found = connection.execute(
            other.on_conflict_do_nothing(index_elements=key).returning(_A.id)
        )
    added: int | None = found.scalar()
    return added


def change(connection: Connection, row: CannedRow, operator_id: int, at: datetime) -> bool:
    """Replaces an answer; whether it was still there."""
    done = connection.execute(
        update(CannedAnswer)
        .where(_A.id == row.id)
        .values(
            language=row.language,
            shortcut=row.shortcut,
            title=row.title,
            body=row.body,
            updated_at=at,
            updated_by=operator_id,
        )
    )
    return bool(done.rowcount)


def remove(connection: Connection, canned_id: int) -> bool:
    """Deletes an answer; whether it was still there."""
    return bool(connection.execute(delete(CannedAnswer).where(_A.id == canned_id)).rowcount)


def is_empty(connection: Connection) -> bool:
    """Whether there is no answer at all."""
    return connection.execute(select(_A.id).limit(1)).scalar() is None
