"""The surroundings of the actions: a fixed time, with or without an operator."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.actions import surroundings
from bot.helpline.availability import UNKNOWN, Availability, Presence, assess
from bot.organisation import OrganisationFile
from bot.wording import Wording
from tests.actions.helpers import MONDAY, SATURDAY

ROOT = Path(__file__).parents[2]
ORGANISATION = OrganisationFile(ROOT / "organisation.yml").current()
WORDING = Wording.load(ROOT)


def _install(at: datetime, operators: int) -> None:
    def availability(moment: datetime) -> Availability:
        present = [Presence(str(number), True, moment) for number in range(operators)]
        hours = ORGANISATION.office_hours()
        return assess(hours, present, (), timedelta(seconds=40), timedelta(minutes=10), moment)

    surroundings.install(availability, lambda: at, lambda: ORGANISATION, lambda: WORDING)


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    surroundings.uninstall()


@pytest.fixture
def open_desk() -> None:
    """Monday at ten, with an operator."""
    _install(MONDAY, operators=1)


@pytest.fixture
def empty_desk() -> None:
    """Monday at ten, with nobody there."""
    _install(MONDAY, operators=0)


@pytest.fixture
def closed_desk() -> None:
    """Saturday night, with an operator who forgot to sign off."""
    _install(SATURDAY, operators=1)


@pytest.fixture
def unknown_desk() -> None:
    """Nobody knows."""
    surroundings.install(lambda at: UNKNOWN, lambda: MONDAY, lambda: ORGANISATION, lambda: WORDING)
