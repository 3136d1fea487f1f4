"""What the actions may ask about the world around them.

Actions are made by Rasa, which passes them nothing of ours; so the composition root leaves
here what they need. Nothing installed (`rasa run actions`) means: nobody is present.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from bot.clock import Clock, system_clock
from bot.helpline.availability import Availability, assess
from bot.organisation import Organisation, organisation_file
from bot.settings import load_settings
from bot.wording import Wording

Availabilities = Callable[[datetime], Availability]


@dataclass(frozen=True)
class Surroundings:
    """Who can come at a moment, what time it is, the helpline's facts, and the wording."""

    availability: Availabilities
    clock: Clock
    organisation: Callable[[], Organisation]
    wording: Callable[[], Wording]

    def available_now(self) -> Availability:
        """Whether a person can come at this moment."""
        return self.availability(self.clock())

    def facts(self, language: str) -> dict[str, str]:
        """The helpline's facts in a language."""
        return dict(self.organisation().facts(language))


_installed: list[Surroundings] = []


def install(
    availability: Availabilities,
    clock: Clock,
    organisation: Callable[[], Organisation],
    wording: Callable[[], Wording] | None = None,
) -> None:
    """Makes this what every action asks from now on."""
    _installed[:] = [Surroundings(availability, clock, organisation, wording or _wording)]


def uninstall() -> None:
    """Back to the surroundings of a bare action server."""
    _installed.clear()


def current() -> Surroundings:
    """What was installed last, or else the hours of organisation.yml with nobody present."""
    return _installed[-1] if _installed else _bare()


@cache
def _wording() -> Wording:
    return Wording.load()


@cache
def _bare() -> Surroundings:
    organisation = organisation_file(load_settings().organisation_file).current

    def nobody_present(at: datetime) -> Availability:
        facts = organisation()
        grace = timedelta(seconds=facts.presence_grace_seconds)
        last_call = timedelta(minutes=facts.last_call_minutes)
        return assess(facts.office_hours(), (), (), grace, last_call, at)

    return Surroundings(nobody_present, system_clock, organisation, _wording)
