"""The chat on a website: a button, a panel, and the chat in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.site import Site
from tests.cast import ScriptedEngine
from tests.served import free_port

pytestmark = pytest.mark.browser

# The widget closes its shadow root to the website; a test has to look inside.
OPEN_SHADOW = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: "open" });
  };
})();"""


class Website:
    """A page with the widget on it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        page.add_init_script(OPEN_SHADOW)

    def arrive(self) -> "Website":
        self.page.goto(f"{self.base}/example")
        expect(self.opener).to_be_visible()
        return self

    @property
    def opener(self) -> Locator:
        return self.page.get_by_role("button", name="Chat met ons")

    @property
    def closer(self) -> Locator:
        return self.page.get_by_role("button", name="Sluit de chat")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def chat(self) -> ChatPage:
        return ChatPage(self.page, self.base, self.page.frame_locator("iframe"))


@pytest.fixture
def website(tab: OpenTab, site: Site) -> Website:
    return Website(tab(), site.base).arrive()


def test_the_button_opens_the_panel_with_the_chat(website: Website) -> None:
    expect(website.panel).to_be_hidden()
    website.opener.click()
    expect(website.panel).to_be_visible()
    expect(website.opener).to_be_hidden()
    expect(website.chat.find("#start button")).to_be_visible()


def test_nothing_of_the_chat_is_loaded_before_it_is_opened(tab: OpenTab, site: Site) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    Website(page, site.base).arrive()
    page.wait_for_load_state("networkidle")
    assert f"{site.base}/chat" not in asked


def test_the_chat_works_inside_the_panel(website: Website) -> None:
    website.opener.click()
    chat = website.chat.begin()
    chat.say("Vanaf de website")
    expect(chat.messages("2: Vanaf de website", "bot")).to_be_visible()


def test_the_keyboard_alone_opens_uses_and_closes_the_chat(website: Website) -> None:
    keyboard = website.page.keyboard
    website.page.locator("pre").focus()
    keyboard.press("Tab")
    expect(website.opener).to_be_focused()
    keyboard.press("Enter")
    expect(website.closer).to_be_focused()
    button = website.chat.find("#start button")
    expect(button).to_be_visible()
    for _ in range(8):
        keyboard.press("Tab")
        if button.evaluate("(node) => node === document.activeElement"):
            break
    expect(button).to_be_focused()
    keyboard.press("Enter")
    expect(website.chat.input).to_be_focused()
    keyboard.type("Met het toetsenbord")
    keyboard.press("Enter")
    expect(website.chat.messages("2: Met het toetsenbord", "bot")).to_be_visible()
    website.closer.focus()
    keyboard.press("Enter")
    expect(website.panel).to_be_hidden()
    expect(website.opener).to_be_focused()


def test_closing_and_opening_keeps_the_chat(website: Website) -> None:
    website.opener.click()
    website.chat.begin().say("Ik ben zo terug")
    website.closer.click()
    website.opener.click()
    expect(website.chat.messages("2: Ik ben zo terug", "bot")).to_be_visible()


def test_another_page_of_the_website_keeps_the_chat(website: Website) -> None:
    website.opener.click()
    website.chat.begin().say("Ik blader verder")
    website.page.reload()
    website.opener.click()
    expect(website.chat.messages("2: Ik blader verder", "bot")).to_be_visible()


def test_on_a_phone_the_panel_fills_the_screen(tab: OpenTab, site: Site) -> None:
    page = tab(viewport=PHONE, has_touch=True, is_mobile=True)
    website = Website(page, site.base).arrive()
    website.opener.click()
    chat = website.chat.begin()
    assert website.panel.bounding_box() == {"x": 0, "y": 0, **PHONE}
    expect(chat.input).to_be_in_viewport(ratio=1)
    for number in ("112", "0882220500"):
        expect(chat.find(f'nav a[href="tel:{number}"]')).to_be_in_viewport(ratio=1)


def test_at_a_computer_the_website_stays_in_sight(website: Website) -> None:
    website.opener.click()
    box = website.panel.bounding_box()
    assert box is not None
    assert box["width"] <= 420
    assert box["x"] + box["width"] <= DESKTOP["width"]
    assert box["y"] >= 0


def test_leaving_inside_the_panel_leaves_the_website(website: Website, site: Site) -> None:
    website.opener.click()
    website.chat.begin().say("Dit mag niemand zien")
    website.chat.find("#exit").click()
    website.page.wait_for_url(f"{site.exit_url}/**")


def test_shift_three_times_on_the_website_leaves_and_wipes(website: Website, site: Site) -> None:
    website.opener.click()
    website.chat.begin().say("Dit mag niemand zien")
    website.closer.focus()
    for _ in range(3):
        website.page.keyboard.press("Shift")
    website.page.wait_for_url(f"{site.exit_url}/**")
    website.arrive()
    website.opener.click()
    expect(website.chat.find("#start button")).to_be_visible()


def test_numbers_are_in_the_panel_when_the_chat_does_not_come(website: Website, site: Site) -> None:
    site.stop()
    website.opener.click()
    for number in ("112", "0882220500"):
        expect(website.panel.locator(f'a[href="tel:{number}"]')).to_be_visible()


def test_nothing_is_asked_of_anybody_else_and_nobody_complains(tab: OpenTab, site: Site) -> None:
    page = tab()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    website = Website(page, site.base).arrive()
    website.opener.click()
    website.chat.begin().say("Vanaf de website")
    assert [url for url in asked if not url.startswith(f"{site.base}/")] == []
    assert complaints == []
    assert page.context.cookies() == []


class TestOnAnotherOrigin:
    """A website elsewhere: only those in WIDGET_ORIGINS may show the chat."""

    @pytest.fixture
    def elsewhere(self) -> str:
        return f"http://127.0.0.1:{free_port()}"

    @pytest.fixture
    def site(self, tmp_path: Path, engine: ScriptedEngine, elsewhere: str) -> Iterator[Site]:
        site = Site(tmp_path, engine, widget_origins=elsewhere)
        site.start()
        yield site
        site.stop()

    def show_widget(self, page: Page, origin: str, site: Site) -> Website:
        html = f'<h1>Elders</h1><script src="{site.base}/widget.js" defer></script>'
        page.route(f"{origin}/**", lambda route: route.fulfill(content_type="text/html", body=html))
        website = Website(page, site.base)
        page.goto(f"{origin}/hulp")
        website.opener.click()
        return website

    def test_a_website_on_the_list_shows_the_chat(
        self, tab: OpenTab, site: Site, elsewhere: str
    ) -> None:
        website = self.show_widget(tab(), elsewhere, site)
        website.chat.begin().say("Vanaf een andere website")
        expect(website.chat.messages("2: Vanaf een andere website", "bot")).to_be_visible()

    def test_leaving_takes_that_website_along(
        self, tab: OpenTab, site: Site, elsewhere: str
    ) -> None:
        website = self.show_widget(tab(), elsewhere, site)
        website.chat.begin().find("#exit").click()
        website.page.wait_for_url(f"{site.exit_url}/**")

    def test_a_website_that_is_not_on_the_list_shows_the_numbers_only(
        self, tab: OpenTab, site: Site
    ) -> None:
        website = self.show_widget(tab(), f"http://127.0.0.1:{free_port()}", site)
        expect(website.panel.locator('a[href="tel:112"]')).to_be_visible()
        expect(website.chat.find("#start")).to_have_count(0)
