"""What a reviewer may read, as lists that are read page by page.

A page is found through one index that holds all that is filtered by; the long rows are read
for that page only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    false,
    literal,
    select,
    true,
    tuple_,
)

from bot.helpline.ownership import State
from bot.store.columns import Instant
from bot.store.models import Conversation, Ownership

C = Conversation


@dataclass(frozen=True)
class Place:
    """A place in a list: the moment that it is sorted by, and the id."""

    at: datetime
    id: str


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None leaves a thing open. `since` <= start < `before`."""

    since: datetime | None = None
    before: datetime | None = None
    form_mark: bytes | None = None
    municipality_mark: bytes | None = None
    ending: str | None = None
    danger: bool | None = None
    language: str | None = None
    operator_id: int | None = None
    reviewed: bool | None = None


@dataclass(frozen=True)
class Row:
    """A conversation without its messages; the sealed parts still sealed."""

    id: str
    wrapped_key: bytes
    state: State
    language: str
    created_at: datetime
    last_at: datetime
    closed_at: datetime | None
    ending: str | None
    danger_at: datetime | None
    has_report: bool
    report: bytes | None
    reviewed_at: datetime | None
    reviewed_by: int | None
    keep_until: datetime | None

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.created_at, self.id)


_ROW = select(
    C.id,
    C.wrapped_key,
    C.state,
    C.language,
    C.created_at,
    C.last_at,
    C.closed_at,
    C.ending,
    C.danger_at,
    C.has_report,
    C.report,
    C.reviewed_at,
    C.reviewed_by,
    C.keep_until,
)


def readable(idle_before: datetime) -> ColumnElement[bool]:
    """Which conversations a reviewer may read.

    Those that ended; those that a person handled and that wait again; and those that are
    with the assistant, hold a report, and had no message since `idle_before`. While the
    visitor is busy with the assistant nobody reads along.
    """
    handled = exists().where(Ownership.conversation == C.id, Ownership.state == State.PERSON.value)
    # As one value and not as "or": databases would look up each half and sort all of it,
    # instead of reading the list in its order.
    return case(
        (C.state == State.CLOSED.value, true()),
        (C.state == State.WAITING.value, handled),
        (C.state == State.BOT.value, and_(C.has_report.is_(True), C.last_at < idle_before)),
        else_=false(),
    )


def ids(
    connection: Connection,
    filters: Filters,
    idle_before: datetime,
    limit: int,
    *,
    older: Place | None = None,
    newer: Place | None = None,
) -> list[Place]:
    """The places of readable conversations, the newest first.

    With `older` those that come after that place, with `newer` the ones just before it.
    """
    statement = select(C.created_at, C.id).where(readable(idle_before), *_narrowed(filters))
    key, order = tuple_(C.created_at, C.id), (C.created_at.desc(), C.id.desc())
    if older is not None:
        statement = statement.where(key < _place(older))
    if newer is not None:
        statement = statement.where(key > _place(newer))
        order = (C.created_at.asc(), C.id.asc())
    found = [Place(*row) for row in connection.execute(statement.order_by(*order).limit(limit))]
    return found[::-1] if newer is not None else found


def rows(connection: Connection, wanted: Sequence[str]) -> list[Row]:
    """These conversations, in this order; those that are gone are left out."""
    found = {row.id: _row(row) for row in connection.execute(_ROW.where(C.id.in_(wanted)))}
    return [found[one] for one in wanted if one in found]


def row(connection: Connection, conversation: str, idle_before: datetime) -> Row | None:
    """One conversation; None when it is not there or may not be read."""
    statement = _ROW.where(C.id == conversation, readable(idle_before))
    found = connection.execute(statement).first()
    return None if found is None else _row(found)


def row_to_change(connection: Connection, conversation: str, idle_before: datetime) -> Row | None:
    """As `row`, and nobody else changes it until this transaction ends."""
    statement = _ROW.where(C.id == conversation, readable(idle_before)).with_for_update(of=C)
    found = connection.execute(statement).first()
    return None if found is None else _row(found)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.since is not None:
        conditions.append(C.created_at >= filters.since)
    if filters.before is not None:
        conditions.append(C.created_at < filters.before)
    for column, value in (
        (C.form_mark, filters.form_mark),
        (C.municipality_mark, filters.municipality_mark),
        (C.ending, filters.ending),
        (C.language, filters.language),
    ):
        if value is not None:
            conditions.append(column == value)
    if filters.danger is not None:
        conditions.append(C.danger_at.is_not(None) if filters.danger else C.danger_at.is_(None))
    if filters.reviewed is not None:
        reviewed = C.reviewed_at.is_not(None) if filters.reviewed else C.reviewed_at.is_(None)
        conditions.append(reviewed)
    if filters.operator_id is not None:
        handled = select(Ownership.conversation).where(
            Ownership.operator_id == filters.operator_id,
            Ownership.state == State.PERSON.value,
        )
        # As a value, for the same reason as in `readable`.
        conditions.append(case((C.id.in_(handled), true()), else_=false()))
    return conditions


def _place(place: Place) -> ColumnElement[Any]:
    return tuple_(literal(place.at, Instant()), literal(place.id))


def _row(found: Any) -> Row:
    values = found._asdict()
    return Row(**values | {"state": State(values["state"])})
