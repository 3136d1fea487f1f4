"""Two operators and a visitor at once: passing on, reading along, whispering, the limit."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenConsole
from tests.browser.console_page import ConsolePage
from tests.browser.desk_cast import take, waiting, write
from tests.browser.site import Site
from tests.cast import ACUTE, ASK_PERSON

pytestmark = pytest.mark.browser
SECRET = "Vraag nog naar het busje."


@pytest.fixture
def ayla(console: OpenConsole) -> ConsolePage:
    return console("ayla")


@pytest.fixture
def bram(console: OpenConsole, ayla: ConsolePage) -> ConsolePage:
    return console("bram")


@pytest.fixture
def talk(ayla: ConsolePage, chat: ChatPage) -> ChatPage:
    """A visitor whose chat Ayla handles."""
    chat.write(ASK_PERSON)
    ayla.take_first()
    expect(chat.state).to_have_text("Je praat met een medewerker")
    return chat


def pass_on(console: ConsolePage, to: str, note: str = "") -> None:
    console.find('[popovertarget="transfer-dialog"]').first.click()
    console.page.get_by_label(to).check()
    console.page.get_by_label("Notitie voor je collega").fill(note)
    console.press("Draag over")
    expect(console.find("#transfer-dialog")).to_be_hidden()


def test_a_chat_is_passed_on_with_a_note_that_the_visitor_never_sees(
    ayla: ConsolePage, bram: ConsolePage, talk: ChatPage, site: Site
) -> None:
    pass_on(ayla, "Bram Voorbeeld", SECRET)
    expect(ayla.notice).to_have_text("Het gesprek is overgedragen.")
    alarm = bram.find('.alarm[data-kind="transfer"]')
    expect(alarm).to_contain_text("Ayla Voorbeeld heeft gesprek")
    alarm.get_by_role("button", name="Open het gesprek").click()
    expect(bram.find("#chat-owner")).to_have_text("Jij voert dit gesprek.")
    expect(bram.find("#notes")).to_contain_text(SECRET)
    bram.write("Hallo, ik neem het over.")
    expect(talk.messages("Hallo, ik neem het over.", "staff")).to_be_visible()
    expect(talk.messages(site.words("utter_transferred"), "system")).to_have_count(1)
    expect(talk.messages(SECRET)).to_have_count(0)
    expect(ayla.find("#mine .row")).to_have_count(0)


def test_a_chat_goes_back_to_the_queue_and_to_the_front(
    ayla: ConsolePage, bram: ConsolePage, talk: ChatPage, site: Site
) -> None:
    site.clock.advance(seconds=1)
    waiting(site)
    pass_on(ayla, "Terug in de wachtrij")
    expect(talk.state).to_contain_text("Je bent nummer 1")
    expect(bram.rows).to_have_count(2)
    expect(bram.rows.first).to_have_attribute("data-conversation", talk.conversation)
    expect(bram.rows.first).to_contain_text("van Ayla Voorbeeld")


def test_a_colleague_who_left_meanwhile_gets_nothing(
    ayla: ConsolePage, bram: ConsolePage, talk: ChatPage, site: Site
) -> None:
    ayla.find('[popovertarget="transfer-dialog"]').first.click()
    ayla.page.get_by_label("Bram Voorbeeld").check()
    # The list in the dialog follows, so the choice is taken away while it is open.
    bram.page.get_by_role("switch").click()
    expect(ayla.page.get_by_label("Bram Voorbeeld")).to_be_disabled()
    ayla.page.keyboard.press("Escape")
    ayla.write("Ik ben er nog.")
    expect(talk.messages("Ik ben er nog.", "staff")).to_be_visible()


def test_who_reads_along_is_seen_and_whispers_to_the_colleague_alone(
    ayla: ConsolePage, bram: ConsolePage, talk: ChatPage
) -> None:
    talk.say("Dit vertel ik alleen hier")
    bram.find(".colleague summary").click()
    bram.open(talk.conversation)
    expect(bram.messages("Dit vertel ik alleen hier")).to_have_count(0)
    bram.press("Meelezen")
    expect(bram.messages("Dit vertel ik alleen hier")).to_be_visible()
    expect(ayla.find("#chat-listeners")).to_have_text("Bram Voorbeeld leest mee.")
    bram.find("#whisper-text").fill(SECRET)
    bram.find("#whisper-text").press("Enter")
    expect(ayla.find("#whispers")).to_contain_text(SECRET)
    expect(bram.find("#whisper-text")).to_have_value("")
    ayla.find("#whispers").get_by_role("button", name="Gezien").click()
    expect(ayla.find("#whispers")).not_to_contain_text(SECRET)
    expect(ayla.find("#notes")).to_contain_text(SECRET)
    bram.press("Stop met meelezen")
    expect(ayla.find("#chat-listeners")).to_have_text("")
    expect(bram.messages("Dit vertel ik alleen hier")).to_have_count(0)
    talk.page.reload()
    expect(talk.messages("Dit vertel ik alleen hier")).to_be_visible()
    expect(talk.messages(SECRET)).to_have_count(0)


def test_a_whisper_about_another_chat_of_mine_is_announced(
    ayla: ConsolePage, bram: ConsolePage, talk: ChatPage, site: Site
) -> None:
    other = waiting(site)
    bram.find(".colleague summary").click()
    bram.open(talk.conversation)
    bram.press("Meelezen")
    take(ayla, other)
    bram.find("#whisper-text").fill(SECRET)
    bram.press("Fluister")
    alarm = ayla.find('.alarm[data-kind="whisper"]')
    expect(alarm).to_contain_text("Een collega fluistert")
    alarm.get_by_role("button", name="Open het gesprek").click()
    expect(ayla.find("#whispers")).to_contain_text(SECRET)


def test_who_has_enough_chats_is_told_and_danger_goes_before_that(
    ayla: ConsolePage, site: Site
) -> None:
    for _ in range(3):
        take(ayla, waiting(site))
    fourth = waiting(site, "Ik wacht wel")
    expect(ayla.find("#mine-count")).to_have_text("3 van 3")
    ayla.press("Neem de volgende")
    expect(ayla.notice).to_contain_text("zoveel gesprekken als er tegelijk mogen")
    expect(ayla.find("#mine .row")).to_have_count(3)
    write(site, fourth, ACUTE)
    expect(ayla.rows.first).to_contain_text("Gevaar")
    ayla.press("Neem de volgende")
    expect(ayla.find("#chat")).to_have_attribute("data-conversation", fourth)
    expect(ayla.find("#danger-line")).to_contain_text("112")


def test_a_note_survives_a_reload_before_and_after_it_is_kept(
    ayla: ConsolePage, talk: ChatPage
) -> None:
    ayla.find("#note-text").fill("Belt morgen")
    ayla.page.reload()
    expect(ayla.find("#note-text")).to_have_value("Belt morgen")
    ayla.press("Bewaar")
    expect(ayla.find("#notes")).to_contain_text("Belt morgen")
    expect(ayla.find("#note-text")).to_have_value("")
    ayla.page.reload()
    expect(ayla.find("#notes")).to_contain_text("Belt morgen")
    expect(talk.messages("Belt morgen")).to_have_count(0)
