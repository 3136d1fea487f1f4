"""The figures as tables in words, with every count that is too small hidden."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.conversation.figures import Numbers
from bot.helpline.ending import Ending
from bot.helpline.figures import (
    CAME,
    LONG_WAIT,
    NO,
    NOBODY,
    NONE,
    NOT_ASKED,
    OTHER,
    YES,
    Measure,
)
from bot.helpline.periods import week_of
from bot.helpline.report import OUTSIDE, Form
from bot.helpline.small_counts import Seen, is_small, protect
from bot.staff.texts import Texts

MINUTE = 60


@dataclass(frozen=True)
class Row:
    """One line; `count` is for the picture and None where it must not be seen."""

    label: str
    text: str
    share: str
    count: int | None
    tick: str = ""


@dataclass(frozen=True)
class Table:
    """One subject; `tall` is a row of columns in time, otherwise bars below each other."""

    name: str
    rows: tuple[Row, ...]
    total: str
    tall: bool = False
    # Something about the subject that is no row: a name and a value in words.
    facts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return all(row.count == 0 for row in self.rows)


class Tables:
    """Makes tables of the numbers of one period."""

    def __init__(self, texts: Texts, numbers: Numbers, municipalities: Sequence[str]) -> None:
        self._t = texts
        self._numbers = numbers
        self._municipalities = municipalities

    def all(self) -> list[Table]:
        """Every table, in the order of the page."""
        return [
            self._days(),
            self._hours(),
            self._weekdays(),
            self._keyed(Measure.PERSON, [CAME, NOBODY, NOT_ASKED]),
            self.waits(),
            self._keyed(Measure.PHONE, [YES, NO]),
            self._keyed(Measure.ENDING, [*Ending, NONE]),
            self._keyed(Measure.FORM, [*Form, OTHER, NONE]),
            self._places(),
            self._keyed(Measure.DANGER, [YES, NO]),
            self._languages(),
            self._unclear(),
        ]

    def _days(self) -> Table:
        days = self._numbers.days
        if not self._numbers.period.by_week:
            return self._tall(
                "days", [(self._day(day), self._tick(day), days[day]) for day in days]
            )
        weeks: Counter[date] = Counter()
        for day, count in days.items():
            weeks[week_of(day)] += count
        label = "figures.week_of"
        return self._tall(
            "weeks",
            [(self._t(label, day=self._day(w)), self._tick(w), weeks[w]) for w in sorted(weeks)],
        )

    def _hours(self) -> Table:
        counts = self._numbers.keys(Measure.HOUR)
        hours = [f"{hour:02}" for hour in range(24)]
        label = "figures.hour_from"
        return self._tall("hours", [(self._t(label, hour=h), h, counts.get(h, 0)) for h in hours])

    def _weekdays(self) -> Table:
        counts: Counter[int] = Counter()
        for day, count in self._numbers.days.items():
            counts[day.weekday()] += count
        names = [self._t(f"figures.weekdays.{number}") for number in range(7)]
        return self._tall("weekdays", [(name, name[:2], counts[i]) for i, name in enumerate(names)])

    def waits(self) -> Table:
        """How long was waited for a person, and how often in vain."""
        served = self._numbers.waits(Measure.WAIT_PERSON)
        lines = [
            ("minute", sum(n for seconds, n in served.items() if seconds <= MINUTE)),
            ("five", sum(n for seconds, n in served.items() if MINUTE < seconds <= LONG_WAIT)),
            ("longer", sum(n for seconds, n in served.items() if seconds > LONG_WAIT)),
            ("vain", sum(self._numbers.waits(Measure.WAIT_VAIN).values())),
        ]
        return self._table(
            "waits", [(self._t(f"figures.waits.{key}"), "", count) for key, count in lines]
        )

    def _places(self) -> Table:
        counts = self._numbers.keys(Measure.MUNICIPALITY)
        places = [(name, "", counts.get(name, 0)) for name in self._municipalities]
        rest = [
            (self._label("municipality", k), "", counts.get(k, 0)) for k in (OUTSIDE, OTHER, NONE)
        ]
        return self._table("municipality", places + rest)

    def _languages(self) -> Table:
        counts: Counter[str] = Counter()
        for code, count in self._numbers.keys(Measure.LANGUAGE).items():
            known = self._t.has(f"figures.keys.language.{code}")
            counts[code if known else OTHER] += count
        # By the alphabet: an order by size would tell of what is hidden.
        names = sorted((self._label("language", code), "", n) for code, n in counts.items())
        return self._table("language", names)

    def _unclear(self) -> Table:
        messages = _counted(self._t, self._numbers.of(Measure.UNCLEAR_MESSAGES))
        fact = (self._t("figures.unclear_messages"), messages)
        return self._keyed(Measure.UNCLEAR, [YES, NO], (fact,))

    def _keyed(
        self, measure: Measure, keys: Iterable[str], facts: tuple[tuple[str, str], ...] = ()
    ) -> Table:
        counts = self._numbers.keys(measure)
        lines = [(self._label(measure.value, str(key)), "", counts.get(key, 0)) for key in keys]
        return self._table(measure.value, lines, facts=facts)

    def _tall(self, name: str, lines: Sequence[tuple[str, str, int]]) -> Table:
        return self._table(name, lines, tall=True)

    def _table(
        self,
        name: str,
        lines: Sequence[tuple[str, str, int]],
        tall: bool = False,
        facts: tuple[tuple[str, str], ...] = (),
    ) -> Table:
        counts = [count for _, _, count in lines]
        total = sum(counts)
        rows = tuple(
            self._row(label, tick, count, seen, total)
            for (label, tick, count), seen in zip(lines, protect(counts), strict=True)
        )
        return Table(name, rows, _counted(self._t, total), tall, facts)

    def _row(self, label: str, tick: str, count: int, seen: Seen, total: int) -> Row:
        if seen is not Seen.EXACT:
            return Row(label, self._t(f"figures.{seen.value}"), "", None, tick)
        share = f"{100 * count / total:.0f}%" if total else ""
        return Row(label, in_thousands(count), share, count, tick)

    def _label(self, measure: str, key: str) -> str:
        return self._t(f"figures.keys.{measure}.{key}")

    def _day(self, day: date) -> str:
        month = self._t(f"figures.months.{day.month}")
        return f"{self._t(f'figures.weekdays.{day.weekday()}')[:2]} {day.day} {month} {day.year}"

    def _tick(self, day: date) -> str:
        return f"{day.day} {self._t(f'figures.months.{day.month}')}"


def in_thousands(count: int) -> str:
    """The number as it is written in Dutch."""
    return f"{count:,}".replace(",", ".")


def _counted(texts: Texts, count: int) -> str:
    return texts("figures.small") if is_small(count) else in_thousands(count)
