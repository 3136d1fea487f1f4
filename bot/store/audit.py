"""The audit log: what staff did, each entry chained to the one before it.

An entry's digest is a keyed hash over the entry and the digest before it, so that a changed,
removed or added entry shows, also to somebody who can write in the database but does not
hold the master key. The database itself refuses to change or delete an entry.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, text

from bot.store.staff_models import AuditEntry
from bot.store.vault import Vault

# Two servers on PostgreSQL add one after the other.
AUDIT_LOCK = 7_208_220_501
GENESIS = bytes(32)
_LATEST = select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)


@dataclass(frozen=True)
class Entry:
    """One entry; `subject` tells conversations apart and leads to none."""

    id: int
    at: datetime
    operator_id: int | None
    action: str
    subject: str | None
    detail: str
    digest: bytes


class AuditLog:
    """Adds to the audit log of a database, and tells whether it is whole."""

    def __init__(self, vault: Vault) -> None:
        self._key = vault.derive("audit")

    def append(
        self,
        connection: Connection,
        operator_id: int | None,
        action: str,
        at: datetime,
        conversation: str | None = None,
        detail: str = "",
    ) -> None:
        """Notes what was done, in the transaction that does it.

        Must come last in it: on PostgreSQL the log is locked until the transaction ends.
        `detail` holds no word of a visitor.
        """
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AUDIT_LOCK})
        latest = connection.execute(_LATEST).first()
        number, before = (latest.id, latest.digest) if latest else (0, GENESIS)
        subject = None if conversation is None else self.subject(conversation)
        entry = Entry(number + 1, at, operator_id, action, subject, detail, b"")
        values = vars(entry) | {"digest": self._digest(before, entry)}
        connection.execute(insert(AuditEntry).values(**values))

    def subject(self, conversation: str) -> str:
        """What the log calls a conversation."""
        return self._hash(f"subject:{conversation}".encode()).hex()[:12]

    def first_fault(self, connection: Connection) -> int | None:
        """The number of the first entry that is not as it was written; None when all are."""
        before, expected = GENESIS, 1
        for entry in entries(connection):
            # What was noted before there was a chain stands in front, without a digest.
            older = not entry.digest and (expected == 1 or not before)
            whole = hmac.compare_digest(entry.digest, self._digest(before, entry))
            if entry.id != expected or not (whole or older):
                return expected
            before, expected = entry.digest, expected + 1
        return None

    def _digest(self, before: bytes, entry: Entry) -> bytes:
        content = [
            entry.id,
            entry.at.astimezone(UTC).isoformat(),
            entry.operator_id,
            entry.action,
            entry.subject,
            entry.detail,
        ]
        return self._hash(before + json.dumps(content).encode("ascii"))

    def _hash(self, content: bytes) -> bytes:
        return hmac.new(self._key, content, hashlib.sha256).digest()


def entries(connection: Connection) -> Iterator[Entry]:
    """Every entry, the oldest first."""
    columns = (
        AuditEntry.id,
        AuditEntry.at,
        AuditEntry.operator_id,
        AuditEntry.action,
        AuditEntry.subject,
        AuditEntry.detail,
        AuditEntry.digest,
    )
    rows = connection.execution_options(yield_per=1000).execute(
        select(*columns).order_by(AuditEntry.id)
    )
    for row in rows:
        yield Entry(*row)
