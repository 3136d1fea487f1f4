"""The periods that figures can be asked of."""

from datetime import date

import pytest

from bot.helpline.periods import months, period_of, week_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("7", date(2026, 11, 17), TODAY),
        ("30", date(2026, 10, 25), TODAY),
        ("90", date(2026, 8, 26), TODAY),
        ("year", date(2026, 1, 1), TODAY),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-11", date(2026, 11, 1), TODAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_code_stands_for_days(code: str, first: date, last: date) -> None:
    period = period_of(code, TODAY)

    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("code", ["", "8", "2026-13", "2026-12", "2027-01", "-1", "../x"])
def test_any_other_code_stands_for_thirty_days(code: str) -> None:
    assert period_of(code, TODAY).code == "30"


def test_a_period_has_every_day_once() -> None:
    days = list(period_of("7", TODAY).days())

    assert (len(days), days[0], days[-1]) == (7, date(2026, 11, 17), TODAY)


def test_only_a_long_period_goes_by_week() -> None:
    assert [period_of(code, TODAY).by_week for code in ("90", "2026-10", "year")] == [
        False,
        False,
        True,
    ]


def test_the_months_go_back_from_this_one() -> None:
    assert months(TODAY)[:3] == ["2026-11", "2026-10", "2026-09"]


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 11, 29)) == TODAY
