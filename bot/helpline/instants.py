"""Instants that can be compared: in UTC, where no hour is skipped or doubled."""

from datetime import UTC, datetime


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC; ValueError for a naive time."""
    if at.utcoffset() is None:
        raise ValueError("the time must be aware: it needs a time zone")
    return at.astimezone(UTC)
