"""How the visitor's pages look and sound: sizes, the two numbers, themes, a screen reader."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.site import Site
from tests.cast import ASK_PERSON, WITH_BUTTONS

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 568}
# A phone with its keyboard open leaves about this much.
ABOVE_KEYBOARD = {"width": 360, "height": 300}

# Links inside a sentence may be as small as the words around them.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, textarea, input, summary")]
  .filter((node) => node.checkVisibility() && !node.closest(".text, .quiet, .skip"))
  .map((node) => [node.textContent || node.id, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""

STICKS_OUT = """() => [...document.body.querySelectorAll("*")]
  .filter((node) => node.checkVisibility() && !node.closest(".skip, .who, label"))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5
    || node.getBoundingClientRect().left < -0.5)
  .map((node) => node.outerHTML.slice(0, 80))"""

WATCH_LOG = """() => {
  window.added = [];
  new MutationObserver((changes) => changes.forEach((change) => window.added.push(
    ...[...change.addedNodes].map((node) => node.textContent))))
    .observe(document.getElementById("log"), { childList: true, subtree: true });
}"""


def expect_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW, ABOVE_KEYBOARD])
def test_both_numbers_and_the_way_out_are_in_sight_at_every_moment(
    tab: OpenTab, site: Site, size: dict[str, int]
) -> None:
    chat = ChatPage(tab(viewport=size), site.base).arrive()
    chat.expect_help_in_sight()
    chat.begin()
    chat.expect_help_in_sight()
    for number in range(10):
        chat.say(f"Bericht nummer {number}")
    expect(chat.messages()).to_have_count(21)
    chat.expect_help_in_sight()
    chat.log.evaluate("(log) => log.scrollTo(0, 0)")
    chat.expect_help_in_sight()
    chat.input.focus()
    chat.input.fill("Een lang bericht.\n" * 12)
    chat.expect_help_in_sight()
    chat.find("#menu summary").click()
    chat.expect_help_in_sight()


def test_the_field_and_its_button_stay_in_sight_above_the_keyboard(
    tab: OpenTab, site: Site
) -> None:
    page = tab(viewport=PHONE, has_touch=True, is_mobile=True)
    chat = ChatPage(page, site.base).arrive().begin()
    for number in range(6):
        chat.say(f"Bericht nummer {number}")
    page.set_viewport_size(ABOVE_KEYBOARD)
    expect(chat.input).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Stuur")).to_be_in_viewport(ratio=1)
    expect(chat.messages(": Bericht nummer 5", "bot")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW])
def test_everything_to_press_is_large_enough(
    tab: OpenTab, site: Site, size: dict[str, int]
) -> None:
    chat = ChatPage(tab(viewport=size), site.base).arrive()
    assert chat.page.evaluate(SMALL_TARGETS) == []
    chat.begin()
    chat.say(WITH_BUTTONS)
    chat.find("#menu summary").click()
    assert chat.page.evaluate(SMALL_TARGETS) == []


def test_a_narrow_screen_needs_no_sideways_scrolling(tab: OpenTab, site: Site) -> None:
    chat = ChatPage(tab(viewport=NARROW), site.base).arrive()
    expect_no_sideways_scrolling(chat.page)
    chat.begin()
    chat.say("Een lang woord: " + "mensenhandelmeldpunt" * 5)
    chat.say(WITH_BUTTONS)
    chat.find("#menu summary").click()
    expect_no_sideways_scrolling(chat.page)


def test_the_waiting_line_fits_a_narrow_screen(tab: OpenTab, site: Site) -> None:
    operator, _ = site.add_operator("ayla", "Ayla Voorbeeld")
    site.services.desk.set_available(operator, True)
    chat = ChatPage(tab(viewport=NARROW), site.base).arrive().begin()
    chat.write(ASK_PERSON)
    expect(chat.state).to_contain_text("Je bent nummer 1")
    expect_no_sideways_scrolling(chat.page)
    assert chat.page.evaluate(SMALL_TARGETS) == []


def test_text_of_double_size_needs_no_sideways_scrolling(tab: OpenTab, site: Site) -> None:
    chat = ChatPage(tab(viewport={"width": 640, "height": 900}), site.base).arrive().begin()
    chat.page.evaluate("document.documentElement.style.fontSize = '32px'")
    chat.say(WITH_BUTTONS)
    expect_no_sideways_scrolling(chat.page)
    chat.expect_help_in_sight()


def test_the_log_announces_additions_only(chat: ChatPage) -> None:
    expect(chat.log).to_have_role("log")
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.log).to_have_attribute("aria-relevant", "additions")
    first = chat.messages().first
    first.evaluate("(node) => { node.remembered = true; }")
    for number in range(3):
        chat.say(f"Bericht nummer {number}")
    assert first.evaluate("(node) => node.remembered") is True


def test_each_message_is_added_once(chat: ChatPage) -> None:
    chat.page.evaluate(WATCH_LOG)
    chat.say("Een bericht dat je hoort")
    expect(chat.messages(": Een bericht dat je hoort", "bot")).to_be_visible()
    heard = [text for text in chat.page.evaluate("window.added") if "dat je hoort" in text]
    assert len(heard) == 2


def test_a_reload_does_not_announce_the_whole_chat_again(chat: ChatPage) -> None:
    chat.say("Een oud bericht")
    chat.page.route("**/messages?after=*", lambda route: None)
    chat.page.reload()
    expect(chat.log).to_have_attribute("aria-live", "off")
    chat.page.unroute_all()
    chat.page.reload()
    expect(chat.messages("Een oud bericht", "visitor")).to_be_visible()
    expect(chat.log).to_have_attribute("aria-live", "polite")


def test_the_keyboard_reaches_everything_in_order(tab: OpenTab, site: Site) -> None:
    chat = ChatPage(tab(), site.base).arrive()
    reached = []
    for _ in range(4):
        chat.page.keyboard.press("Tab")
        reached.append(chat.page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[0].startswith("112")
    assert reached[1].endswith("088 2220 500")
    assert reached[2:] == ["Verlaat deze site", "Begin de chat"]
    chat.page.keyboard.press("Enter")
    expect(chat.input).to_be_focused()


def test_where_the_keyboard_is_can_be_seen(chat: ChatPage) -> None:
    for part in ("nav .urgent", "nav .exit", "#menu summary", "#log", "#text", ".choices button"):
        chat.find(part).focus()
        chat.page.keyboard.press("Shift+Tab")
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate("document.activeElement.matches(':focus-visible')")
        assert (
            chat.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        )


def test_dark_mode_is_dark(tab: OpenTab, site: Site) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        chat = ChatPage(tab(color_scheme=scheme), site.base).arrive().begin()
        colours[scheme] = [
            chat.page.evaluate(f"getComputedStyle(document.body).{what}")
            for what in ("backgroundColor", "color")
        ]
    paper, ink = "rgb(244, 246, 243)", "rgb(231, 238, 236)"
    assert colours["light"][0] == paper
    assert colours["dark"][1] == ink
    assert colours["dark"][0] != paper


@pytest.mark.parametrize(("motion", "moving"), [("reduce", 0), ("no-preference", 3)])
def test_nothing_moves_for_who_asked_for_that(
    tab: OpenTab, site: Site, motion: str, moving: int
) -> None:
    chat = ChatPage(tab(reduced_motion=motion), site.base).arrive().begin()
    shown = "(line) => { line.hidden = false; return document.getAnimations().length; }"
    assert chat.typing.evaluate(shown) == moving
