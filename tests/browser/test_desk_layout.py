"""The desk on a laptop and on a phone: nothing sticks out, and axe finds nothing."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenConsole
from tests.browser.console_page import ConsolePage
from tests.browser.desk_cast import take, waiting, write
from tests.browser.site import Site
from tests.browser.test_accessibility import WCAG
from tests.cast import ACUTE, ScriptedEngine

pytestmark = pytest.mark.browser

PANES = ("lists", "chat", "side")
# Wider than the window, or wider than the pane in which it stands.
STICKS_OUT = """() => [
  document.documentElement,
  ...document.querySelectorAll("body, .panes > *, dialog[open], .scroller, .canned"),
].filter((box) => box.checkVisibility()
   && box.scrollWidth > Math.ceil(box.getBoundingClientRect().width))
 .map((box) => `${box.tagName}.${box.className}`)"""
SMALL = """() => [...document.querySelectorAll("button, a, input, textarea, summary")]
  .filter((element) => element.checkVisibility() && !element.closest(".sr-only, .skip"))
  .map((element) => [element.getBoundingClientRect(), element])
  .filter(([box]) => box.width > 0 && (box.height < 24 || box.width < 24))
  .map(([box, element]) => `${element.tagName} ${element.textContent.trim()} ${box.height}`)"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def busy(console: OpenConsole, site: Site, engine: ScriptedEngine) -> Callable[[str], ConsolePage]:
    """Ayla's console with a long chat, notes, a whisper, a colleague, and danger in the queue."""

    def open_busy(scheme: str = "light") -> ConsolePage:
        engine.report.update(
            narrative="Veel mensen in één schuur. " * 12,
            exploitation_form="labour",
            municipality="Noordoostpolder",
            when="Elke ochtend, heel vroeg, al een jaar of langer",
            minors="yes",
        )
        ayla = console("ayla", color_scheme=scheme, reduced_motion="reduce")
        bram, _ = site.add_operator("bram", "Bram van der Lange-Voorbeeldnaam")
        site.services.desk.set_available(bram, True)
        open_here = waiting(site, "x" * 300)
        take(ayla, open_here)
        site.services.desk.listen(open_here, bram)
        site.services.desk.whisper(open_here, bram, "y" * 200)
        site.services.desk.add_note(open_here, bram, "Een notitie. " * 20)
        theirs = waiting(site)
        site.services.desk.take(theirs, bram)
        waiting(site, ACUTE)
        other = waiting(site)
        take(ayla, other)
        ayla.open(open_here)
        write(site, other, "Bent u daar?")
        expect(ayla.find('.alarm[data-kind="danger"]')).to_be_visible()
        expect(ayla.find("#whispers")).to_contain_text("yyy")
        return ayla

    return open_busy


def expect_nothing_wrong(page: Page, where: str) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.response["passes"]
    wrong = [
        (rule["id"], [node["html"] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ]
    assert wrong == [], where + json.dumps(wrong, indent=1, ensure_ascii=False)


def go_to(console: ConsolePage, pane: str) -> None:
    console.find(f'[data-pane="{pane}"]').click()
    expect(console.find(f'[data-pane-of="{pane}"]')).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 320, "height": 568}])
def test_nothing_sticks_out(busy: Callable[[str], ConsolePage], size: dict[str, int]) -> None:
    ayla = busy("light")
    ayla.page.set_viewport_size(size)  # type: ignore[arg-type]
    if size == DESKTOP:
        assert ayla.page.evaluate(STICKS_OUT) == []
        assert ayla.page.evaluate(SMALL) == []
        for pane in PANES:
            expect(ayla.find(f'[data-pane-of="{pane}"]')).to_be_visible()
        return
    for pane in PANES:
        go_to(ayla, pane)
        assert (pane, ayla.page.evaluate(STICKS_OUT)) == (pane, [])
        assert (pane, ayla.page.evaluate(SMALL)) == (pane, [])
        hidden = [other for other in PANES if other != pane]
        for other in hidden:
            expect(ayla.find(f'[data-pane-of="{other}"]')).to_be_hidden()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_dialogs_fit(busy: Callable[[str], ConsolePage], size: dict[str, int]) -> None:
    ayla = busy("light")
    ayla.page.set_viewport_size(size)  # type: ignore[arg-type]
    for dialog, pane in (
        ("transfer-dialog", "chat"),
        ("close-dialog", "chat"),
        ("desk-dialog", "lists"),
        ("keys-dialog", "lists"),
    ):
        if size == PHONE:
            go_to(ayla, pane)
        ayla.find(f'[popovertarget="{dialog}"]').first.click()
        expect(ayla.find(f"#{dialog}")).to_be_visible()
        assert (dialog, ayla.page.evaluate(STICKS_OUT)) == (dialog, [])
        ayla.page.keyboard.press("Escape")


def test_on_a_phone_the_bar_tells_of_danger_and_leads_to_it(
    console: OpenConsole, site: Site
) -> None:
    ayla = console("ayla", viewport=PHONE, has_touch=True)
    take(ayla, waiting(site))
    waiting(site, ACUTE)
    expect(ayla.find("#lists-badge")).to_contain_text("Gevaar")
    go_to(ayla, "lists")
    ayla.press("Neem de volgende")
    expect(ayla.find("#danger-line")).to_contain_text("112")
    expect(ayla.find("#text")).to_be_in_viewport()


def test_axe_finds_nothing_on_a_laptop(
    busy: Callable[[str], ConsolePage], scheme: str, site: Site
) -> None:
    ayla = busy(scheme)
    expect_nothing_wrong(ayla.page, "with alarms")
    ayla.press("Test het geluid")
    expect_nothing_wrong(ayla.page, "while testing the sound")
    for dialog in ("transfer-dialog", "close-dialog", "desk-dialog", "keys-dialog"):
        ayla.find(f'[popovertarget="{dialog}"]').first.click()
        expect_nothing_wrong(ayla.page, dialog)
        ayla.page.keyboard.press("Escape")
    ayla.find("#text").press_sequentially("/")
    expect(ayla.page.get_by_role("option").first).to_be_visible()
    expect_nothing_wrong(ayla.page, "canned answers")
    ayla.page.keyboard.press("Escape")
    ayla.find(".colleague summary").click()
    ayla.find(".colleague .row-link").click()
    expect(ayla.find("#chat")).to_have_attribute("data-role", "other")
    expect_nothing_wrong(ayla.page, "a colleague's chat")
    ayla.press("Meelezen")
    expect(ayla.find("#whisper-text")).to_be_visible()
    expect_nothing_wrong(ayla.page, "reading along")
    ayla.page.evaluate("document.getElementById('inactive').hidden = false")
    site.stop()
    expect(ayla.notice).to_contain_text("Geen verbinding")
    expect_nothing_wrong(ayla.page, "without a connection")
    site.start()
    ayla.page.goto(f"{site.base}/staff/canned?edit=1")
    expect_nothing_wrong(ayla.page, "the page of canned answers")
    ayla.page.goto(f"{site.base}/staff/")
    expect_nothing_wrong(ayla.page, "no chat open")


def test_axe_finds_nothing_on_a_phone(busy: Callable[[str], ConsolePage], scheme: str) -> None:
    ayla = busy(scheme)
    ayla.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for pane in PANES:
        go_to(ayla, pane)
        expect_nothing_wrong(ayla.page, pane)
