"""Goes through the audit log from its first entry to its last, and says where it is broken."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from bot.store.audit_chain import GENESIS, Chain, Checkpoint, checkpoint_at, entries, same
from bot.store.staff_models import AuditAnchor


class Fault(StrEnum):
    """What is wrong with the first entry that is not as it should be."""

    CHANGED = "changed"
    MISSING = "missing"
    END = "end"
    """Entries from this number on were removed, or the anchor was tampered with."""
    CHECKPOINT = "checkpoint"
    """The log is not the one that the checkpoint was noted of."""


@dataclass(frozen=True)
class Outcome:
    """How many entries there are; the first broken one and why; the line to keep elsewhere."""

    count: int
    fault: int | None = None
    why: Fault | None = None
    checkpoint: Checkpoint | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


_ANCHOR = select(AuditAnchor.count.label("number"), AuditAnchor.digest, AuditAnchor.seal)


def check(connection: Connection, chain: Chain, kept: Checkpoint | None) -> Outcome:
    """Verifies the whole log, and that it is the one of a checkpoint that was kept."""
    # Read first: what is added meanwhile makes the log longer, never shorter.
    anchor = connection.execute(_ANCHOR).first()
    before, count, sealed = GENESIS, 0, False
    at_anchor = GENESIS
    for entry in entries(connection):
        if entry.id != count + 1:
            return Outcome(count, count + 1, Fault.MISSING)
        digest = chain.digest(before, entry)
        # What was noted before there was a chain stands in front, without a digest.
        older = not entry.digest and not sealed
        if not older and not same(entry.digest, digest):
            return Outcome(count, entry.id, Fault.CHANGED)
        if kept is not None and kept.number == entry.id and not kept.fits(entry.digest):
            return Outcome(count, entry.id, Fault.CHECKPOINT)
        sealed = sealed or not older
        before, count = digest, entry.id
        if anchor is not None and anchor.number == count:
            at_anchor = entry.digest
    if _ends_early(chain, anchor, count, at_anchor, sealed) or (kept and kept.number > count):
        return Outcome(count, count + 1, Fault.END)
    return Outcome(count, checkpoint=checkpoint_at(count, before) if sealed else None)


def _ends_early(chain: Chain, anchor: Any, count: int, at_anchor: bytes, sealed: bool) -> bool:
    if anchor is None:
        # Before the first entry with a digest there is no anchor.
        return sealed
    if count < anchor.number or not same(at_anchor, anchor.digest):
        return True
    return not chain.seals(anchor.seal, anchor.number, anchor.digest)
