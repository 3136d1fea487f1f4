"""The figures and the audit log in a browser: readable, in any window and in any colours."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import insert

from bot.helpline.roles import Role
from bot.store.marks import report_marks
from bot.store.models import Conversation, Ownership
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.reviewing import ReviewPage
from tests.browser.site import Site
from tests.browser.test_accessibility import expect_no_violation

pytestmark = pytest.mark.browser
FORMS = ("labour", "labour", "sexual", "criminal", "skipped")
OpenAs = Callable[..., Page]
TOWNS = ("Almere", "Almere", "Lelystad", "Urk", "outside")


def busy_weeks(site: Site) -> None:
    """Chats of three weeks; of one municipality and one language there are few."""
    rows, hands = [], []
    for number in range(120):
        began = site.clock() - timedelta(hours=4 * number + 1)
        asked = number % 3 == 0
        report = {"exploitation_form": FORMS[number % 5], "municipality": TOWNS[number % 5]}
        if number > 15:
            report["municipality"] = "Almere"
        identifier = secrets.token_urlsafe(16)
        row = {
            "id": identifier,
            "secret_hash": b"none",
            "wrapped_key": site.services.vault.new_key(identifier)[1],
            "state": "closed",
            "language": "pl" if number < 3 else "nl",
            "state_since": began,
            "created_at": began,
            "last_at": began + timedelta(minutes=3),
            "asked_person": asked,
            "had_person": asked,
            **report_marks(site.services.vault, report),
        }
        rows.append(row)
        if asked:
            own = {"conversation": row["id"], "at": began, "state": "person"}
            hands.append(own | {"waited": 10 * number})
    with site.services.database.write() as connection:
        connection.execute(insert(Conversation), rows)
        connection.execute(insert(Ownership), hands)


@pytest.fixture
def open_as(tab: OpenTab, site: Site) -> OpenAs:
    busy_weeks(site)

    def opener(path: str, **options: object) -> Page:
        page = tab(**options)
        roles = (Role.REVIEWER, Role.ADMINISTRATOR)
        ReviewPage(page, site, "rian", roles).sign_in()
        page.goto(f"{site.base}{path}")
        return page

    return opener


@pytest.fixture(params=[PHONE, DESKTOP], ids=["360x640", "1280x800"])
def window(request: pytest.FixtureRequest) -> dict[str, int]:
    """A small and a large window."""
    size: dict[str, int] = request.param
    return size


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    open_as: OpenAs, site: Site, window: dict[str, int], scheme: str
) -> None:
    page = open_as("/staff/figures", viewport=window, color_scheme=scheme)
    page.locator("details.fold summary").first.click()
    expect_no_violation(page)

    page.goto(f"{site.base}/staff/audit")
    page.get_by_role("button", name="Logboek controleren").click()
    expect(page.get_by_role("status")).to_contain_text("Het logboek is heel")
    expect_no_violation(page)


def test_nothing_is_wider_than_the_window(
    open_as: OpenAs, site: Site, window: dict[str, int]
) -> None:
    page = open_as("/staff/figures", viewport=window)
    for path in ("/staff/figures?period=year", "/staff/audit"):
        page.goto(f"{site.base}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width == window["width"], path


def test_each_picture_says_what_it_is(open_as: OpenAs) -> None:
    page = open_as("/staff/figures")

    expect(page.get_by_role("img", name="Gesprekken per dag, samen 120.")).to_be_visible()
    expect(page.get_by_role("img", name="Gemeente, samen 120.")).to_be_visible()


def test_a_table_opens_below_its_picture(open_as: OpenAs) -> None:
    page = open_as("/staff/figures")
    table = page.get_by_role("table", name="Gemeente")
    expect(table).not_to_be_visible()

    page.get_by_text("Als tabel: Gemeente").click()

    expect(table.get_by_role("row", name="Urk < 5")).to_be_visible()


def test_on_paper_every_table_is_open(open_as: OpenAs) -> None:
    page = open_as("/staff/figures")

    page.emulate_media(media="print")

    expect(page.get_by_role("table", name="Gemeente")).to_be_visible()
    expect(page.locator(".figures-choice")).not_to_be_visible()


def test_a_file_is_kept(open_as: OpenAs) -> None:
    page = open_as("/staff/figures")

    with page.expect_download() as started:
        page.get_by_role("button", name="Bewaren als CSV").click()

    assert started.value.suggested_filename.endswith(".csv")


def test_the_log_is_looked_through_without_a_script(open_as: OpenAs) -> None:
    page = open_as("/staff/audit", java_script_enabled=False)

    page.get_by_label("Handeling").select_option("Meldde zich aan")
    page.get_by_role("button", name="Tonen").click()

    expect(page.get_by_role("row", name="Meldde zich aan")).to_have_count(1)
