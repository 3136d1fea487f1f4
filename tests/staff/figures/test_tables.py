"""The figures as tables: what is shown, what is hidden, and in which words."""

from collections import Counter
from datetime import date

from bot.conversation.figures import Numbers
from bot.helpline.periods import period_of
from bot.helpline.small_counts import is_small
from bot.staff.figures.headline import headline
from bot.staff.figures.tables import Table, Tables
from bot.staff.texts import load_texts

TODAY = date(2026, 11, 23)
TEXTS = load_texts(lambda: {"helpline": "Voorbeeldlijn", "phone": "000"})
TOWNS = ("Almere", "Urk")


def numbers(code: str = "7", days: dict[date, int] | None = None, **counts: int) -> Numbers:
    """Counts by "measure__key"."""
    period = period_of(code, TODAY)
    by_key = {tuple(name.split("__")): count for name, count in counts.items()}
    return Numbers(
        period,
        Counter({day: (days or {}).get(day, 0) for day in period.days()}),
        by_key,  # type: ignore[arg-type]
    )


def table(name: str, of: Numbers) -> Table:
    return next(one for one in Tables(TEXTS, of, TOWNS).all() if one.name == name)


def lines(of: Table) -> dict[str, tuple[str, str]]:
    return {row.label: (row.text, row.share) for row in of.rows}


def head(of: Numbers) -> dict[str, str]:
    return dict(headline(TEXTS, of, table("waits", of)))


def test_counts_come_with_their_share() -> None:
    found = table("danger", numbers(danger__yes=25, danger__no=75))

    assert lines(found) == {
        "de bezoeker schreef over gevaar": ("25", "25%"),
        "niet": ("75", "75%"),
    }
    assert found.total == "100"


def test_a_small_count_hides_what_would_tell_it() -> None:
    found = table("danger", numbers(danger__yes=3, danger__no=75))

    assert lines(found) == {
        "de bezoeker schreef over gevaar": ("< 5", ""),
        "niet": ("verborgen", ""),
    }


def test_the_picture_knows_no_hidden_count() -> None:
    found = table("danger", numbers(danger__yes=3, danger__no=75))

    assert [row.count for row in found.rows] == [None, None]


def test_a_small_total_is_hidden_too() -> None:
    found = table("danger", numbers(danger__yes=1, danger__no=2))

    assert found.total == "< 5"
    assert all(row.count is None for row in found.rows)


def test_large_numbers_are_written_as_in_dutch() -> None:
    assert table("phone", numbers(phone__no=12345)).total == "12.345"


def test_a_week_has_seven_days_in_words() -> None:
    found = table("days", numbers(days={TODAY: 12}))

    assert len(found.rows) == 7
    assert (found.rows[-1].label, found.rows[-1].text) == ("ma 23 nov 2026", "12")


def test_a_year_goes_by_week() -> None:
    found = table("weeks", numbers("year", days={TODAY: 12, date(2026, 11, 20): 6}))

    assert [(row.label, row.text) for row in found.rows[-2:]] == [
        ("week van ma 16 nov 2026", "6"),
        ("week van ma 23 nov 2026", "12"),
    ]


def test_days_add_up_to_days_of_the_week() -> None:
    found = table("weekdays", numbers("30", days={TODAY: 12, date(2026, 11, 16): 6}))

    assert lines(found)["maandag"][0] == "18"


def test_every_hour_is_there() -> None:
    found = table("hours", numbers(hour__09=8))

    assert (len(found.rows), lines(found)["vanaf 09 uur"][0]) == (24, "8")


def test_every_municipality_is_there_also_without_chats() -> None:
    found = table("municipality", numbers(municipality__Urk=9, municipality__other=6))

    assert [row.text for row in found.rows] == ["0", "9", "0", "6", "0"]


def test_a_language_without_a_name_counts_with_the_others() -> None:
    found = table("language", numbers(language__nl=50, language__xx=5, language__other=6))

    assert lines(found) == {"Nederlands": ("50", "82%"), "een andere taal": ("11", "18%")}


def test_waits_are_told_in_four_lines() -> None:
    of = numbers(wait_person__60=10, wait_person__90=20, wait_person__330=30, wait_vain__600=40)

    assert [row.text for row in table("waits", of).rows] == ["10", "20", "30", "40"]


def test_above_stand_the_median_and_the_longest_waits() -> None:
    found = head(numbers(chats__=60, wait_person__60=10, wait_person__90=20, wait_person__330=10))

    assert found == {
        "gesprekken": "60",
        "de helft wachtte korter": "90 s",
        "9 van de 10 wachtten korter": "5,5 min",
        "wachtte langer dan 5 minuten": "25%",
        "openden de chat en schreven niets": "0",
    }


def test_a_few_waits_tell_nothing() -> None:
    found = head(numbers(wait_person__60=4))

    assert found["de helft wachtte korter"] == "–"
    assert found["wachtte langer dan 5 minuten"] == "–"


def test_a_hidden_count_has_no_share_above() -> None:
    found = head(numbers(wait_person__60=30, wait_person__330=3))

    assert found["wachtte langer dan 5 minuten"] == "–"


def test_no_table_shows_a_small_count() -> None:
    counts = {
        f"{measure}__{key}": count
        for measure, keys in {
            "danger": ["yes", "no"],
            "form": ["labour", "sexual", "none"],
            "ending": ["by_operator", "by_visitor", "none"],
            "language": ["nl", "pl", "ro"],
            "municipality": ["Almere", "Urk", "none"],
            "person": ["came", "nobody", "not_asked"],
            "unclear": ["yes", "no"],
            "unclear_messages": [""],
        }.items()
        for key, count in zip(keys, (2, 17, 40), strict=False)
    }
    of = numbers(days={TODAY: 3, date(2026, 11, 22): 14}, hour__09=2, hour__10=15, **counts)

    for found in Tables(TEXTS, of, TOWNS).all():
        shown = [row.text for row in found.rows] + [found.total, *(v for _, v in found.facts)]
        assert not any(is_small(int(text)) for text in shown if text.isdigit())
