"""Words for openings and opening hours, as a visitor reads them.

The words stand in data/wording/calendar_<language>.yml. A language that has no such file
yet gets the Dutch words: a readable time is better than none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from ruamel.yaml import YAML

from bot.helpline.instants import in_utc
from bot.helpline.office_hours import Day, Interval, OfficeHours

FOLDER = Path(__file__).parents[2] / "data" / "wording"
DEFAULT_LANGUAGE = "nl"
# Up to here the name of the weekday alone says which day is meant.
DAYS_WITHOUT_DATE = 6


@dataclass(frozen=True)
class Calendar:
    """The words of one language for days, dates, times and lists."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    clock: str
    time: str
    today: str
    tomorrow: str
    this_week: str
    later: str
    day_range: str
    hours: str
    hours_of_days: str
    list: str


def load_calendar(language: str = DEFAULT_LANGUAGE, folder: Path = FOLDER) -> Calendar:
    """The words of a language such as "nl" or "nl-BE", or the Dutch ones when it has none."""
    known = {path.stem.removeprefix("calendar_"): path for path in folder.glob("calendar_*.yml")}
    return _read(known.get(language.split("-")[0].lower(), known[DEFAULT_LANGUAGE]))


def opening_in_words(opening: datetime, now: datetime, language: str = DEFAULT_LANGUAGE) -> str:
    """When the desk opens, as in "morgen om 9.00 uur", in the time zone of `opening`.

    Both times must be aware, else ValueError.
    """
    calendar = _calendar(language)
    in_utc(opening)
    days_away = (opening.date() - in_utc(now).astimezone(opening.tzinfo).date()).days
    template = calendar.later
    if days_away == 0:
        template = calendar.today
    elif days_away == 1:
        template = calendar.tomorrow
    elif 1 < days_away <= DAYS_WITHOUT_DATE:
        template = calendar.this_week
    return template.format(
        weekday=calendar.weekdays[opening.weekday()],
        day=opening.day,
        month=calendar.months[opening.month - 1],
        time=time_in_words(opening, language),
    )


def time_in_words(at: datetime, language: str = DEFAULT_LANGUAGE) -> str:
    """The time of the day, as in "17.00 uur", by the clock of `at`."""
    calendar = _calendar(language)
    return calendar.time.format(clock=_clock(calendar, at.hour * 60 + at.minute))


def hours_in_words(hours: OfficeHours, language: str = DEFAULT_LANGUAGE) -> str:
    """The weekly hours, as in "maandag tot en met vrijdag van 9.00 tot 17.00 uur".

    An empty text when the desk is never open.
    """
    calendar = _calendar(language)
    runs = groupby(range(7), key=lambda weekday: hours.weekly[weekday])
    return _list(
        calendar,
        [
            calendar.hours_of_days.format(
                days=_days(calendar, list(weekdays)), hours=_hours(calendar, day)
            )
            for day, weekdays in runs
            if day
        ],
    )


def list_in_words(items: Iterable[str], language: str = DEFAULT_LANGUAGE) -> str:
    """A list as in a sentence: "Almere, Dronten en Urk"."""
    return _list(_calendar(language), list(items))


def _days(calendar: Calendar, weekdays: Sequence[int]) -> str:
    names = [calendar.weekdays[weekday] for weekday in weekdays]
    if len(names) < 3:
        return _list(calendar, names)
    return calendar.day_range.format(first=names[0], last=names[-1])


def _hours(calendar: Calendar, day: Day) -> str:
    return _list(calendar, [_interval(calendar, interval) for interval in day])


def _interval(calendar: Calendar, interval: Interval) -> str:
    return calendar.hours.format(
        opens=_clock(calendar, interval.opens), closes=_clock(calendar, interval.closes)
    )


def _clock(calendar: Calendar, minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return calendar.clock.format(hour=hour, minute=f"{minute:02d}")


def _list(calendar: Calendar, items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return calendar.list.format(firsts=", ".join(items[:-1]), last=items[-1])


# The language comes from a visitor: the number of remembered ones has a limit.
@lru_cache(maxsize=64)
def _calendar(language: str) -> Calendar:
    return load_calendar(language)


def _read(path: Path) -> Calendar:
    words = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    words["weekdays"] = tuple(words["weekdays"])
    words["months"] = tuple(words["months"])
    return Calendar(**words)
