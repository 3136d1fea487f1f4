"""What chains the entries of the audit log together: keyed hashes of an entry and all before."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from bot.store.staff_models import AuditEntry
from bot.store.vault import Vault

GENESIS = bytes(32)
CHECKPOINT = re.compile(r"\b([1-9][0-9]{0,9})-([0-9a-f]{32})\b")
BATCH = 1000
COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.operator_id,
    AuditEntry.action,
    AuditEntry.subject,
    AuditEntry.detail,
    AuditEntry.digest,
)


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


@dataclass(frozen=True)
class Checkpoint:
    """How far the log went, and what it was like, when somebody noted it down elsewhere."""

    number: int
    start_of_digest: str

    def __str__(self) -> str:
        return f"{self.number}-{self.start_of_digest}"

    def fits(self, digest: bytes) -> bool:
        """Whether the entry of that number has the digest that it had then."""
        return digest.hex().startswith(self.start_of_digest)


class Chain:
    """The hashes of one database's log; without the master key nobody can make them."""

    def __init__(self, vault: Vault) -> None:
        self._key = vault.derive("audit")

    def subject(self, conversation: str) -> str:
        """What the log calls a conversation."""
        return self._hash(f"subject:{conversation}".encode()).hex()[:12]

    def digest(self, before: bytes, entry: Entry) -> bytes:
        """What the entry's digest has to be, after an entry with the digest `before`."""
        content = [
            entry.id,
            entry.at.astimezone(UTC).isoformat(),
            entry.operator_id,
            entry.action,
            entry.subject,
            entry.detail,
        ]
        return self._hash(before + json.dumps(content).encode("ascii"))

    def seal(self, count: int, digest: bytes) -> bytes:
        """What says that the log goes so far, and ends with this digest."""
        return self._hash(f"anchor:{count}:{digest.hex()}".encode())

    def seals(self, seal: object, count: int, digest: bytes) -> bool:
        """Whether `seal` is the seal of that end."""
        return same(seal, self.seal(count, digest))

    def _hash(self, content: bytes) -> bytes:
        return hmac.new(self._key, content, hashlib.sha256).digest()


def same(found: object, expected: bytes) -> bool:
    """Whether these are the same bytes; in SQLite a column may hold anything."""
    return isinstance(found, bytes) and hmac.compare_digest(found, expected)


def entries(connection: Connection) -> Iterator[Entry]:
    """Every entry, the oldest first."""
    in_order = select(*COLUMNS).order_by(AuditEntry.id).execution_options(yield_per=BATCH)
    for row in connection.execute(in_order):
        yield Entry(*row)


def checkpoint_at(number: int, digest: bytes) -> Checkpoint:
    """The checkpoint of an entry."""
    return Checkpoint(number, digest.hex()[:32])


def find_checkpoint(line: str) -> Checkpoint | None:
    """The checkpoint in a line that somebody kept; None when there is none in it."""
    found = CHECKPOINT.search(line.casefold())
    return Checkpoint(int(found[1]), found[2]) if found else None
