"""Openings and hours in words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.helpline.office_hours import Day, Interval, OfficeHours
from bot.helpline.opening import (
    hours_in_words,
    list_in_words,
    load_calendar,
    opening_in_words,
    time_in_words,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE_TO_FIVE: Day = (Interval(540, 1020),)


def ams(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("opening", "now", "words"),
    [
        (ams(2026, 11, 23, 9), ams(2026, 11, 23, 7), "vandaag om 9.00 uur"),
        (ams(2026, 11, 23, 9), ams(2026, 11, 23, 0), "vandaag om 9.00 uur"),
        (ams(2026, 11, 24, 9), ams(2026, 11, 23, 23, 59), "morgen om 9.00 uur"),
        (ams(2026, 11, 24, 9), ams(2026, 11, 23, 17), "morgen om 9.00 uur"),
        (ams(2026, 11, 23, 9), ams(2026, 11, 21, 12), "maandag om 9.00 uur"),
        (ams(2026, 12, 28, 9), ams(2026, 12, 24, 17), "maandag om 9.00 uur"),
        (ams(2026, 11, 29, 9), ams(2026, 11, 23, 12), "zondag om 9.00 uur"),  # 6 days away
        (ams(2026, 11, 30, 9), ams(2026, 11, 23, 12), "maandag 30 november om 9.00 uur"),
        (ams(2027, 1, 4, 9), ams(2026, 12, 25, 12), "maandag 4 januari om 9.00 uur"),
        (ams(2026, 11, 24, 13, 30), ams(2026, 11, 23, 17), "morgen om 13.30 uur"),
        (ams(2026, 11, 24, 10, 5), ams(2026, 11, 23, 17), "morgen om 10.05 uur"),
        (ams(2026, 11, 23, 9), ams(2026, 11, 24, 9), "maandag 23 november om 9.00 uur"),
    ],
)
def test_an_opening_in_words(opening: datetime, now: datetime, words: str) -> None:
    assert opening_in_words(opening, now) == words


def test_today_is_the_date_at_the_desk_and_not_in_utc() -> None:
    just_after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert opening_in_words(ams(2026, 11, 23, 9), just_after_midnight) == "vandaag om 9.00 uur"


def test_tomorrow_is_the_next_date_when_the_clocks_change() -> None:
    assert opening_in_words(ams(2026, 3, 29, 9), ams(2026, 3, 28, 23)) == "morgen om 9.00 uur"
    assert opening_in_words(ams(2026, 10, 26, 9), ams(2026, 10, 25, 0)) == "morgen om 9.00 uur"


@pytest.mark.parametrize(
    ("opening", "now"),
    [
        (datetime(2026, 11, 23, 9), ams(2026, 11, 23, 8)),
        (ams(2026, 11, 23, 9), datetime(2026, 11, 23, 8)),
    ],
)
def test_a_naive_time_is_refused(opening: datetime, now: datetime) -> None:
    with pytest.raises(ValueError, match="aware"):
        opening_in_words(opening, now)


def test_a_closing_time_in_words() -> None:
    assert time_in_words(ams(2026, 11, 23, 17)) == "17.00 uur"


@pytest.mark.parametrize("language", ["nl", "NL", "nl-BE", "xx", "", "../../secret"])
def test_a_language_without_words_of_its_own_gets_the_dutch_ones(language: str) -> None:
    assert time_in_words(ams(2026, 11, 23, 17), language) == "17.00 uur"


def test_another_language_is_one_more_file(tmp_path: Path) -> None:
    dutch = Path(__file__).parents[2] / "data" / "wording" / "calendar_nl.yml"
    text = dutch.read_text(encoding="utf-8")
    (tmp_path / "calendar_nl.yml").write_text(text, encoding="utf-8")
    (tmp_path / "calendar_qq.yml").write_text(text.replace("morgen", "demain"), encoding="utf-8")
    assert load_calendar("qq", tmp_path).tomorrow == "demain om {time}"
    assert load_calendar("qr", tmp_path).tomorrow == "morgen om {time}"


@pytest.mark.parametrize(
    ("weekly", "words"),
    [
        ((NINE_TO_FIVE,) * 5 + ((),) * 2, "maandag tot en met vrijdag van 9.00 tot 17.00 uur"),
        (((),) * 7, ""),
        (((), NINE_TO_FIVE) + ((),) * 5, "dinsdag van 9.00 tot 17.00 uur"),
        ((NINE_TO_FIVE,) * 2 + ((),) * 5, "maandag en dinsdag van 9.00 tot 17.00 uur"),
        (
            (NINE_TO_FIVE,) * 4 + ((Interval(570, 720),),) + ((),) * 2,
            "maandag tot en met donderdag van 9.00 tot 17.00 uur en vrijdag van 9.30 tot 12.00 uur",
        ),
        (
            ((Interval(540, 720), Interval(780, 1440)),) * 7,
            "maandag tot en met zondag van 9.00 tot 12.00 uur en van 13.00 tot 24.00 uur",
        ),
    ],
)
def test_weekly_hours_in_words(weekly: tuple[Day, ...], words: str) -> None:
    assert hours_in_words(OfficeHours(weekly, AMSTERDAM)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["Urk"], "Urk"),
        (["Urk", "Almere"], "Urk en Almere"),
        (["Urk", "Almere", "Dronten"], "Urk, Almere en Dronten"),
    ],
)
def test_a_list_in_words(items: list[str], words: str) -> None:
    assert list_in_words(items) == words


@settings(deadline=None)
@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(AMSTERDAM)),
    st.integers(2, 300),
)
def test_a_weekday_without_a_date_is_always_the_first_such_day(now: datetime, days: int) -> None:
    opening = datetime(now.year, now.month, now.day, 9, tzinfo=AMSTERDAM) + timedelta(days=days)
    words = opening_in_words(opening, now)
    weekdays = load_calendar().weekdays
    assert words.split()[0] == weekdays[opening.weekday()]
    says_date = f" {opening.day} {load_calendar().months[opening.month - 1]} " in words
    assert says_date is (days > 6)
