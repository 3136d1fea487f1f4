"""axe on every page and state, light and dark: WCAG 2.2 level A and AA."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import DESKTOP, PHONE, OpenConsole, OpenTab
from tests.browser.site import Site
from tests.browser.test_widget import Website
from tests.cast import ACUTE, ASK_PERSON, WITH_BUTTONS, ScriptedEngine

pytestmark = pytest.mark.browser

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
Opener = Callable[[], Page]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The colours that the visitor or operator prefers."""
    chosen: str = request.param
    return chosen


@pytest.fixture(params=[PHONE, DESKTOP], ids=["360x640", "1280x800"])
def open_page(request: pytest.FixtureRequest, tab: OpenTab, scheme: str) -> Opener:
    """Opens a tab in those colours, in a small and in a large window."""
    return lambda: tab(viewport=request.param, color_scheme=scheme, reduced_motion="reduce")


def expect_no_violation(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.response["passes"]
    # What axe leaves to people is checked too, except what it cannot measure.
    violations = [
        (rule["id"], [node["html"] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ]
    assert violations == [], json.dumps(violations, indent=1, ensure_ascii=False)


def test_the_way_in(open_page: Opener, site: Site) -> None:
    chat = ChatPage(open_page(), site.base).arrive()
    expect_no_violation(chat.page)


def test_a_chat_with_messages_and_choices(open_page: Opener, site: Site) -> None:
    chat = ChatPage(open_page(), site.base).arrive().begin()
    chat.say("Bel ik 112 of 088 2220 500?")
    chat.say(ACUTE)
    chat.say(WITH_BUTTONS)
    expect(chat.find(".choices")).to_have_count(1)
    chat.find("#menu summary").click()
    expect_no_violation(chat.page)


def test_a_chat_with_trouble(open_page: Opener, site: Site) -> None:
    chat = ChatPage(open_page(), site.base).arrive().begin()
    site.stop()
    chat.write("Kan iemand mij horen")
    expect(chat.find("#log .notice")).to_be_visible()
    expect_no_violation(chat.page)


def test_waiting_and_then_a_person(open_page: Opener, site: Site, console: OpenConsole) -> None:
    ayla = console()
    chat = ChatPage(open_page(), site.base).arrive().begin()
    chat.write(ASK_PERSON)
    expect(chat.state).to_contain_text("Je bent nummer 1")
    expect_no_violation(chat.page)
    ayla.take_first()
    ayla.write("Goedemorgen")
    expect(chat.messages("Goedemorgen", "staff")).to_be_visible()
    expect_no_violation(chat.page)
    ayla.close_chat()
    expect(chat.state).to_have_text("Dit gesprek is gesloten")
    expect_no_violation(chat.page)


def test_the_page_after_erasing(tab: OpenTab, site: Site, scheme: str) -> None:
    page = tab(color_scheme=scheme)
    # axe needs JavaScript; without its program the page is the one of plain forms.
    page.route("**/chat.js", lambda route: route.abort())
    page.goto(f"{site.base}/chat")
    page.get_by_role("button", name="Begin de chat").click()
    page.locator("#menu summary").click()
    page.get_by_role("button", name="Wis alles").click()
    expect(page.get_by_role("heading")).to_have_text("Alles is gewist")
    expect_no_violation(page)


def test_the_example_page_with_the_panel(open_page: Opener, site: Site) -> None:
    website = Website(open_page(), site.base).arrive()
    expect_no_violation(website.page)
    website.opener.click()
    website.chat.begin()
    expect_no_violation(website.page)


def test_signing_in(open_page: Opener, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.base}/staff/")
    expect_no_violation(page)
    page.get_by_label("Gebruikersnaam").fill("niemand")
    page.get_by_label("Wachtwoord").fill("klopt niet")
    page.get_by_label("Code uit je").fill("000000")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect_no_violation(page)


def test_the_console_with_a_queue_and_an_open_chat(
    tab: OpenTab, console: OpenConsole, site: Site, scheme: str, engine: ScriptedEngine
) -> None:
    engine.report.update(narrative="Veel mensen in één schuur.", minors="unknown")
    ayla = console(color_scheme=scheme, reduced_motion="reduce")
    chats = [ChatPage(tab(), site.base).arrive().begin() for _ in range(2)]
    for chat in chats:
        chat.write(ASK_PERSON)
        expect(chat.state).to_contain_text("Je wacht op een medewerker")
    expect(ayla.rows).to_have_count(2)
    expect_no_violation(ayla.page)
    ayla.take_first()
    chats[0].say(ACUTE)
    expect(ayla.find(".alarm[data-kind=danger]")).to_be_visible()
    expect_no_violation(ayla.page)
