"""How much the chat is used, and for what: counts only, of all that was and still is there."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from bot.clock import Clock
from bot.conversation.house import House
from bot.helpline.figures import NONE, OTHER, Measure
from bot.helpline.periods import Period, period_of
from bot.helpline.report import OUTSIDE, UNSAID, Form
from bot.organisation import Organisation
from bot.store import figures as rolled
from bot.store.database import Database
from bot.store.figures_live import Counts, live
from bot.store.marks import FORM, MUNICIPALITY, mark_of
from bot.store.vault import Vault


@dataclass(frozen=True)
class Numbers:
    """The counts of a period, not yet fit to be shown: small ones have to be hidden.

    `days` holds every day of the period.
    """

    period: Period
    days: Mapping[date, int]
    by_key: Mapping[tuple[str, str], int]

    def of(self, measure: Measure, key: str = "") -> int:
        """One count."""
        return self.by_key.get((measure, key), 0)

    def keys(self, measure: Measure) -> dict[str, int]:
        """All counts of a measure, by key."""
        return {key: count for (name, key), count in self.by_key.items() if name == measure}

    def waits(self, measure: Measure) -> dict[int, int]:
        """The counts of a measure of waits, by the seconds that they are counted under."""
        return {int(key): count for key, count in self.keys(measure).items()}


class Figures:
    """Adds up what was counted of deleted conversations and what is there; thread-safe."""

    def __init__(self, database: Database, house: House, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._house = house
        self._vault = vault
        self._clock = clock

    @property
    def today(self) -> date:
        """The day by the clock of the helpline."""
        return self._clock().astimezone(self._house.last_good().timezone).date()

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The names of the municipalities, as organisation.yml has them."""
        return tuple(one.name for one in self._house.last_good().municipalities)

    def of(self, code: str) -> Numbers:
        """The numbers of the period that a code asks for (`bot.helpline.periods`)."""
        organisation = self._house.last_good()
        zone = organisation.timezone
        period = period_of(code, self.today)
        counts = self._counts(period, zone)
        words = self._words(organisation)
        by_key: Counter[tuple[str, str]] = Counter()
        for (measure, key), count in counts.by_key.items():
            by_key[measure, _readable(measure, key, words)] += count
        days = {day: counts.days[day] for day in period.days()}
        return Numbers(period, days, by_key)

    def _counts(self, period: Period, zone: tzinfo) -> Counts:
        since, until = _midnight(period.first, zone), _midnight(_after(period.last), zone)
        # Within one transaction, or a conversation that is deleted just now could count twice.
        with self._database.snapshot() as connection:
            counts = live(connection, since, until, zone)
            counts.by_key += rolled.rolled_up(connection, period.first, period.last)
            counts.days += rolled.rolled_up_days(connection, period.first, period.last)
        return counts

    def _words(self, organisation: Organisation) -> Mapping[tuple[str, str], str]:
        """What the marks of forms and municipalities stand for."""
        named = {
            (Measure.FORM, FORM): [*Form],
            (Measure.MUNICIPALITY, MUNICIPALITY): [
                *(one.name for one in organisation.municipalities),
                OUTSIDE,
            ],
        }
        words: dict[tuple[str, str], str] = {}
        for (measure, slot), values in named.items():
            for value in values:
                words[measure, self._key(slot, value)] = str(value)
            for value in UNSAID:
                words[measure, self._key(slot, value)] = NONE
        return words

    def _key(self, slot: str, value: str) -> str:
        return rolled.mark_key(mark_of(self._vault, slot, value)) or NONE


def _readable(measure: str, key: str, words: Mapping[tuple[str, str], str]) -> str:
    if measure not in (Measure.FORM, Measure.MUNICIPALITY) or key == NONE:
        return key
    # In the visitor's own words, or a municipality that organisation.yml no longer names.
    return words.get((measure, key), OTHER)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _after(day: date) -> date:
    return day + timedelta(days=1)
