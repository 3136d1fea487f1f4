"""The stretches of days that figures can be asked of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

RECENT = {"7": 7, "30": 30, "90": 90}
YEAR = "year"
DEFAULT = "30"
MONTHS_BACK = 24
_MONTH = re.compile(r"^(20[0-9]{2})-(0[1-9]|1[0-2])$")
# A longer period is shown by week.
LONGEST_BY_DAY = 92


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both within; `code` asks for it again."""

    code: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each day, in order."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    @property
    def by_week(self) -> bool:
        """Whether the period is too long to show day by day."""
        return (self.last - self.first).days >= LONGEST_BY_DAY


def period_of(code: str, today: date) -> Period:
    """The period that a code asks for, up to today; the default one for any other code."""
    if code == YEAR:
        return Period(code, date(today.year, 1, 1), today)
    month = _MONTH.match(code)
    if month:
        first = date(int(month[1]), int(month[2]), 1)
        if first <= today:
            return Period(code, first, min(_last_of_month(first), today))
    code = code if code in RECENT else DEFAULT
    return Period(code, today - timedelta(days=RECENT[code] - 1), today)


def months(today: date) -> list[str]:
    """The codes of the months that can be chosen, the present one first."""
    codes, first = [], today.replace(day=1)
    for _ in range(MONTHS_BACK):
        codes.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return codes


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
