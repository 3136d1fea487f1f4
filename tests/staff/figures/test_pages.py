"""The page of the figures, and the file."""

import csv
import io
import re

import pytest
from sqlalchemy import text

from bot.helpline.roles import Role
from bot.staff.figures.pages import ROLES
from tests.cast import GOODBYE
from tests.staff.site import Operator, Site


@pytest.fixture
def reviewer(site: Site) -> Operator:
    return site.signed_in("bea", Role.REVIEWER)


def busy(site: Site, chats: int = 6) -> None:
    for number in range(chats):
        conversation = site.visitor()
        site.clock.advance(seconds=1)
        site.write(conversation, f"dag {number}")
        site.write(conversation, GOODBYE)


def rows_of(response: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize("role", Role)
def test_who_may_see_it(site: Site, role: Role) -> None:
    expected = 200 if role in ROLES else 403

    assert site.signed_in("cas", role).http.get("/staff/figures").status_code == expected


def test_it_shows_what_was_counted(site: Site, reviewer: Operator) -> None:
    busy(site)

    page = reviewer.http.get("/staff/figures").text

    assert "<div><dt>gesprekken</dt><dd>6</dd></div>" in page
    assert re.search(r'<th scope="row">Dronten</th><td>6</td><td>100%</td>', page)
    assert re.search(r'<th scope="row">vanaf 10 uur</th><td>6</td>', page)


def test_each_subject_is_a_picture_and_a_table(site: Site, reviewer: Operator) -> None:
    busy(site)

    page = reviewer.http.get("/staff/figures").text

    # Nobody waited: of that there is neither.
    assert page.count("<section") == 12
    assert page.count('role="img"') == page.count("<table") == 11


def test_a_few_chats_show_nothing(site: Site, reviewer: Operator) -> None:
    busy(site, 2)

    page = reviewer.http.get("/staff/figures").text

    assert "<dt>gesprekken</dt><dd>&lt; 5</dd>" in page
    assert "<td>2</td>" not in page
    assert "Dronten</th><td>verborgen</td>" in page


def test_without_chats_it_says_so(reviewer: Operator) -> None:
    assert "Nog niets in deze periode." in reviewer.http.get("/staff/figures").text


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("7", "17-11-2026 tot en met 23-11-2026"),
        ("year", "01-01-2026 tot en met 23-11-2026"),
        ("2026-10", "01-10-2026 tot en met 31-10-2026"),
        ("nonsense", "25-10-2026 tot en met 23-11-2026"),
    ],
)
def test_the_period_can_be_chosen(reviewer: Operator, period: str, span: str) -> None:
    assert span in reviewer.http.get(f"/staff/figures?period={period}").text


def test_nothing_is_drawn_with_inline_styles(site: Site, reviewer: Operator) -> None:
    busy(site)

    page = reviewer.http.get("/staff/figures").text

    assert "style=" not in page
    assert "<style" not in page


def test_the_file_holds_the_same(site: Site, reviewer: Operator) -> None:
    busy(site)
    response = reviewer.post("/staff/figures/export", period="7")

    rows = rows_of(response.text)
    assert ["Algemeen", "gesprekken", "6", ""] in rows
    assert ["Gemeente", "Dronten", "6", "100%"] in rows
    assert "cijfers-2026-11-17-2026-11-23.csv" in response.headers["content-disposition"]


def test_the_file_says_who_took_it_along(reviewer: Operator) -> None:
    first = rows_of(reviewer.post("/staff/figures/export").text)[0][0]

    assert "opgeslagen door Bea Voorbeeld op 23-11-2026" in first


def test_taking_the_file_along_is_noted(site: Site, reviewer: Operator) -> None:
    reviewer.post("/staff/figures/export", period="year")

    with site.services.database.read() as connection:
        last = connection.execute(
            text("SELECT action, detail FROM audit_log ORDER BY id DESC LIMIT 1")
        ).one()
    assert tuple(last) == ("export_figures", "year")


def test_an_operator_cannot_take_the_file_along(site: Site) -> None:
    assert site.signed_in("dirk", Role.OPERATOR).post("/staff/figures/export").status_code == 403
