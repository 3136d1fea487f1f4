"""What asks for attention: sound, notifications, alarms, the warning before the switch goes off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenConsole, OpenTab
from tests.browser.console_page import ConsolePage
from tests.browser.desk_cast import take, waiting, write
from tests.browser.site import Site
from tests.cast import ACUTE, ASK_PERSON

pytestmark = pytest.mark.browser

# Keeps what the browser would show, and makes the page look away.
NOTIFICATIONS = """
window.shown = [];
window.Notification = class extends EventTarget {
  static permission = "default";
  static async requestPermission() { return (Notification.permission = "granted"); }
  constructor(title, options) { super(); window.shown.push({ title, ...options }); }
  close() {}
};
document.hasFocus = () => false;
"""


@pytest.fixture
def ayla(console: OpenConsole) -> ConsolePage:
    return console("ayla")


def shown(page: Page) -> list[dict[str, str]]:
    notifications: list[dict[str, str]] = page.evaluate("window.shown")
    return notifications


def tones(page: Page) -> int:
    return int(page.evaluate("Number(document.body.dataset.tone ?? 0)"))


def sit_still(site: Site, console: ConsolePage, minutes: int) -> None:
    """The console stays open, and nothing is done in it."""
    for _ in range(minutes):
        site.clock.advance(minutes=1)
        for one in site.services.desk.colleagues():
            site.services.desk.heartbeat(one.operator_id)
    site.tick()


def test_a_shift_begins_with_a_tone_that_is_heard(ayla: ConsolePage) -> None:
    start = ayla.find("#start")
    ayla.press("Test het geluid")
    expect(start).to_contain_text("Hoorde je twee tonen?")
    expect(ayla.find("body")).to_have_attribute("data-tone", "2")
    ayla.press("Nee")
    expect(start).to_contain_text("Zet het volume")
    ayla.press("Test het geluid")
    ayla.press("Ja, ik hoor het")
    expect(ayla.find("#sound")).to_have_text("Geluid staat aan")
    ayla.page.reload()
    expect(ayla.find("#sound")).to_have_text("Geluid staat aan")
    expect(ayla.find("#start-sound")).to_be_hidden()


def test_who_puts_the_test_off_is_not_asked_again(ayla: ConsolePage) -> None:
    ayla.press("Nu niet")
    expect(ayla.find("#start")).to_be_hidden()
    ayla.page.reload()
    expect(ayla.find("#connection")).to_have_attribute("data-status", "live")
    expect(ayla.find("#start")).to_be_hidden()
    expect(ayla.find("#sound")).to_have_text("Geluid staat uit")


def test_somebody_who_waits_is_heard_and_seen_in_the_title(ayla: ConsolePage, site: Site) -> None:
    ayla.press("Test het geluid")
    ayla.press("Ja, ik hoor het")
    before = tones(ayla.page)
    conversation = waiting(site)
    expect(ayla.find('.alarm[data-kind="waiting"]')).to_be_visible()
    expect(ayla.page).to_have_title("(1) Medewerkersconsole")
    assert tones(ayla.page) == before + 2
    site.services.conversations.stop_waiting(conversation)
    expect(ayla.find('.alarm[data-kind="waiting"]')).to_have_count(0)
    expect(ayla.page).to_have_title("Medewerkersconsole")


def test_who_is_not_available_is_left_in_peace_by_the_queue(
    console: OpenConsole, ayla: ConsolePage, site: Site
) -> None:
    bram = console("bram", on_duty=False)
    waiting(site)
    expect(bram.rows).to_have_count(1)
    expect(ayla.find('.alarm[data-kind="waiting"]')).to_be_visible()
    expect(bram.find(".alarm")).to_have_count(0)


def test_a_notification_tells_what_happens_and_never_what_was_written(
    console: OpenConsole, tab: OpenTab, site: Site
) -> None:
    page = tab()
    page.add_init_script(NOTIFICATIONS)
    _, secret = site.add_operator("ayla", "Ayla Voorbeeld")
    ayla = ConsolePage(page, site, "ayla", secret).sign_in().come_on_duty()
    ayla.press("Zet meldingen aan")
    expect(ayla.find("#start-line")).to_contain_text("Meldingen aan")
    conversation = waiting(site, "Mijn geheime verhaal uit Voorbeelddorp")
    expect(ayla.find('.alarm[data-kind="waiting"]')).to_be_visible()
    write(site, conversation, ACUTE)
    expect(ayla.find('.alarm[data-kind="danger"]')).to_be_visible()
    bodies = [notification["body"] for notification in shown(page)]
    assert bodies[0] == "Er wacht een bezoeker."
    assert set(bodies[1:]) == {"Gevaar in een gesprek. Open de console."}
    assert {notification["title"] for notification in shown(page)} == {"Medewerkersconsole"}


def test_danger_in_the_queue_is_told_by_colour_icon_and_word(ayla: ConsolePage, site: Site) -> None:
    waiting(site)
    site.clock.advance(seconds=1)
    in_danger = waiting(site, ACUTE)
    first = ayla.rows.first
    expect(first).to_have_attribute("data-conversation", in_danger)
    expect(first.locator(".flag")).to_have_text(re.compile("Gevaar"))
    expect(first.locator(".flag svg")).to_be_visible()
    red = "element => getComputedStyle(element).backgroundColor"
    assert first.locator(".flag").evaluate(red) == "rgb(179, 18, 29)"


def test_an_empty_desk_in_open_hours_is_an_alarm_for_who_is_there(
    console: OpenConsole, ayla: ConsolePage
) -> None:
    bram = console("bram", on_duty=False)
    ayla.page.get_by_role("switch").click()
    alarm = bram.find('.alarm[data-kind="empty"]')
    expect(alarm).to_contain_text("niemand is beschikbaar")
    bram.come_on_duty()
    expect(alarm).to_have_count(0)
    expect(ayla.find('.alarm[data-kind="empty"]')).to_have_count(0)


def test_who_does_nothing_is_warned_and_can_stay(ayla: ConsolePage, site: Site) -> None:
    sit_still(site, ayla, 12)
    expect(ayla.find("#inactive-line")).to_have_text(re.compile(r"Over [23]:\d\d sta je"))
    ayla.press("Ik ben er")
    expect(ayla.find("#inactive")).to_be_hidden()
    expect(ayla.notice).to_have_text("Goed, je blijft beschikbaar.")
    sit_still(site, ayla, 10)
    expect(ayla.page.get_by_role("switch")).to_have_attribute("aria-checked", "true")


def test_who_stays_away_is_switched_off_and_reads_why(ayla: ConsolePage, site: Site) -> None:
    sit_still(site, ayla, 12)
    expect(ayla.find("#inactive")).to_be_visible()
    sit_still(site, ayla, 4)
    expect(ayla.page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    expect(ayla.find("#presence-text")).to_contain_text("omdat je een tijd niets deed")
    expect(ayla.find("#inactive")).to_be_hidden()
    ayla.come_on_duty()
    expect(ayla.find("#presence-text")).to_have_text(re.compile("^Je bent beschikbaar"))


def test_typing_counts_as_being_there(ayla: ConsolePage, site: Site) -> None:
    sit_still(site, ayla, 12)
    expect(ayla.find("#inactive")).to_be_visible()
    ayla.page.keyboard.press("Shift")
    expect(ayla.find("#inactive")).to_be_hidden()


def test_the_desk_is_kept_open_longer_and_visitors_get_in(
    ayla: ConsolePage, tab: OpenTab, site: Site
) -> None:
    ayla.press("Openen of sluiten…")
    ayla.find("#open-until").fill("18.30")
    ayla.find("#open-reason").fill("Uitzending op de radio")
    ayla.press("Open de chat tot deze tijd")
    expect(ayla.find("#desk")).to_contain_text("Open tot 18.30 uur")
    expect(ayla.find("#desk")).to_contain_text("“Uitzending op de radio”")
    # 17.15 uur; nobody was away meanwhile.
    for _ in range(25):
        site.clock.advance(minutes=15)
        for one in site.services.desk.colleagues():
            site.services.desk.active(one.operator_id)
            site.services.desk.heartbeat(one.operator_id)
    chat = ChatPage(tab(), site.base).arrive().begin()
    chat.write(ASK_PERSON)
    expect(chat.state).to_contain_text("Je bent nummer 1")


def test_opening_until_a_time_that_is_past_is_refused(ayla: ConsolePage) -> None:
    ayla.press("Openen of sluiten…")
    ayla.find("#open-until").fill("9.30")
    ayla.find("#open-reason").fill("Te laat")
    ayla.press("Open de chat tot deze tijd")
    expect(ayla.notice).to_contain_text("Kies een tijd later dan nu")
    expect(ayla.find("#desk")).to_contain_text("Open tot 17.00 uur")


def test_only_what_is_added_is_read_out(ayla: ConsolePage, site: Site) -> None:
    conversation = waiting(site, "Dit stond er al")
    ayla.page.evaluate(
        """() => {
          window.live = [];
          const log = document.getElementById("scroller");
          new MutationObserver(() => window.live.push(log.getAttribute("aria-live")))
            .observe(document.getElementById("messages"), { childList: true });
        }"""
    )
    ayla.open(conversation)
    expect(ayla.messages("Dit stond er al").first).to_be_visible()
    assert set(ayla.page.evaluate("window.live")) == {"off"}
    expect(ayla.find("#scroller")).not_to_have_attribute("aria-live", "off")
    take(ayla, conversation)
    expect(ayla.find("#scroller")).not_to_have_attribute("aria-live", "off")
    write(site, conversation, "Dit is nieuw")
    expect(ayla.messages("Dit is nieuw")).to_have_count(1)
    assert ayla.page.evaluate("window.live").pop() is None
