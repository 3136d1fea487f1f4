"""Whether a person can come: hours, closures and presence put together."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.helpline.availability import UNKNOWN, Availability, Closure, Presence, Reason, assess
from bot.helpline.holidays_nl import Holiday, HolidayRule, LiberationDay
from bot.helpline.office_hours import Interval, OfficeHours
from bot.organisation import load_organisation
from tests.examples import examples

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DESK = load_organisation(Path(__file__).parents[2] / "organisation.yml").office_hours()
GRACE = timedelta(seconds=40)
LAST_CALL = timedelta(minutes=10)
TICK = timedelta(microseconds=1)


def ams(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc,arg-type]


NOON = ams(2026, 11, 23, 12)  # a Monday
FIVE = ams(2026, 11, 23, 17)
TUESDAY_NINE = ams(2026, 11, 24, 9)


def seen(at: datetime, available: bool = True) -> Presence:
    return Presence("operator one", available, at)


def ask(
    at: datetime,
    presences: Sequence[Presence] | None = None,
    closures: Sequence[Closure] = (),
    hours: OfficeHours = DESK,
) -> Availability:
    """The desk with, unless told otherwise, one operator who was heard of this instant."""
    there = [seen(at)] if presences is None else presences
    return assess(hours, there, closures, GRACE, LAST_CALL, at)


def test_open_with_an_operator_there() -> None:
    assert ask(NOON) == Availability(True, Reason.OPEN, FIVE, TUESDAY_NINE, last_call=False)


def test_open_with_nobody_there() -> None:
    expected = Availability(False, Reason.NOBODY_PRESENT, FIVE, TUESDAY_NINE, last_call=False)
    assert ask(NOON, []) == expected


def test_outside_hours() -> None:
    expected = Availability(False, Reason.OUTSIDE_HOURS, TUESDAY_NINE, TUESDAY_NINE, False)
    assert ask(FIVE) == expected


def test_on_a_holiday() -> None:
    monday = ams(2026, 12, 28, 9)
    expected = Availability(False, Reason.HOLIDAY, monday, monday, last_call=False)
    assert ask(ams(2026, 12, 25, 12)) == expected


def test_on_a_date_that_is_closed_by_exception() -> None:
    desk = OfficeHours(DESK.weekly, DESK.zone, DESK.holidays, {NOON.date(): ()})
    answer = ask(NOON, hours=desk)
    assert (answer.reason, answer.next_opening) == (Reason.OUTSIDE_HOURS, TUESDAY_NINE)


# Presence


@pytest.mark.parametrize(
    ("silence", "available"),
    [
        (timedelta(0), True),
        (GRACE, True),
        (GRACE + TICK, False),
        (timedelta(days=1), False),
        (-timedelta(seconds=1), True),
        (-GRACE - TICK, False),  # from the future: a clock in doubt
    ],
)
def test_an_operator_counts_for_the_grace_period(silence: timedelta, available: bool) -> None:
    assert ask(NOON, [seen(NOON - silence)]).person_available is available


def test_an_operator_who_is_not_available_does_not_count() -> None:
    assert ask(NOON, [seen(NOON, available=False)]).reason is Reason.NOBODY_PRESENT


def test_one_of_several_operators_is_enough() -> None:
    presences = [
        seen(NOON, available=False),
        Presence("operator two", True, NOON - timedelta(hours=1)),
        Presence("operator three", True, NOON - timedelta(seconds=5)),
    ]
    assert ask(NOON, presences).person_available


def test_an_available_operator_outside_hours_is_no_person() -> None:
    assert not ask(FIVE, [seen(FIVE)]).person_available


# Last call


@pytest.mark.parametrize(
    ("at", "last_call"),
    [
        (FIVE - LAST_CALL - TICK, False),
        (FIVE - LAST_CALL, True),
        (FIVE - TICK, True),
        (FIVE, False),
    ],
)
def test_the_last_call_is_the_last_minutes(at: datetime, last_call: bool) -> None:
    assert ask(at).last_call is last_call


def test_a_person_is_still_offered_at_the_last_call() -> None:
    answer = ask(FIVE - TICK)
    assert (answer.person_available, answer.until) == (True, FIVE)


def test_there_is_a_last_call_with_nobody_there_for_those_who_wait() -> None:
    assert ask(FIVE - timedelta(minutes=2), []).last_call


# Closures by staff


def test_closed_by_staff_until_a_time() -> None:
    until = ams(2026, 11, 23, 14)
    closure = Closure(ams(2026, 11, 23, 11), until)
    expected = Availability(False, Reason.CLOSED_BY_STAFF, until, until, last_call=False)
    assert ask(NOON, closures=[closure]) == expected


def test_closed_by_staff_until_somebody_reopens() -> None:
    expected = Availability(False, Reason.CLOSED_BY_STAFF, None, None, last_call=False)
    assert ask(NOON, closures=[Closure(NOON, None)]) == expected


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        (NOON - TICK, False),
        (NOON, True),
        (NOON + timedelta(hours=1) - TICK, True),
        (NOON + timedelta(hours=1), False),
    ],
)
def test_a_closure_is_half_open(at: datetime, closed: bool) -> None:
    closure = Closure(NOON, NOON + timedelta(hours=1))
    assert (ask(at, closures=[closure]).reason is Reason.CLOSED_BY_STAFF) is closed


def test_a_closure_past_closing_time_leads_to_the_next_morning() -> None:
    answer = ask(NOON, closures=[Closure(NOON, ams(2026, 11, 23, 20))])
    assert answer.next_opening == TUESDAY_NINE


def test_closures_that_follow_each_other_are_one() -> None:
    one, two, three = (ams(2026, 11, 23, hour) for hour in (12, 13, 14))
    answer = ask(NOON, closures=[Closure(two, three), Closure(one, two)])
    assert (answer.until, answer.next_opening) == (three, three)


def test_of_two_closures_at_once_the_longer_counts() -> None:
    later = NOON + timedelta(hours=2)
    closures = [Closure(NOON, NOON + timedelta(hours=1)), Closure(NOON, later)]
    assert ask(NOON, closures=closures).until == later


def test_a_closure_over_the_next_opening_is_part_of_the_next_opening() -> None:
    closure = Closure(ams(2026, 11, 24, 8), ams(2026, 11, 24, 10, 30))
    answer = ask(FIVE, closures=[closure])
    assert (answer.reason, answer.next_opening) == (
        Reason.OUTSIDE_HOURS,
        ams(2026, 11, 24, 10, 30),
    )


def test_outside_hours_with_a_closure_without_end_has_no_next_opening() -> None:
    assert ask(FIVE, closures=[Closure(NOON, None)]).next_opening is None


def test_a_closure_later_today_is_the_end_of_the_opening() -> None:
    two = ams(2026, 11, 23, 14)
    answer = ask(NOON, closures=[Closure(two, None)])
    assert (answer.person_available, answer.until, answer.next_opening) == (True, two, None)


def test_there_is_a_last_call_before_a_closure_later_today() -> None:
    assert ask(NOON, closures=[Closure(NOON + timedelta(minutes=5), None)]).last_call


def test_a_closure_that_ended_or_that_has_no_length_changes_nothing() -> None:
    soon = NOON + timedelta(minutes=5)
    closures = [
        Closure(NOON - timedelta(hours=2), NOON - timedelta(hours=1)),
        Closure(soon, soon),
        Closure(soon, soon - timedelta(hours=1)),
    ]
    assert ask(NOON, closures=closures) == ask(NOON)


def test_a_desk_that_never_closes_has_no_end_and_no_last_call() -> None:
    no_holidays = HolidayRule(False, LiberationDay.NEVER, frozenset(Holiday))
    desk = OfficeHours(((Interval(0, 1440),),) * 7, AMSTERDAM, no_holidays)
    assert ask(NOON, hours=desk) == Availability(True, Reason.OPEN, None, None, last_call=False)


# Doubt


def test_unknown_offers_nobody() -> None:
    assert Availability(False, Reason.UNKNOWN, None, None, last_call=False) == UNKNOWN


@pytest.mark.parametrize(
    ("at", "presences", "closures"),
    [
        (datetime(2026, 11, 23, 12), [], []),
        (NOON, [seen(datetime(2026, 11, 23, 12))], []),
        (NOON, [], [Closure(datetime(2026, 11, 23, 12), None)]),
    ],
)
def test_a_naive_time_is_an_error_and_never_a_person(
    at: datetime, presences: list[Presence], closures: list[Closure]
) -> None:
    with pytest.raises(ValueError, match="aware"):
        assess(DESK, presences, closures, GRACE, LAST_CALL, at)


def test_reasons_are_the_words_of_the_visitor_api() -> None:
    assert {reason.value for reason in Reason} == {
        "open",
        "outside_hours",
        "holiday",
        "closed_by_staff",
        "nobody_present",
        "unknown",
    }


# Properties

# A busy machine makes these slow, and slowness is not what they are about.
BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

WEEK = st.datetimes(datetime(2026, 12, 21), datetime(2027, 1, 5), timezones=st.just(UTC))
CLOSURES = st.lists(st.builds(Closure, WEEK, st.none() | WEEK), max_size=4)
PRESENCES = st.lists(st.builds(Presence, st.just("operator one"), st.booleans(), WEEK), max_size=3)


@given(WEEK, CLOSURES, st.booleans(), st.booleans())
@settings(BUSY_MACHINE, max_examples=examples(500))
def test_a_person_is_offered_exactly_when_all_three_agree(
    at: datetime, closures: list[Closure], available: bool, fresh: bool
) -> None:
    last_seen = at - (GRACE if fresh else 2 * GRACE)
    answer = ask(at, [seen(last_seen, available)], closures)
    closed = any(
        c.closed_from <= at and (not c.closed_until or at < c.closed_until) for c in closures
    )
    expected = DESK.is_open(at) and not closed and available and fresh
    assert answer.person_available is expected
    assert (answer.reason is Reason.OPEN) is expected


@given(WEEK, PRESENCES, CLOSURES)
@settings(BUSY_MACHINE, max_examples=examples(500))
def test_at_the_next_opening_a_person_can_really_come(
    at: datetime, presences: list[Presence], closures: list[Closure]
) -> None:
    opening = ask(at, presences, closures).next_opening
    if opening is not None:
        assert opening > at
        assert ask(opening, None, closures).reason is Reason.OPEN


@given(WEEK, CLOSURES, st.integers(0, 999))
@settings(BUSY_MACHINE, max_examples=examples(500))
def test_the_desk_stays_as_it_is_until_the_time_told(
    at: datetime, closures: list[Closure], part: int
) -> None:
    answer = ask(at, None, closures)
    if answer.until is None:
        return
    between = at + (answer.until.astimezone(UTC) - at) * part // 1000
    assert ask(between, None, closures).person_available is answer.person_available
    if answer.person_available:
        assert not ask(answer.until, None, closures).person_available
