"""Whether a person can come now: opening hours, closures by staff, and who is there.

These are three different facts, put together at the moment of asking. Any doubt means the
phone, so whoever cannot work out the facts uses UNKNOWN.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.helpline.instants import in_utc
from bot.helpline.office_hours import OfficeHours


class Reason(StrEnum):
    """Why a person can or cannot come, as the visitor API names it."""

    OPEN = "open"
    OUTSIDE_HOURS = "outside_hours"
    HOLIDAY = "holiday"
    CLOSED_BY_STAFF = "closed_by_staff"
    NOBODY_PRESENT = "nobody_present"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Availability:
    """Whether a person can come, and how long the desk stays open or closed as it is now.

    `until` is when the desk closes if it is open (also with nobody present), else when it
    may open; `next_opening` is the next time that it opens. None is "not known".
    `last_call` is set in the last minutes before an open desk closes.
    """

    person_available: bool
    reason: Reason
    until: datetime | None
    next_opening: datetime | None
    last_call: bool


@dataclass(frozen=True)
class Presence:
    """What one operator last told: the "available" switch, and when it was heard of."""

    operator: str
    available: bool
    last_seen: datetime


@dataclass(frozen=True)
class Closure:
    """A "close now" by staff; without `closed_until` it lasts until somebody reopens."""

    closed_from: datetime
    closed_until: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether the desk is closed by it at this instant."""
        moment = in_utc(at)
        if moment < in_utc(self.closed_from):
            return False
        return self.closed_until is None or moment < in_utc(self.closed_until)


UNKNOWN = Availability(
    person_available=False, reason=Reason.UNKNOWN, until=None, next_opening=None, last_call=False
)


def assess(
    hours: OfficeHours,
    presences: Sequence[Presence],
    closures: Sequence[Closure],
    grace: timedelta,
    last_call: timedelta,
    at: datetime,
) -> Availability:
    """Whether a person can come at this instant, and why.

    An operator counts for `grace` after the last sign of life. The last call begins
    `last_call` before closing; a person is still offered then. ValueError for a naive time.
    """
    if not hours.is_open(at):
        return _closed_by_hours(hours, closures, at)
    if any(closure.covers(at) for closure in closures):
        return _closed_by_staff(hours, closures, at)
    until = _closing(hours, closures, at)
    present = any(_is_present(presence, grace, at) for presence in presences)
    return Availability(
        person_available=present,
        reason=Reason.OPEN if present else Reason.NOBODY_PRESENT,
        until=until,
        next_opening=None if until is None else _reopening(hours, closures, until),
        last_call=until is not None and in_utc(until) - in_utc(at) <= last_call,
    )


def _closed_by_hours(hours: OfficeHours, closures: Sequence[Closure], at: datetime) -> Availability:
    opening = _reopening(hours, closures, at)
    reason = Reason.HOLIDAY if hours.is_holiday(at) else Reason.OUTSIDE_HOURS
    return Availability(False, reason, until=opening, next_opening=opening, last_call=False)


def _closed_by_staff(hours: OfficeHours, closures: Sequence[Closure], at: datetime) -> Availability:
    return Availability(
        False,
        Reason.CLOSED_BY_STAFF,
        until=_end_of_closures(hours, closures, at),
        next_opening=_reopening(hours, closures, at),
        last_call=False,
    )


def _is_present(presence: Presence, grace: timedelta, at: datetime) -> bool:
    # A sign of life from the future is a clock in doubt, and doubt is not a person.
    return presence.available and abs(in_utc(at) - in_utc(presence.last_seen)) <= grace


def _closing(hours: OfficeHours, closures: Sequence[Closure], at: datetime) -> datetime | None:
    starts = [in_utc(closure.closed_from) for closure in closures if _closes_at_all(closure)]
    ends = [start for start in starts if start > in_utc(at)]
    by_hours = hours.closes_at(at)
    if by_hours is not None:
        ends.append(in_utc(by_hours))
    return min(ends).astimezone(hours.zone) if ends else None


def _closes_at_all(closure: Closure) -> bool:
    return closure.covers(closure.closed_from)


def _end_of_closures(
    hours: OfficeHours, closures: Sequence[Closure], at: datetime
) -> datetime | None:
    """The first instant from `at` on that no closure covers, None when one has no end."""
    moment = at
    while covering := [closure for closure in closures if closure.covers(moment)]:
        ends = [closure.closed_until for closure in covering]
        if ends[0] is None or None in ends:
            return None
        moment = max(in_utc(end) for end in ends if end is not None)
    return moment.astimezone(hours.zone)


def _reopening(hours: OfficeHours, closures: Sequence[Closure], at: datetime) -> datetime | None:
    """The first instant from `at` on at which hours and closures both leave the desk open."""
    moment: datetime | None = at
    while moment is not None:
        moment = _end_of_closures(hours, closures, moment)
        if moment is None or hours.is_open(moment):
            return moment
        moment = hours.next_opening(moment)
    return None
