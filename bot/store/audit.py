"""The audit log: what staff did, each entry chained to the one before it.

An entry's digest is a keyed hash over the entry and the digest before it, so that a changed,
removed or added entry shows, also to somebody who can write in the database but does not
hold the master key. An anchor, sealed with the same key, moves forward with each entry, so
that a missing end shows too. The database itself refuses to change or delete an entry.

What it cannot show from within is a database that was put back as a whole to how it once
was: for that there are checkpoints, which somebody keeps elsewhere.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text, update

from bot.store import audit_check
from bot.store.audit_chain import GENESIS, Chain, Checkpoint, Entry, entries
from bot.store.staff_models import AuditAnchor, AuditEntry
from bot.store.vault import Vault

# Two servers on PostgreSQL add one after the other.
AUDIT_LOCK = 7_208_220_501
ANCHOR = 1
_LATEST = select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
_ANCHOR = select(AuditAnchor.count.label("number"), AuditAnchor.digest, AuditAnchor.seal)
# Made once: making a statement takes longer than running it.
_INSERT = insert(AuditEntry)
_PLACES: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("count", "digest", "seal")}
_FIRST_ANCHOR = insert(AuditAnchor).values(id=ANCHOR, **_PLACES)
_NEXT_ANCHOR = update(AuditAnchor).values(**_PLACES)


class AuditLog:
    """Adds to the audit log of a database, and tells whether it is whole."""

    def __init__(self, vault: Vault) -> None:
        self._chain = Chain(vault)

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
        anchor = connection.execute(_ANCHOR).first()
        latest = connection.execute(_LATEST).first()
        number, before, sound = self._end(connection, anchor, latest)
        subject = None if conversation is None else self.subject(conversation)
        entry = Entry(number + 1, at, operator_id, action, subject, detail, b"")
        entry = replace(entry, digest=self._chain.digest(before, entry))
        connection.execute(_INSERT, vars(entry))
        # A fault must not be sealed over: staff can go on, and verifying goes on telling.
        seal = self._chain.seal(entry.id, entry.digest) if sound else b""
        values = {"new_count": entry.id, "new_digest": entry.digest, "new_seal": seal}
        connection.execute(_FIRST_ANCHOR if anchor is None else _NEXT_ANCHOR, values)

    def subject(self, conversation: str) -> str:
        """What the log calls a conversation."""
        return self._chain.subject(conversation)

    def verify(
        self, connection: Connection, checkpoint: Checkpoint | None = None
    ) -> audit_check.Outcome:
        """Whether every entry is as it was written, and none is missing."""
        return audit_check.check(connection, self._chain, checkpoint)

    def first_fault(self, connection: Connection) -> int | None:
        """The number of the first entry that is not as it was written; None when all are."""
        return self.verify(connection).fault

    def _end(self, connection: Connection, anchor: Any, latest: Any) -> tuple[int, bytes, bool]:
        """The number and digest to go on from, and whether the anchor can be trusted."""
        if anchor is None:
            if latest is None:
                return 0, GENESIS, True
            if not latest.digest:
                return latest.id, self._older(connection), True
            return latest.id, latest.digest, False
        sound = self._chain.seals(anchor.seal, anchor.number, anchor.digest)
        if latest is not None and latest.id > anchor.number:
            return latest.id, latest.digest, False
        # Where the end was removed, going on from the anchor leaves the gap to be seen.
        return anchor.number, anchor.digest, sound

    def _older(self, connection: Connection) -> bytes:
        """What the first entry with a digest is chained to: all that was noted before."""
        digest = GENESIS
        for entry in entries(connection):
            digest = self._chain.digest(digest, entry)
        return digest
