"""When the desk is open: weekly hours, holidays, dated exceptions.

Every span is half-open: at its first instant the desk is open, at its last it is closed.
All comparing is done in UTC, because Python compares two times of one zone by the face
of the clock, which is wrong in the nights that the clocks change.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.helpline.holidays_nl import HolidayRule, closed_dates
from bot.helpline.instants import in_utc

MINUTES_A_DAY = 24 * 60
# Longer than any chain of holidays; a desk closed for longer has no next opening to promise.
HORIZON_DAYS = 400


@dataclass(frozen=True, order=True)
class Interval:
    """Opening hours within one day, in minutes after midnight by the clock; 1440 is its end."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < MINUTES_A_DAY or not 0 < self.closes <= MINUTES_A_DAY:
            raise ValueError("opening hours lie between 00:00 and 24:00")
        if self.opens >= self.closes:
            raise ValueError("opens must be before closes")


Day = tuple[Interval, ...]
Span = tuple[datetime, datetime]


def day_of(intervals: Iterable[Interval]) -> Day:
    """The opening hours of one day in order; ValueError when two of them overlap."""
    day = tuple(sorted(intervals))
    for earlier, later in pairwise(day):
        if later.opens < earlier.closes:
            raise ValueError("opening hours of one day overlap")
    return day


@dataclass(frozen=True)
class OfficeHours:
    """The opening hours of one desk.

    `weekly` has seven days made by `day_of`, Monday first; `exceptions` replaces the hours
    of single dates, holidays too; `extra` are spans in UTC that come on top. Times given must
    be aware, else ValueError; times returned are in `zone`.
    """

    weekly: tuple[Day, Day, Day, Day, Day, Day, Day]
    zone: ZoneInfo
    holidays: HolidayRule = field(default_factory=HolidayRule)
    exceptions: Mapping[date, Day] = field(default_factory=dict, hash=False)
    extra: tuple[Span, ...] = ()

    def extended(self, spans: Iterable[Span]) -> "OfficeHours":
        """These hours, and open in the spans as well; each lies within one day."""
        if not (extra := tuple((in_utc(opens), in_utc(closes)) for opens, closes in spans)):
            return self
        return replace(self, extra=self.extra + extra)

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at this instant."""
        moment = in_utc(at)
        day = moment.astimezone(self.zone).date()
        return any(opens <= moment < closes for opens, closes in self._spans(day))

    def is_holiday(self, at: datetime) -> bool:
        """Whether a holiday closes the desk on the date of this instant."""
        day = in_utc(at).astimezone(self.zone).date()
        return day not in self.exceptions and day in closed_dates(self.holidays, day.year)

    def next_opening(self, at: datetime) -> datetime | None:
        """The first instant after `at` at which the desk goes from closed to open.

        None when that does not happen within 400 days.
        """
        moment = in_utc(at)
        for opens, _ in self._joined_spans(moment):
            if opens > moment:
                return opens.astimezone(self.zone)
        return None

    def closes_at(self, at: datetime) -> datetime | None:
        """The instant at which the opening that `at` lies in ends.

        None when the desk is closed at `at`, or does not close within 400 days.
        """
        moment = in_utc(at)
        last = moment.astimezone(self.zone).date() + timedelta(days=HORIZON_DAYS)
        for opens, closes in self._joined_spans(moment):
            if opens > moment:
                return None
            if moment < closes:
                closing = closes.astimezone(self.zone)
                return closing if closing.date() <= last else None
        return None

    def _joined_spans(self, moment: datetime) -> Iterator[Span]:
        """The spans from the day of a moment on, those that touch joined into one."""
        first = moment.astimezone(self.zone).date()
        current: Span | None = None
        for number in range(HORIZON_DAYS + 1):
            for opens, closes in sorted(self._spans(first + timedelta(days=number))):
                if current is None:
                    current = (opens, closes)
                elif opens <= current[1]:
                    current = (current[0], max(current[1], closes))
                else:
                    yield current
                    current = (opens, closes)
        if current is not None:
            yield current

    def _spans(self, day: date) -> Iterator[Span]:
        for interval in self._hours_of(day):
            opens = self._instant(day, interval.opens)
            closes = self._instant(day, interval.closes)
            if opens < closes:  # hours that the clocks skip altogether are no hours
                yield opens, closes
        for opens, closes in self.extra:
            if opens.astimezone(self.zone).date() == day:
                yield opens, closes

    def _hours_of(self, day: date) -> Day:
        if day in self.exceptions:
            return self.exceptions[day]
        if day in closed_dates(self.holidays, day.year):
            return ()
        return self.weekly[day.weekday()]

    def _instant(self, day: date, minutes: int) -> datetime:
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        moment = wall.replace(tzinfo=self.zone).astimezone(UTC)
        # A time in the hour that the clocks skip does not come back from UTC as it was: then
        # it is the first minute after that hour. (dateutil's datetime_exists is 5 times slower.)
        while moment.astimezone(self.zone).replace(tzinfo=None) != wall:
            wall += timedelta(minutes=1)
            moment = wall.replace(tzinfo=self.zone).astimezone(UTC)
        return moment


def is_open(at: datetime) -> bool:
    """Whether the desk is open at this instant by the organisation.yml in force.

    That is the file named by ORGANISATION_FILE, or the one at the top of the project, read
    again whenever it has changed. ValueError for a naive time, OrganisationError for a file
    that cannot be used.
    """
    # The one import upwards, at the time of asking: this module stays pure for all others.
    from bot.organisation import organisation_file

    default = Path(__file__).parents[2] / "organisation.yml"
    path = Path(os.environ.get("ORGANISATION_FILE") or default)
    return organisation_file(path).current().office_hours().is_open(at)
