"""Reading the audit log: the newest first, in parts, and by what somebody looks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.store.audit_chain import BATCH, COLUMNS, Entry
from bot.store.database import Database
from bot.store.staff_models import AuditEntry


@dataclass(frozen=True)
class Wanted:
    """What is looked for; None means all. `since` is within, `until` is not."""

    operator_id: int | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def newest(
    connection: Connection, wanted: Wanted, limit: int, before: int | None = None
) -> list[Entry]:
    """At most `limit` entries with a number below `before`, the newest first."""
    statement = _filtered(wanted).order_by(AuditEntry.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    return [Entry(*row) for row in connection.execute(statement)]


def everything(database: Database, wanted: Wanted) -> Iterator[Entry]:
    """All of them, the oldest first, in a transaction for each part.

    Whoever takes these in slowly keeps no transaction open.
    """
    after = 0
    while True:
        statement = _filtered(wanted).where(AuditEntry.id > after)
        with database.read() as connection:
            found = connection.execute(statement.order_by(AuditEntry.id).limit(BATCH)).all()
        for row in found:
            yield Entry(*row)
        if len(found) < BATCH:
            return
        after = found[-1].id


def actions(connection: Connection) -> list[str]:
    """Every action that occurs, in alphabetical order."""
    found: list[str] = []
    last = ""
    # One look in the index for each; a DISTINCT would go through the whole log.
    following = select(AuditEntry.action).order_by(AuditEntry.action).limit(1)
    while True:
        row = connection.execute(following.where(AuditEntry.action > last)).first()
        if row is None:
            return found
        last = row.action
        found.append(last)


def _filtered(wanted: Wanted) -> Any:
    statement: Any = select(*COLUMNS)
    if wanted.operator_id is not None:
        statement = statement.where(AuditEntry.operator_id == wanted.operator_id)
    if wanted.action is not None:
        statement = statement.where(AuditEntry.action == wanted.action)
    if wanted.subject is not None:
        statement = statement.where(AuditEntry.subject == wanted.subject)
    if wanted.since is not None:
        statement = statement.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(AuditEntry.at < wanted.until)
    return statement
