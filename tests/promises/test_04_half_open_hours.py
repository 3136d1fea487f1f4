"""Promise 4: hours are half-open, in Dutch time, with holidays, exceptions and "close now".

09:00:00 is open, 17:00:00 is closed; the configuration is read when the decision is taken;
who waits can be told in time.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.helpline.availability import Availability, Closure, Presence, Reason, assess
from bot.helpline.office_hours import is_open
from bot.helpline.opening import opening_in_words
from bot.organisation import OrganisationError, OrganisationFile

REAL = Path(__file__).parents[2] / "organisation.yml"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=AMSTERDAM)


@pytest.fixture
def file(tmp_path: Path) -> OrganisationFile:
    copy = tmp_path / "organisation.yml"
    copy.write_text(REAL.read_text(encoding="utf-8"), encoding="utf-8")
    return OrganisationFile(copy)


def rewrite(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "organisation.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def decide(file: OrganisationFile, at: datetime, closures: list[Closure]) -> Availability:
    """The decision as it is taken: by the file as it is now, with one operator there."""
    facts = file.current()
    return assess(
        facts.office_hours(),
        [Presence("operator one", True, at)],
        closures,
        timedelta(seconds=facts.presence_grace_seconds),
        timedelta(minutes=facts.last_call_minutes),
        at,
    )


@pytest.mark.parametrize("day", range(23, 28))
def test_nine_is_open_and_five_is_closed_on_every_weekday(day: int) -> None:
    nine = datetime(2026, 11, day, 9, tzinfo=AMSTERDAM)
    five = datetime(2026, 11, day, 17, tzinfo=AMSTERDAM)
    assert not is_open(nine - timedelta(milliseconds=1))
    assert is_open(nine)
    assert is_open(five - timedelta(milliseconds=1))
    assert not is_open(five)
    assert not is_open(five + timedelta(seconds=30))


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 8), (7, 7)])
def test_the_clock_is_the_one_in_the_netherlands(month: int, utc_hour: int) -> None:
    nine = datetime(2026, month, 6, utc_hour, tzinfo=UTC)
    assert is_open(nine)
    assert not is_open(nine - timedelta(seconds=1))


def test_a_naive_time_is_refused_and_not_guessed() -> None:
    with pytest.raises(ValueError, match="aware"):
        is_open(datetime(2026, 11, 23, 12))


def test_after_christmas_eve_comes_the_monday() -> None:
    at = datetime(2026, 12, 24, 17, tzinfo=AMSTERDAM)
    opening = OrganisationFile(REAL).current().office_hours().next_opening(at)
    assert opening == datetime(2026, 12, 28, 9, tzinfo=AMSTERDAM)
    assert opening_in_words(opening, at) == "maandag om 9.00 uur"


def test_an_exception_counts_from_the_moment_that_it_is_written(
    file: OrganisationFile, tmp_path: Path
) -> None:
    assert decide(file, MONDAY_NOON, []).person_available
    rewrite(tmp_path, "exceptions: []", "exceptions: [{date: 2026-11-23, closed: true}]")
    assert not decide(file, MONDAY_NOON, []).person_available


def test_a_file_that_cannot_be_read_never_leads_to_a_person(
    file: OrganisationFile, tmp_path: Path
) -> None:
    assert decide(file, MONDAY_NOON, []).person_available
    rewrite(tmp_path, "exceptions: []", "exceptions: [{date: 2026-02-30, closed: true}]")
    with pytest.raises(OrganisationError, match=r"line \d+"):
        decide(file, MONDAY_NOON, [])


def test_close_now_closes_at_that_very_instant(file: OrganisationFile) -> None:
    closures = [Closure(MONDAY_NOON, None)]
    before = decide(file, MONDAY_NOON - timedelta(microseconds=1), closures)
    after = decide(file, MONDAY_NOON, closures)
    assert (before.reason, after.reason) == (Reason.OPEN, Reason.CLOSED_BY_STAFF)


def test_before_closing_there_is_time_to_tell_those_who_wait(file: OrganisationFile) -> None:
    five = datetime(2026, 11, 23, 17, tzinfo=AMSTERDAM)
    last_call = decide(file, five - timedelta(minutes=10), [])
    assert (last_call.last_call, last_call.person_available, last_call.until) == (True, True, five)
    assert not decide(file, five - timedelta(minutes=11), []).last_call
