"""Which dates of a year are holidays for the desk, by date and never by name.

The names in the `holidays` package follow the locale of the machine and its idea of
Good Friday and 5 May has changed between releases. So the dates come from the package,
and these two from the desk's own choice.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays
from dateutil.easter import easter


class Holiday(StrEnum):
    """The Dutch holidays, by the key under which organisation.yml names them."""

    NEW_YEARS_DAY = "new_years_day"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


class LiberationDay(StrEnum):
    """In which years the desk is closed on 5 May."""

    NEVER = "never"
    EVERY_FIVE_YEARS = "every_five_years"
    YEARLY = "yearly"


@dataclass(frozen=True)
class HolidayRule:
    """The desk's choice: which holidays close it."""

    good_friday: bool = True
    liberation_day: LiberationDay = LiberationDay.EVERY_FIVE_YEARS
    open_on: frozenset[Holiday] = frozenset()


def date_of(holiday: Holiday, year: int) -> date:
    """The date on which a holiday falls in a year, whether or not anybody is free."""
    sunday: date = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.isoweekday() == 7:
        kings_day = date(year, 4, 26)
    return {
        Holiday.NEW_YEARS_DAY: date(year, 1, 1),
        Holiday.GOOD_FRIDAY: sunday - timedelta(days=2),
        Holiday.EASTER_SUNDAY: sunday,
        Holiday.EASTER_MONDAY: sunday + timedelta(days=1),
        Holiday.KINGS_DAY: kings_day,
        Holiday.LIBERATION_DAY: date(year, 5, 5),
        Holiday.ASCENSION_DAY: sunday + timedelta(days=39),
        Holiday.WHIT_SUNDAY: sunday + timedelta(days=49),
        Holiday.WHIT_MONDAY: sunday + timedelta(days=50),
        Holiday.CHRISTMAS_DAY: date(year, 12, 25),
        Holiday.SECOND_CHRISTMAS_DAY: date(year, 12, 26),
    }[holiday]


def _liberation_day_counts(rule: HolidayRule, year: int) -> bool:
    if rule.liberation_day is LiberationDay.EVERY_FIVE_YEARS:
        return year % 5 == 0
    return rule.liberation_day is LiberationDay.YEARLY


def _left_out(rule: HolidayRule, year: int) -> frozenset[Holiday]:
    left_out = set(rule.open_on)
    if not rule.good_friday:
        left_out.add(Holiday.GOOD_FRIDAY)
    if not _liberation_day_counts(rule, year):
        left_out.add(Holiday.LIBERATION_DAY)
    return frozenset(left_out)


@lru_cache(maxsize=256)
def closed_dates(rule: HolidayRule, year: int) -> frozenset[date]:
    """The dates of one year on which holidays close the desk.

    A holiday that the law adds later closes the desk as soon as the package knows it.
    """
    left_out = _left_out(rule, year)
    # One date can be two holidays (Ascension Day is 5 May in 2016): the one that counts wins.
    counting = frozenset(date_of(holiday, year) for holiday in set(Holiday) - left_out)
    dropped = frozenset(date_of(holiday, year) for holiday in left_out) - counting
    explicit = {Holiday.GOOD_FRIDAY, Holiday.LIBERATION_DAY} - left_out
    published = frozenset(holidays.country_holidays("NL", years=year))
    return (published - dropped) | {date_of(holiday, year) for holiday in explicit}
