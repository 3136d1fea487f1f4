"""When something fails: a restart while typing, no network, and a browser without JavaScript."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenConsole, OpenTab
from tests.browser.console_page import ConsolePage
from tests.browser.desk_cast import take, texts_from_staff, waiting, write
from tests.browser.site import PASSWORD, Site
from tests.cast import ASK_PERSON

pytestmark = pytest.mark.browser


@pytest.fixture
def ayla(console: OpenConsole) -> ConsolePage:
    return console("ayla")


def test_a_restart_while_typing_loses_no_letter(ayla: ConsolePage, site: Site) -> None:
    conversation = waiting(site)
    take(ayla, conversation)
    ayla.find("#text").press_sequentially("Ik zoek het ")
    ayla.find("#note-text").fill("Nog niet bewaard")
    site.stop()
    expect(ayla.notice).to_contain_text("Geen verbinding")
    ayla.find("#text").press("End")
    ayla.find("#text").press_sequentially("even op.")
    site.start()
    expect(ayla.notice).to_contain_text("De verbinding is er weer")
    expect(ayla.find("#text")).to_have_value("Ik zoek het even op.")
    expect(ayla.find("#note-text")).to_have_value("Nog niet bewaard")
    ayla.find("#text").press("Enter")
    expect(ayla.messages("Ik zoek het even op.")).to_have_count(1)
    expect(ayla.find("#messages [data-pending]")).to_have_count(0)
    assert texts_from_staff(site, conversation) == ["Ik zoek het even op."]


def test_what_the_visitor_wrote_during_a_restart_comes_after_it(
    ayla: ConsolePage, site: Site
) -> None:
    conversation = waiting(site)
    take(ayla, conversation)
    site.stop()
    expect(ayla.find("#connection")).to_have_attribute("data-status", "lost")
    site.start()
    write(site, conversation, "Intussen geschreven")
    expect(ayla.messages("Intussen geschreven")).to_have_count(1)
    ayla.expect_each_once("Intussen geschreven")


def test_without_a_network_a_message_waits_and_arrives_once(
    ayla: ConsolePage, chat: ChatPage
) -> None:
    chat.write(ASK_PERSON)
    ayla.take_first()
    ayla.page.context.set_offline(True)
    ayla.write("Geschreven zonder netwerk")
    expect(ayla.find("#messages [data-failed]")).to_contain_text("Niet verstuurd")
    ayla.press("Teruggeven")
    expect(ayla.notice).to_contain_text("Geen verbinding")
    ayla.page.context.set_offline(False)
    expect(chat.messages("Geschreven zonder netwerk", "staff")).to_have_count(1)
    expect(ayla.find("#messages [data-pending]")).to_have_count(0)
    expect(chat.state).to_have_text("Je praat met een medewerker")
    ayla.expect_each_once("Geschreven zonder netwerk")


def test_a_visitor_who_closes_the_page_or_ends_the_chat_is_told_plainly(
    ayla: ConsolePage, chat: ChatPage
) -> None:
    chat.write(ASK_PERSON)
    ayla.take_first()
    chat.say("Ik moet weg")
    chat.press_in_menu("Stop het gesprek")
    expect(ayla.notice).to_contain_text("De bezoeker heeft het gesprek beëindigd")
    expect(ayla.find("#ended")).to_be_visible()
    expect(ayla.messages("Ik moet weg")).to_be_visible()
    expect(ayla.find("#text")).to_be_hidden()


def test_a_session_that_ended_is_told_and_the_draft_is_kept(ayla: ConsolePage, site: Site) -> None:
    take(ayla, waiting(site))
    ayla.find("#text").fill("Nog niet af")
    ayla.page.context.clear_cookies()
    ayla.press("Teruggeven")
    expect(ayla.notice).to_contain_text("Je bent niet meer aangemeld")
    expect(ayla.page.get_by_role("link", name="Opnieuw aanmelden")).to_be_visible()
    assert "Nog niet af" in ayla.page.evaluate("JSON.stringify(sessionStorage)")


def test_without_javascript_the_forms_do_the_whole_job(tab: OpenTab, site: Site) -> None:
    page = tab(java_script_enabled=False)
    _, secret = site.add_operator("ayla", "Ayla Voorbeeld")
    bram, _ = site.add_operator("bram", "Bram Voorbeeld")
    site.services.desk.set_available(bram, True)
    page.goto(f"{site.base}/staff/")
    page.get_by_label("Gebruikersnaam").fill("ayla")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_label("Code uit je").fill(pyotp.TOTP(secret).at(site.clock()))
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("switch", name="Beschikbaar").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    conversation = waiting(site, "Zonder script gelezen")
    page.get_by_role("link", name="Verversen").click()
    page.get_by_role("button", name="Neem de volgende").click()
    expect(page.locator("#messages")).to_contain_text("Zonder script gelezen")
    page.locator("#text").fill("Zonder script geschreven")
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator("#messages")).to_contain_text("Zonder script geschreven")
    page.locator("#note-text").fill("Zonder script genoteerd")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("#notes")).to_contain_text("Zonder script genoteerd")
    page.get_by_role("button", name="Openen of sluiten").click()
    page.locator("#open-until").fill("18.00")
    page.locator("#open-reason").fill("Drukte")
    page.get_by_role("button", name="Open de chat tot deze tijd").click()
    expect(page.locator("#desk")).to_contain_text("Open tot 18.00 uur")
    page.get_by_role("link", name=re.compile("Gesprek [0-9A-F]{4}")).first.click()
    page.get_by_role("button", name="Overdragen").click()
    page.get_by_label("Bram Voorbeeld").check()
    page.get_by_role("button", name="Draag over").click()
    expect(page.locator("#notice")).to_have_text("Het gesprek is overgedragen.")
    assert texts_from_staff(site, conversation) == ["Zonder script geschreven"]
    assert site.services.desk.view(conversation, bram).operator == "Bram Voorbeeld"


def test_who_looks_something_up_elsewhere_in_the_console_keeps_the_chat(
    ayla: ConsolePage, site: Site
) -> None:
    conversation = waiting(site)
    take(ayla, conversation)
    with ayla.page.expect_request("**/staff/heartbeat"):
        ayla.page.goto(f"{site.base}/staff/canned")
    site.tick(seconds=30)
    with ayla.page.expect_request("**/staff/heartbeat"):
        ayla.page.goto(f"{site.base}/staff/account")
    expect(ayla.page.get_by_role("heading", level=1)).to_be_visible()
    site.tick(seconds=20)
    ayla.page.goto(f"{site.base}/staff/")
    expect(ayla.find("#mine .row")).to_have_count(1)
