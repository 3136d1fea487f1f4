"""The visitor's pages without JavaScript: every act is a form, and both numbers stay."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenTab
from tests.browser.site import Site
from tests.browser.test_visitor_layout import SMALL_TARGETS, expect_no_sideways_scrolling
from tests.cast import ASK_PERSON, BROKEN, WITH_BUTTONS

pytestmark = pytest.mark.browser


class PlainPage:
    """The chat as a browser without JavaScript shows it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def press_in_menu(self, label: str) -> None:
        self.page.locator("#menu summary").click()
        self.press(label)

    def write(self, text: str) -> None:
        self.page.get_by_label("Je bericht").fill(text)
        self.press("Stuur")

    def messages(self, text: str = "") -> Locator:
        return self.page.locator("#log .m").filter(has_text=text)

    def expect_help_in_sight(self) -> None:
        for name in ("Bel 112 bij gevaar", "Bel 088 2220 500", "Verlaat deze site"):
            expect(self.page.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)

    @property
    def conversation(self) -> str:
        return self.page.locator("#chat input[name=conversation]").input_value()


@pytest.fixture
def arrived(tab: OpenTab, site: Site) -> PlainPage:
    page = tab(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{site.base}/chat")
    return PlainPage(page)


@pytest.fixture
def plain(arrived: PlainPage) -> PlainPage:
    arrived.press("Begin de chat")
    expect(arrived.messages()).to_have_count(1)
    return arrived


@pytest.fixture
def addresses(arrived: PlainPage) -> Iterator[list[str]]:
    """All that the browser asks for during the test."""
    asked: list[str] = []
    arrived.page.on("request", lambda request: asked.append(request.url))
    yield asked
    assert asked


def open_desk(site: Site) -> int:
    operator, _ = site.add_operator("ayla", "Ayla Voorbeeld")
    site.services.desk.set_available(operator, True)
    return operator


def test_a_message_is_sent_and_answered(plain: PlainPage) -> None:
    plain.write("Ik zag iets vreemds")
    expect(plain.messages("2: Ik zag iets vreemds")).to_be_in_viewport()
    expect(plain.page.get_by_label("Je bericht")).to_have_value("")


def test_a_choice_is_made(plain: PlainPage) -> None:
    plain.write(WITH_BUTTONS)
    plain.press("Red")
    expect(plain.messages("/red")).to_be_visible()
    expect(plain.page.locator(".choices")).to_have_count(0)


def test_sending_the_same_page_again_stores_nothing_twice(plain: PlainPage, site: Site) -> None:
    plain.write("Eén keer graag")
    expect(plain.messages("2: Eén keer graag")).to_be_visible()
    plain.page.reload()
    expect(plain.messages("2: Eén keer graag")).to_be_visible()
    assert site.transcript(plain.conversation).count("Eén keer graag") == 1


def test_refreshing_shows_what_is_new_and_keeps_what_was_typed(
    plain: PlainPage, site: Site
) -> None:
    operator = open_desk(site)
    plain.write(ASK_PERSON)
    site.services.desk.take(plain.conversation, operator)
    site.services.desk.say(plain.conversation, operator, "een-id", "Goedemorgen, ik lees mee.")
    plain.page.get_by_label("Je bericht").fill("Nog niet af")
    plain.press("Ververs")
    expect(plain.messages("Goedemorgen, ik lees mee.")).to_be_visible()
    expect(plain.page.get_by_label("Je bericht")).to_have_value("Nog niet af")
    expect(plain.page.locator("#state")).to_have_text("Je praat met een medewerker")


def test_waiting_shows_the_place_and_can_be_stopped(plain: PlainPage, site: Site) -> None:
    open_desk(site)
    plain.write(ASK_PERSON)
    expect(plain.page.locator("#state")).to_contain_text("Je bent nummer 1")
    plain.press("Stop met wachten")
    expect(plain.page.locator("#state")).to_have_text("Je praat met een computer")
    plain.write("Ik ga verder met de computer")
    expect(plain.messages(": Ik ga verder met de computer")).to_be_visible()


def test_erasing_says_that_nothing_is_kept(plain: PlainPage, site: Site) -> None:
    plain.write("Dit moet weg")
    token = plain.page.locator("#chat input[name=token]").input_value()
    url = f"{site.base}/api/v1/conversations/{plain.conversation}/messages"
    plain.press_in_menu("Wis alles")
    expect(plain.page.get_by_role("heading")).to_have_text("Alles is gewist")
    expect(plain.page.locator("body")).not_to_contain_text("Dit moet weg")
    plain.expect_help_in_sight()
    found = plain.page.request.get(url, headers={"Authorization": f"Bearer {token}"})
    assert found.status == 404


def test_stopping_the_chat_closes_it(plain: PlainPage) -> None:
    plain.press_in_menu("Stop het gesprek")
    expect(plain.page.locator("#state")).to_have_text("Dit gesprek is gesloten")
    expect(plain.page.get_by_label("Je bericht")).to_be_hidden()
    plain.page.get_by_role("link", name="Nieuw gesprek").click()
    expect(plain.page.get_by_role("button", name="Begin de chat")).to_be_visible()


def test_the_way_out_is_a_link(plain: PlainPage, site: Site) -> None:
    plain.write("Dit mag niemand zien")
    plain.page.get_by_role("link", name="Verlaat deze site").click()
    plain.page.wait_for_url(f"{site.exit_url}/**")


def test_an_empty_message_is_answered_with_what_to_do(plain: PlainPage) -> None:
    plain.press("Stuur")
    expect(plain.page.locator("#trouble")).to_have_text("Typ eerst een bericht.")
    expect(plain.messages()).to_have_count(1)


def test_help_is_in_sight_on_every_page(arrived: PlainPage, site: Site) -> None:
    open_desk(site)
    arrived.expect_help_in_sight()
    arrived.press("Begin de chat")
    arrived.expect_help_in_sight()
    for number in range(6):
        arrived.write(f"Bericht nummer {number}")
    arrived.expect_help_in_sight()
    arrived.write(ASK_PERSON)
    arrived.expect_help_in_sight()
    arrived.press_in_menu("Stop het gesprek")
    arrived.expect_help_in_sight()


def test_both_numbers_are_read_when_the_assistant_breaks_down(plain: PlainPage) -> None:
    plain.write(BROKEN)
    answer = plain.messages("Er gaat iets mis")
    expect(answer.locator('a[href="tel:112"]')).to_be_visible()
    expect(answer.locator('a[href="tel:0882220500"]')).to_be_visible()


def test_a_conversation_that_is_gone_leads_to_a_page_with_both_numbers(
    plain: PlainPage, site: Site
) -> None:
    site.services.conversations.erase(plain.conversation)
    plain.write("Is daar iemand")
    plain.expect_help_in_sight()
    plain.page.get_by_role("link", name=re.compile("Naar de chat")).click()
    expect(plain.page.get_by_role("button", name="Begin de chat")).to_be_visible()


def test_the_secret_never_stands_in_an_address(
    arrived: PlainPage, addresses: list[str], site: Site
) -> None:
    arrived.press("Begin de chat")
    token = arrived.page.locator("#chat input[name=token]").input_value()
    arrived.write("Geheime woorden")
    arrived.press("Ververs")
    arrived.press_in_menu("Wis alles")
    assert token
    assert [url for url in addresses if token in url or "woorden" in url] == []
    assert [url for url in addresses if not url.startswith(f"{site.base}/")] == []
    assert arrived.page.context.cookies() == []


def test_everything_fits_a_narrow_screen(plain: PlainPage) -> None:
    plain.page.set_viewport_size({"width": 320, "height": 568})
    plain.write(WITH_BUTTONS)
    expect(plain.page.get_by_role("button", name="Red")).to_be_visible()
    plain.page.wait_for_load_state()
    expect_no_sideways_scrolling(plain.page)
    assert plain.page.evaluate(SMALL_TARGETS) == []
