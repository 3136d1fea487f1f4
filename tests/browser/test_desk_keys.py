"""The desk by keyboard: shortcuts, canned answers, dialogs and where the focus goes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenConsole
from tests.browser.console_page import ConsolePage
from tests.browser.desk_cast import take, texts_from_staff, waiting
from tests.browser.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def ayla(console: OpenConsole) -> ConsolePage:
    return console()


@pytest.fixture
def talk(ayla: ConsolePage, site: Site) -> str:
    """A conversation that Ayla handles, with the text field in focus."""
    conversation = waiting(site)
    take(ayla, conversation)
    return conversation


def opened(ayla: ConsolePage, conversation: str) -> None:
    expect(ayla.find("#chat")).to_have_attribute("data-conversation", conversation)


def test_from_the_queue_to_the_end_without_a_mouse(ayla: ConsolePage, site: Site) -> None:
    conversation = waiting(site)
    expect(ayla.rows).to_have_count(1)
    keys = ayla.page.keyboard
    keys.press("n")
    expect(ayla.find("#text")).to_be_focused()
    opened(ayla, conversation)
    keys.type("Goedemorgen")
    keys.press("Enter")
    expect(ayla.messages("Goedemorgen")).to_have_count(1)
    keys.press("Escape")
    keys.press("i")
    expect(ayla.find("#note-text")).to_be_focused()
    keys.press("Escape")
    keys.press("b")
    expect(ayla.find("#text")).to_be_focused()
    keys.press("Escape")
    keys.press("a")
    expect(ayla.find("#close-dialog")).to_be_visible()
    keys.press("Enter")
    expect(ayla.find("#chat-owner")).to_have_text("Dit gesprek is afgesloten.")
    expect(ayla.find("#chat")).to_be_focused()


def test_chats_are_switched_by_number_and_by_arrow(
    ayla: ConsolePage, talk: str, site: Site
) -> None:
    site.clock.advance(seconds=1)
    second = waiting(site)
    take(ayla, second)
    keys = ayla.page.keyboard
    keys.press("Escape")
    keys.press("1")
    opened(ayla, talk)
    keys.press("2")
    opened(ayla, second)
    ayla.find("#text").fill("Nog niet af")
    keys.press("Alt+ArrowUp")
    opened(ayla, talk)
    expect(ayla.find("#text")).to_be_focused()
    expect(ayla.find("#text")).to_have_value("")
    keys.press("Alt+ArrowDown")
    expect(ayla.find("#text")).to_have_value("Nog niet af")


def test_a_letter_that_is_typed_is_a_letter(ayla: ConsolePage, talk: str) -> None:
    ayla.page.keyboard.type("nasd?1i")

    expect(ayla.find("#text")).to_have_value("nasd?1i")
    expect(ayla.page.locator("dialog[open]")).to_have_count(0)
    expect(ayla.page.get_by_role("switch")).to_have_attribute("aria-checked", "true")


def test_the_keys_are_listed_and_letters_can_be_turned_off(ayla: ConsolePage) -> None:
    ayla.page.keyboard.press("?")
    expect(ayla.page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    ayla.page.get_by_label("Losse letters gebruiken").uncheck()
    ayla.page.keyboard.press("Escape")
    ayla.page.keyboard.press("s")
    expect(ayla.page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    expect(ayla.find("#take-next .key")).to_be_hidden()
    ayla.page.reload()
    ayla.page.get_by_role("button", name="Toetsen").click()
    ayla.page.get_by_label("Losse letters gebruiken").check()
    ayla.page.keyboard.press("Escape")
    ayla.page.keyboard.press("s")
    expect(ayla.page.get_by_role("switch")).to_have_attribute("aria-checked", "false")


@pytest.mark.parametrize("dialog", ["transfer-dialog", "close-dialog", "desk-dialog"])
def test_a_dialog_keeps_the_focus_and_gives_it_back(
    ayla: ConsolePage, talk: str, dialog: str
) -> None:
    button = ayla.find(f'[popovertarget="{dialog}"]').first
    button.focus()
    ayla.page.keyboard.press("Enter")
    expect(ayla.find(f"#{dialog}")).to_be_visible()
    for _ in range(14):
        ayla.page.keyboard.press("Tab")
        inside = "id => !document.activeElement || document.activeElement === document.body"
        inside += " || document.getElementById(id).contains(document.activeElement)"
        assert ayla.page.evaluate(inside, dialog)
    ayla.page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_slash_finds_an_answer_and_enter_puts_it_in_the_text(
    ayla: ConsolePage, talk: str, site: Site
) -> None:
    keys = ayla.page.keyboard
    keys.type("Dag. /")
    finder = ayla.page.get_by_role("combobox", name="Zoek een vast antwoord")
    expect(finder).to_be_focused()
    expect(ayla.page.get_by_role("option").first).to_be_visible()
    keys.type("bell")
    expect(ayla.page.get_by_role("option").first).to_contain_text("/bellen")
    keys.press("Enter")
    expect(ayla.find("#text")).to_be_focused()
    expect(ayla.find("#text")).to_have_value(
        "Dag. Wil je liever bellen? Dat kan op 088 2220 500, 24 uur per dag, 7 dagen per week."
    )
    keys.press("Enter")
    expect(ayla.find("#messages [data-pending]")).to_have_count(0)
    assert texts_from_staff(site, talk)[-1].startswith("Dag. Wil je liever bellen?")


def test_arrows_walk_through_the_answers_and_tell_which_is_meant(
    ayla: ConsolePage, talk: str
) -> None:
    keys = ayla.page.keyboard
    keys.type("/")
    options = ayla.page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    finder = ayla.find("#canned-filter")
    expect(finder).to_have_attribute("aria-activedescendant", "canned-0")
    keys.press("ArrowDown")
    expect(finder).to_have_attribute("aria-activedescendant", "canned-1")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    keys.type("dit staat er niet")
    expect(ayla.find("#canned-count")).to_have_text("Geen vast antwoord gevonden.")
    keys.press("Escape")
    expect(ayla.find("#canned")).to_be_hidden()
    expect(ayla.find("#text")).to_be_focused()
    expect(ayla.find("#text")).to_have_value("")


def test_a_slash_within_a_word_or_after_a_slash_is_a_slash(ayla: ConsolePage, talk: str) -> None:
    ayla.page.keyboard.type("en/of ")
    expect(ayla.find("#canned")).to_be_hidden()
    ayla.page.keyboard.type("//")
    expect(ayla.find("#text")).to_have_value("en/of /")
    expect(ayla.find("#text")).to_be_focused()


def test_an_answer_that_was_just_added_can_be_used(
    ayla: ConsolePage, talk: str, site: Site
) -> None:
    ayla.page.goto(f"{site.base}/staff/canned")
    ayla.page.get_by_label("Korte naam").fill("proef")
    ayla.page.get_by_label("Titel").fill("Een proef")
    ayla.page.get_by_label("Tekst", exact=True).fill("Groet van {operator}.")
    ayla.press("Voeg toe")
    expect(ayla.page.get_by_role("status")).to_have_text("Het antwoord is bewaard.")
    ayla.page.goto(f"{site.base}/staff/conversations/{talk}")
    expect(ayla.find("#connection")).to_have_attribute("data-status", "live")
    ayla.find("#text").press_sequentially("/proef")
    expect(ayla.page.get_by_role("option")).to_have_count(1)
    ayla.page.keyboard.press("Enter")
    expect(ayla.find("#text")).to_have_value("Groet van Ayla.")
