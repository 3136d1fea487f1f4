"""When a conversation is deleted by itself, and how far that may be put off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.helpline.ownership import State

LONGEST_EXTENSION = timedelta(days=365)
"""No conversation is kept on purpose for longer than this, counted from the decision."""


@dataclass(frozen=True)
class Keep:
    """How long a conversation is kept after its last message, with and without a report."""

    with_report: timedelta
    without_report: timedelta

    def deleted_after(
        self,
        state: State,
        has_report: bool,
        last_at: datetime,
        keep_until: datetime | None = None,
    ) -> datetime:
        """The moment after which it is deleted, unless its visitor erases it before."""
        in_use = state in (State.WAITING, State.PERSON)
        ends = last_at + (self.with_report if has_report or in_use else self.without_report)
        return ends if keep_until is None else max(ends, keep_until)


def may_extend(present: datetime, wanted: datetime, now: datetime) -> bool:
    """Whether the deletion may be put off from `present` to `wanted`."""
    return present < wanted <= now + LONGEST_EXTENSION
