"""Opening hours: single moments, chains of holidays, clock changes, and properties."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.helpline import office_hours
from bot.helpline.holidays_nl import (
    Holiday,
    HolidayRule,
    LiberationDay,
    closed_dates,
    date_of,
)
from bot.helpline.office_hours import Day, Interval, OfficeHours, day_of
from bot.organisation import OrganisationError, load_organisation
from tests.examples import examples

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TICK = timedelta(microseconds=1)
NINE_TO_FIVE: Day = (Interval(9 * 60, 17 * 60),)
ROUND_THE_CLOCK: Day = (Interval(0, 24 * 60),)
DESK = load_organisation(Path(__file__).parents[2] / "organisation.yml").office_hours()


def every_day(day: Day, **changes: object) -> OfficeHours:
    """A desk with the same hours on all days, open on holidays too."""
    free = HolidayRule(False, LiberationDay.NEVER, frozenset(Holiday))
    fields: dict[str, object] = {"zone": AMSTERDAM, "holidays": free, **changes}
    return OfficeHours(weekly=(day,) * 7, **fields)  # type: ignore[arg-type]


def with_exceptions(exceptions: dict[date, Day]) -> OfficeHours:
    return OfficeHours(DESK.weekly, DESK.zone, DESK.holidays, exceptions)


def ams(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc,arg-type]


# Single moments


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (ams(2026, 11, 23, 8, 59, 59, 999_999), False),
        (ams(2026, 11, 23, 9), True),
        (ams(2026, 11, 23, 16, 58), True),
        (ams(2026, 11, 23, 16, 59, 59, 999_000), True),
        (ams(2026, 11, 23, 16, 59, 59, 999_999), True),
        (ams(2026, 11, 23, 17), False),
        (ams(2026, 11, 23, 17, 0, 30), False),
        (ams(2026, 11, 23, 0), False),
        (ams(2026, 11, 21, 12), False),  # Saturday
        (ams(2026, 11, 22, 12), False),  # Sunday
        (ams(2026, 12, 24, 16, 59), True),
        (ams(2026, 12, 25, 12), False),
        (ams(2027, 1, 1, 12), False),
    ],
)
def test_open_or_closed_at_one_moment(at: datetime, is_open: bool) -> None:
    assert DESK.is_open(at) is is_open


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),  # winter: 9.00
        (datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 7, 0, tzinfo=UTC), True),  # summer: 9.00
        (datetime(2026, 7, 6, 15, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 5, 22, 30, tzinfo=UTC), False),  # Monday 0.30 in Amsterdam
        (datetime(2026, 11, 22, 22, 0, tzinfo=timezone(timedelta(hours=-10))), True),
    ],
)
def test_the_moment_may_be_given_in_any_zone(at: datetime, is_open: bool) -> None:
    assert DESK.is_open(at) is is_open


@pytest.mark.parametrize("ask", ["is_open", "is_holiday", "next_opening", "closes_at"])
def test_a_naive_time_is_refused(ask: str) -> None:
    with pytest.raises(ValueError, match="aware"):
        getattr(DESK, ask)(datetime(2026, 11, 23, 12))


def test_answers_are_in_the_zone_of_the_desk() -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    closes, opens = DESK.closes_at(at), DESK.next_opening(at)
    assert closes is not None
    assert opens is not None
    assert (closes.tzinfo, opens.tzinfo) == (AMSTERDAM, AMSTERDAM)


# The next opening and the next closing


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (ams(2026, 11, 23, 8), ams(2026, 11, 23, 9)),
        (ams(2026, 11, 23, 8, 59, 59, 999_999), ams(2026, 11, 23, 9)),
        (ams(2026, 11, 23, 9), ams(2026, 11, 24, 9)),
        (ams(2026, 11, 23, 12), ams(2026, 11, 24, 9)),
        (ams(2026, 11, 23, 17), ams(2026, 11, 24, 9)),
        (ams(2026, 11, 27, 17), ams(2026, 11, 30, 9)),
        (ams(2026, 12, 24, 17), ams(2026, 12, 28, 9)),  # Christmas, then a weekend
        (ams(2026, 12, 31, 17), ams(2027, 1, 4, 9)),  # New Year's Day is a Friday
        (ams(2027, 3, 25, 17), ams(2027, 3, 30, 9)),  # Good Friday to Easter Monday
        (ams(2026, 4, 24, 17), ams(2026, 4, 28, 9)),  # 27 April is a Monday
        (ams(2025, 4, 25, 17), ams(2025, 4, 28, 9)),  # 27 April is a Sunday: kept on the 26th
        (ams(2026, 5, 13, 17), ams(2026, 5, 15, 9)),  # Ascension Day is a Thursday
        (ams(2026, 5, 22, 17), ams(2026, 5, 26, 9)),  # Pentecost
        (ams(2025, 5, 2, 17), ams(2025, 5, 6, 9)),  # 5 May in a fifth year, a Monday
        (ams(2026, 5, 4, 17), ams(2026, 5, 5, 9)),  # 5 May in another year
        (ams(2030, 4, 18, 17), ams(2030, 4, 23, 9)),
    ],
)
def test_the_next_opening(at: datetime, opens: datetime) -> None:
    assert DESK.next_opening(at) == opens


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        (ams(2026, 11, 23, 9), ams(2026, 11, 23, 17)),
        (ams(2026, 11, 23, 16, 59, 59, 999_999), ams(2026, 11, 23, 17)),
        (ams(2026, 11, 23, 17), None),
        (ams(2026, 11, 23, 8), None),
        (ams(2026, 12, 25, 12), None),
    ],
)
def test_when_it_closes(at: datetime, closes: datetime | None) -> None:
    assert DESK.closes_at(at) == closes


def test_a_lunch_break_is_closed() -> None:
    desk = every_day(day_of([Interval(540, 720), Interval(780, 1020)]))
    assert not desk.is_open(ams(2026, 11, 23, 12, 30))
    assert desk.next_opening(ams(2026, 11, 23, 12)) == ams(2026, 11, 23, 13)
    assert desk.closes_at(ams(2026, 11, 23, 11)) == ams(2026, 11, 23, 12)


def test_hours_that_touch_are_one_opening() -> None:
    desk = every_day(day_of([Interval(720, 1020), Interval(540, 720)]))
    assert desk.closes_at(ams(2026, 11, 23, 10)) == ams(2026, 11, 23, 17)
    assert desk.next_opening(ams(2026, 11, 23, 10)) == ams(2026, 11, 24, 9)


def test_an_opening_may_run_past_midnight() -> None:
    desk = every_day(day_of([Interval(0, 120), Interval(1200, 1440)]))
    assert desk.is_open(ams(2026, 11, 24, 0))
    assert desk.closes_at(ams(2026, 11, 23, 21)) == ams(2026, 11, 24, 2)
    assert desk.closes_at(ams(2026, 11, 24, 1)) == ams(2026, 11, 24, 2)
    assert desk.next_opening(ams(2026, 11, 24, 1)) == ams(2026, 11, 24, 20)


def test_a_desk_that_never_opens_has_no_next_opening() -> None:
    desk = every_day(())
    assert desk.next_opening(ams(2026, 11, 23, 12)) is None
    assert desk.closes_at(ams(2026, 11, 23, 12)) is None


def test_a_desk_that_never_closes_has_no_closing_and_no_next_opening() -> None:
    desk = every_day(ROUND_THE_CLOCK)
    assert desk.is_open(ams(2026, 11, 23, 0))
    assert desk.closes_at(ams(2026, 11, 23, 12)) is None
    assert desk.next_opening(ams(2026, 11, 23, 12)) is None


@pytest.mark.parametrize(
    ("opens", "closes"), [(540, 540), (1020, 540), (-1, 60), (540, 1441), (1440, 1440)]
)
def test_impossible_hours_are_refused(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match=r"opens must be before closes|between 00:00 and 24:00"):
        Interval(opens, closes)


def test_overlapping_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        day_of([Interval(540, 721), Interval(720, 1020)])


# Dated exceptions


def test_a_closed_date_is_skipped() -> None:
    desk = with_exceptions({date(2026, 11, 24): ()})
    assert not desk.is_open(ams(2026, 11, 24, 12))
    assert desk.next_opening(ams(2026, 11, 23, 17)) == ams(2026, 11, 25, 9)


def test_other_hours_replace_the_weekly_hours_of_that_date_only() -> None:
    desk = with_exceptions({date(2026, 12, 31): (Interval(600, 780),)})
    assert not desk.is_open(ams(2026, 12, 31, 9, 30))
    assert desk.next_opening(ams(2026, 12, 30, 17)) == ams(2026, 12, 31, 10)
    assert desk.closes_at(ams(2026, 12, 31, 12)) == ams(2026, 12, 31, 13)
    assert desk.is_open(ams(2026, 12, 30, 16))


def test_other_hours_open_a_holiday_and_a_weekend() -> None:
    desk = with_exceptions({date(2026, 12, 25): NINE_TO_FIVE, date(2026, 12, 27): NINE_TO_FIVE})
    assert desk.is_open(ams(2026, 12, 25, 12))
    assert not desk.is_holiday(ams(2026, 12, 25, 12))
    assert desk.next_opening(ams(2026, 12, 25, 17)) == ams(2026, 12, 27, 9)


def test_a_closed_date_is_no_holiday() -> None:
    desk = with_exceptions({date(2026, 12, 25): ()})
    assert not desk.is_holiday(ams(2026, 12, 25, 12))


# Holidays


def test_a_holiday_is_one_by_the_date_in_the_zone_of_the_desk() -> None:
    assert DESK.is_holiday(datetime(2026, 12, 24, 23, 30, tzinfo=UTC))
    assert not DESK.is_holiday(datetime(2026, 12, 24, 22, 30, tzinfo=UTC))
    assert not DESK.is_holiday(ams(2026, 11, 23, 12))


def test_good_friday_is_for_the_desk_to_decide() -> None:
    good_friday = date(2027, 3, 26)
    assert good_friday in closed_dates(HolidayRule(good_friday=True), 2027)
    assert good_friday not in closed_dates(HolidayRule(good_friday=False), 2027)


@pytest.mark.parametrize(
    ("choice", "years"),
    [
        (LiberationDay.NEVER, []),
        (LiberationDay.EVERY_FIVE_YEARS, [2025, 2030]),
        (LiberationDay.YEARLY, list(range(2024, 2032))),
    ],
)
def test_5_may_is_for_the_desk_to_decide(choice: LiberationDay, years: list[int]) -> None:
    rule = HolidayRule(liberation_day=choice)
    assert [y for y in range(2024, 2032) if date(y, 5, 5) in closed_dates(rule, y)] == years


def test_ascension_day_on_5_may_stays_a_holiday_when_5_may_is_none() -> None:
    rule = HolidayRule(liberation_day=LiberationDay.NEVER)
    assert date_of(Holiday.ASCENSION_DAY, 2016) == date(2016, 5, 5)
    assert date(2016, 5, 5) in closed_dates(rule, 2016)


@pytest.mark.parametrize("holiday", list(Holiday))
@pytest.mark.parametrize("year", [2025, 2026, 2030])
def test_the_desk_can_be_open_on_any_holiday(holiday: Holiday, year: int) -> None:
    everything = HolidayRule(liberation_day=LiberationDay.YEARLY)
    rule = HolidayRule(liberation_day=LiberationDay.YEARLY, open_on=frozenset({holiday}))
    assert closed_dates(everything, year) - closed_dates(rule, year) == {date_of(holiday, year)}


# The clocks change


@pytest.mark.parametrize("year", range(2024, 2036))
def test_hours_keep_to_the_clock_around_both_clock_changes(year: int) -> None:
    for month in (3, 10):
        sunday = date(year, month, 31) - timedelta(days=date(year, month, 31).isoweekday() % 7)
        desk = every_day(NINE_TO_FIVE)
        for day in (sunday - timedelta(days=1), sunday, sunday + timedelta(days=1)):
            nine = datetime.combine(day, time(9), AMSTERDAM)
            assert desk.next_opening(nine.astimezone(UTC) - TICK) == nine
            assert desk.closes_at(nine) == nine.replace(hour=17)


def test_the_desk_opens_at_nine_on_the_monday_after_a_clock_change() -> None:
    assert DESK.next_opening(ams(2026, 3, 27, 17)) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert DESK.next_opening(ams(2026, 10, 23, 17)) == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_an_opening_in_the_skipped_hour_begins_right_after_it() -> None:
    desk = every_day((Interval(150, 300),))  # 2.30 to 5.00; 2.00 to 3.00 is not there
    begin = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert desk.next_opening(ams(2026, 3, 29, 0)) == begin
    assert desk.is_open(begin)
    assert not desk.is_open(begin - TICK)


def test_hours_that_lie_within_the_skipped_hour_are_no_hours() -> None:
    desk = every_day((Interval(125, 175),))
    assert desk.next_opening(ams(2026, 3, 28, 12)) == ams(2026, 3, 30, 2, 5)


def test_an_opening_goes_on_through_the_doubled_hour() -> None:
    desk = every_day((Interval(150, 300),))  # from the first 2.30
    begin = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    opens = desk.next_opening(ams(2026, 10, 25, 0))
    assert opens is not None
    assert opens.astimezone(UTC) == begin
    second_two_fifteen = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert desk.is_open(second_two_fifteen)
    closes = desk.closes_at(begin)
    assert closes is not None
    assert closes.astimezone(UTC) - begin == timedelta(hours=3, minutes=30)


# Properties

# A busy machine makes these slow, and slowness is not what they are about.
BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31, 23, 59), timezones=st.just(UTC))
# Moments close to a full hour, where mistakes live.
EDGES = st.builds(
    lambda day, hour, ticks: (
        datetime.combine(day, time(hour), AMSTERDAM).astimezone(UTC) + ticks * TICK
    ),
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.sampled_from([0, 2, 3, 8, 9, 12, 16, 17, 23]),
    st.integers(-1, 1),
)
ANY_MOMENT = MOMENTS | EDGES

WEEKS = st.tuples(
    *[
        st.lists(st.integers(0, 96), min_size=0, max_size=6, unique=True)
        .map(sorted)
        .map(
            lambda marks: tuple(
                Interval(opens * 15, closes * 15)
                for opens, closes in zip(marks[::2], marks[1::2], strict=False)
            )
        )
    ]
    * 7
)
DESKS = st.builds(
    OfficeHours,
    weekly=WEEKS,
    zone=st.sampled_from([AMSTERDAM, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")]),
    holidays=st.builds(
        HolidayRule,
        good_friday=st.booleans(),
        liberation_day=st.sampled_from(LiberationDay),
        open_on=st.frozensets(st.sampled_from(Holiday)),
    ),
)


def easter_sunday(year: int) -> date:
    """Easter by the anonymous Gregorian computus, apart from the library in use."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


def oracle_is_open(at: datetime) -> bool:
    """The rule of the helpline in the plainest way: look at the clock on the wall."""
    wall = at.astimezone(AMSTERDAM)
    if wall.isoweekday() > 5 or not 9 <= wall.hour < 17:
        return False
    around_easter = (wall.date() - easter_sunday(wall.year)).days
    if around_easter in (-2, 1, 39, 50):
        return False
    if (wall.month, wall.day) in {(1, 1), (4, 27), (12, 25), (12, 26)}:
        return False
    return (wall.month, wall.day, wall.year % 5) != (5, 5, 0)


@given(ANY_MOMENT)
@settings(BUSY_MACHINE, max_examples=examples(1500))
def test_the_desk_agrees_with_the_plainest_rule(at: datetime) -> None:
    assert DESK.is_open(at) == oracle_is_open(at)


@given(MOMENTS.filter(lambda at: not oracle_is_open(at)))
@settings(BUSY_MACHINE, max_examples=examples(300))
def test_the_next_opening_agrees_with_the_plainest_rule(at: datetime) -> None:
    hour = at.replace(minute=0, second=0, microsecond=0)
    while not oracle_is_open(hour):
        hour += timedelta(hours=1)
    assert DESK.next_opening(at) == hour


@given(DESKS, ANY_MOMENT)
@settings(BUSY_MACHINE, max_examples=examples(400))
def test_a_next_opening_is_where_closed_turns_into_open(desk: OfficeHours, at: datetime) -> None:
    opens = desk.next_opening(at)
    if opens is None:
        return
    assert opens.astimezone(UTC) > at
    assert desk.is_open(opens)
    assert not desk.is_open(opens.astimezone(UTC) - TICK)


@given(DESKS, ANY_MOMENT)
@settings(BUSY_MACHINE, max_examples=examples(400))
def test_a_closing_is_where_open_turns_into_closed(desk: OfficeHours, at: datetime) -> None:
    closes = desk.closes_at(at)
    if closes is None:
        return
    assert desk.is_open(at)
    assert closes.astimezone(UTC) > at
    assert not desk.is_open(closes)
    assert desk.is_open(closes.astimezone(UTC) - TICK)


@given(DESKS, ANY_MOMENT, st.lists(st.integers(0, 999_999), min_size=5, max_size=25))
@settings(BUSY_MACHINE, max_examples=examples(300))
def test_nothing_changes_before_the_next_change(
    desk: OfficeHours, at: datetime, millionths: list[int]
) -> None:
    is_open = desk.is_open(at)
    change = desk.closes_at(at) if is_open else desk.next_opening(at)
    ahead = change.astimezone(UTC) - at if change else timedelta(days=30)
    sampled = [at + ahead * part // 1_000_000 for part in millionths]
    assert all(desk.is_open(moment) == is_open for moment in sampled)


@given(DESKS, ANY_MOMENT)
@settings(BUSY_MACHINE, max_examples=examples(200))
def test_an_open_desk_without_a_closing_is_open_for_months(desk: OfficeHours, at: datetime) -> None:
    if desk.is_open(at) and desk.closes_at(at) is None:
        assert all(desk.is_open(at + timedelta(days=days)) for days in range(300))


@given(ANY_MOMENT, st.integers(-12, 14))
@settings(BUSY_MACHINE, max_examples=examples(300))
def test_the_zone_of_the_question_makes_no_difference(at: datetime, hours: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
    assert DESK.is_open(elsewhere) == DESK.is_open(at)
    assert DESK.next_opening(elsewhere) == DESK.next_opening(at)


@given(ANY_MOMENT, st.sampled_from([(), NINE_TO_FIVE, ROUND_THE_CLOCK]))
@settings(BUSY_MACHINE, max_examples=examples(300))
def test_an_exception_decides_alone_on_its_date(at: datetime, hours: Day) -> None:
    wall = at.astimezone(AMSTERDAM)
    desk = with_exceptions({wall.date(): hours})
    minutes = wall.hour * 60 + wall.minute
    assert desk.is_open(at) == any(h.opens <= minutes < h.closes for h in hours)


@pytest.mark.parametrize("year", range(2024, 2036))
def test_the_holidays_of_a_year_are_the_dutch_ones(year: int) -> None:
    easter = easter_sunday(year)
    kings_day = date(year, 4, 27)
    expected = {easter + timedelta(days=days) for days in (-2, 0, 1, 39, 49, 50)}
    expected |= {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    expected.add(kings_day if kings_day.isoweekday() < 7 else date(year, 4, 26))
    if year % 5 == 0:
        expected.add(date(year, 5, 5))
    assert closed_dates(DESK.holidays, year) == expected


# The question from outside


def test_the_question_from_outside_takes_one_argument() -> None:
    assert office_hours.is_open(ams(2026, 11, 23, 12))
    assert not office_hours.is_open(ams(2026, 11, 23, 17))


def test_the_question_from_outside_refuses_a_naive_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        office_hours.is_open(datetime(2026, 11, 23, 12))


def test_the_question_from_outside_uses_the_file_that_the_host_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parents[2] / "organisation.yml").read_text(encoding="utf-8")
    path = tmp_path / "other.yml"
    path.write_text(text.replace("monday: [09:00-17:00]", "monday: [18:00-20:00]"), "utf-8")
    monkeypatch.setenv("ORGANISATION_FILE", str(path))
    assert office_hours.is_open(ams(2026, 11, 23, 18))
    path.write_text("monday: nonsense", encoding="utf-8")
    with pytest.raises(OrganisationError):
        office_hours.is_open(ams(2026, 11, 23, 18))


def test_extra_spans_come_on_top_of_the_hours() -> None:
    hours = DESK.extended([(ams(2026, 11, 23, 16, 30), ams(2026, 11, 23, 18))])
    assert hours.is_open(ams(2026, 11, 23, 17))
    assert not hours.is_open(ams(2026, 11, 23, 18))
    assert hours.closes_at(ams(2026, 11, 23, 12)) == ams(2026, 11, 23, 18)
    assert hours.next_opening(ams(2026, 11, 23, 18)) == ams(2026, 11, 24, 9)
    assert not hours.is_open(ams(2026, 11, 24, 17))


def test_an_extra_span_within_the_hours_changes_nothing() -> None:
    hours = DESK.extended([(ams(2026, 11, 23, 10), ams(2026, 11, 23, 11))])
    assert hours.closes_at(ams(2026, 11, 23, 10, 30)) == ams(2026, 11, 23, 17)
    assert hours.next_opening(ams(2026, 11, 22, 12)) == ams(2026, 11, 23, 9)


def test_without_extra_spans_the_hours_are_the_same() -> None:
    assert DESK.extended([]) is DESK
