"""A visitor and an operator, each with a browser, from asking for a person to the end."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenConsole, OpenTab
from tests.browser.console_page import ConsolePage
from tests.browser.site import Site
from tests.cast import ACUTE, ASK_PERSON, ScriptedEngine

pytestmark = pytest.mark.browser


@pytest.fixture
def ayla(console: OpenConsole) -> ConsolePage:
    """Ayla's console; she is available."""
    return console()


@pytest.fixture
def talk(ayla: ConsolePage, chat: ChatPage) -> ChatPage:
    """A visitor whose chat Ayla has taken over."""
    chat.write(ASK_PERSON)
    ayla.take_first()
    expect(chat.state).to_have_text("Je praat met een medewerker")
    return chat


def test_without_an_operator_who_is_available_the_visitor_gets_the_phone(
    console: OpenConsole, chat: ChatPage
) -> None:
    console(on_duty=False)
    chat.write(ASK_PERSON)
    expect(chat.messages("088 2220 500")).to_be_visible()
    expect(chat.state).to_have_text("Je praat met een computer")


def test_who_asks_for_a_person_sees_the_place_in_the_queue(
    ayla: ConsolePage, chat: ChatPage
) -> None:
    chat.write(ASK_PERSON)
    expect(chat.state).to_have_text("Je wacht op een medewerker. Je bent nummer 1.")
    expect(ayla.rows).to_have_count(1)


def test_who_stops_waiting_leaves_the_queue(ayla: ConsolePage, chat: ChatPage) -> None:
    chat.write(ASK_PERSON)
    expect(ayla.rows).to_have_count(1)
    chat.press("Stop met wachten")
    expect(chat.state).to_have_text("Je praat met een computer")
    expect(ayla.rows).to_have_count(0)
    chat.say("Verder met de computer")
    expect(chat.messages(": Verder met de computer", "bot")).to_be_visible()


def test_the_operator_sees_the_summary_beside_the_talk(
    engine: ScriptedEngine, ayla: ConsolePage, chat: ChatPage
) -> None:
    engine.report.update(municipality="Dronten", narrative="Veel mensen in één schuur.")
    chat.say("Dit stond er al")
    chat.write(ASK_PERSON)
    ayla.take_first()
    expect(ayla.find("#facts")).to_be_in_viewport()
    expect(ayla.find("#facts")).to_contain_text("Veel mensen in één schuur.")
    expect(ayla.find("#chips")).to_contain_text("Dronten")
    expect(ayla.messages("2: Dit stond er al")).to_be_visible()


def test_both_write_and_both_read(ayla: ConsolePage, talk: ChatPage, site: Site) -> None:
    expect(talk.messages(site.words("utter_person_joined"), "system")).to_be_visible()
    ayla.write("Goedemorgen, ik lees mee.")
    expect(talk.messages("Goedemorgen, ik lees mee.", "staff")).to_be_visible()
    talk.say("Fijn dat u er bent")
    expect(ayla.messages("Fijn dat u er bent")).to_be_visible()
    talk.expect_each_once("Goedemorgen, ik lees mee.", "Fijn dat u er bent")
    ayla.expect_each_once("Goedemorgen, ik lees mee.", "Fijn dat u er bent")


def test_the_assistant_keeps_silent_while_a_person_talks(talk: ChatPage) -> None:
    spoken = talk.messages(sender="bot").count()
    talk.say("Hoort de computer mij?")
    talk.say("En nu?")
    expect(talk.messages(sender="bot")).to_have_count(spoken)


def test_each_sees_the_other_typing(ayla: ConsolePage, talk: ChatPage) -> None:
    expect(talk.typing).to_be_hidden()
    ayla.find("#text").press_sequentially("Even kijken")
    expect(talk.typing).to_have_text("De medewerker is aan het typen")
    ayla.find("#text").press("Enter")
    expect(talk.typing).to_be_hidden()
    expect(ayla.typing).to_be_hidden()
    talk.input.press_sequentially("Ik wilde")
    expect(ayla.typing).to_be_visible()
    talk.input.press("Enter")
    expect(ayla.typing).to_be_hidden()


def test_after_handing_back_the_assistant_speaks_again(
    ayla: ConsolePage, talk: ChatPage, site: Site
) -> None:
    ayla.press("Teruggeven")
    expect(talk.messages(site.words("utter_handed_back"))).to_be_visible()
    expect(talk.state).to_have_text("Je praat met een computer")
    talk.say("Dan vraag ik het aan jou")
    expect(talk.messages(": Dan vraag ik het aan jou", "bot")).to_be_visible()
    expect(ayla.messages("Dan vraag ik het aan jou")).to_have_count(0)


def test_the_same_visitor_can_be_handed_off_a_second_time(
    ayla: ConsolePage, talk: ChatPage
) -> None:
    ayla.press("Teruggeven")
    expect(talk.state).to_have_text("Je praat met een computer")
    talk.write(ASK_PERSON)
    expect(talk.state).to_contain_text("Je bent nummer 1")
    ayla.take_first()
    expect(talk.state).to_have_text("Je praat met een medewerker")
    ayla.write("Daar ben ik weer.")
    expect(talk.messages("Daar ben ik weer.", "staff")).to_be_visible()
    talk.say("Dag weer")
    expect(ayla.messages("Dag weer")).to_be_visible()


def test_closing_tells_the_visitor_and_ends_the_typing(
    ayla: ConsolePage, talk: ChatPage, site: Site
) -> None:
    ayla.close_chat()
    expect(talk.messages(site.words("utter_chat_closed"))).to_be_visible()
    expect(talk.state).to_have_text("Dit gesprek is gesloten")
    expect(talk.input).to_be_hidden()
    talk.expect_help_in_sight()
    assert talk.page.title() == "Chat"


def test_a_visitor_who_leaves_is_seen_to_have_left(ayla: ConsolePage, talk: ChatPage) -> None:
    talk.press_in_menu("Stop het gesprek")
    expect(ayla.find("#chat-owner")).to_have_text("Dit gesprek is afgesloten.")


def test_a_visitor_who_erases_everything_erases_it_from_the_console(
    ayla: ConsolePage, talk: ChatPage
) -> None:
    talk.say("Dit moet weg")
    expect(ayla.messages("Dit moet weg")).to_be_visible()
    talk.press_in_menu("Wis alles")
    expect(ayla.messages("Dit moet weg")).to_have_count(0)


def test_danger_alarms_the_operator_and_names_112_to_the_visitor(
    ayla: ConsolePage, talk: ChatPage
) -> None:
    ayla.page.goto(f"{ayla.site.base}/staff/")
    expect(ayla.find("#connection")).to_have_attribute("data-status", "live")
    talk.say(ACUTE)
    expect(talk.messages(sender="system").last.locator('a[href="tel:112"]')).to_be_visible()
    expect(ayla.page.get_by_role("alert")).to_contain_text("schrijft over gevaar")


def test_a_visitor_in_danger_who_waits_stands_on_top(
    ayla: ConsolePage, chat: ChatPage, tab: OpenTab, site: Site
) -> None:
    chat.write(ASK_PERSON)
    expect(ayla.rows).to_have_count(1)
    site.clock.advance(seconds=1)
    second = ChatPage(tab(), site.base).arrive().begin()
    second.write(ASK_PERSON)
    expect(second.state).to_contain_text("Je bent nummer 2")
    second.say(ACUTE)
    expect(second.messages("112").last).to_be_visible()
    expect(ayla.rows.first).to_have_attribute("data-conversation", second.conversation)
    expect(ayla.rows.first).to_contain_text("Gevaar")


def test_of_two_operators_one_wins_and_the_other_is_told(
    console: OpenConsole, ayla: ConsolePage, chat: ChatPage
) -> None:
    bram = console("bram")
    chat.write(ASK_PERSON)
    ayla.open_first()
    bram.open_first()
    # Bram presses first, but his request is on its way until Ayla has the chat.
    held: list[Route] = []
    bram.page.route("**/take", lambda route: held.append(route))
    bram.press("Overnemen")
    ayla.press("Overnemen")
    expect(ayla.find("#chat-owner")).to_have_text("Jij voert dit gesprek.")
    assert len(held) == 1
    held[0].continue_()
    expect(bram.notice).to_contain_text("Ayla Voorbeeld was je voor")
    expect(bram.find("form[data-action=messages]")).to_be_hidden()
    expect(chat.messages("Er is nu een medewerker")).to_have_count(1)


def test_the_visitor_is_told_when_the_operator_drops_off(
    ayla: ConsolePage, talk: ChatPage, site: Site
) -> None:
    ayla.page.context.close()
    site.tick(seconds=41)
    expect(talk.messages("De verbinding met de medewerker is weg", "system")).to_be_visible()
    expect(talk.state).to_contain_text("Je bent nummer 1")
    talk.expect_help_in_sight()


def test_an_operator_who_is_there_is_not_taken_for_gone(
    ayla: ConsolePage, talk: ChatPage, site: Site
) -> None:
    site.tick(seconds=30)
    ayla.page.reload()
    expect(ayla.find("#connection")).to_have_attribute("data-status", "live")
    ayla.write("Ik ben er nog.")
    expect(talk.messages("Ik ben er nog.", "staff")).to_be_visible()
    site.tick(seconds=30)
    ayla.write("Nog steeds.")
    expect(talk.messages("Nog steeds.", "staff")).to_be_visible()
    expect(talk.state).to_have_text("Je praat met een medewerker")


def test_who_waits_too_long_gets_the_phone_and_goes_on(
    ayla: ConsolePage, chat: ChatPage, site: Site
) -> None:
    chat.write(ASK_PERSON)
    expect(ayla.rows).to_have_count(1)
    site.tick(minutes=10, seconds=1)
    expect(chat.state).to_have_text("Je praat met een computer")
    expect(chat.messages("088 2220 500").last).to_be_visible()
    expect(ayla.rows).to_have_count(0)


def test_closing_the_desk_tells_who_waits(ayla: ConsolePage, chat: ChatPage, site: Site) -> None:
    chat.write(ASK_PERSON)
    expect(ayla.rows).to_have_count(1)
    ayla.press("Openen of sluiten…")
    ayla.find("#close-reason").fill("Oefening")
    ayla.press("Sluit de chat nu")
    site.tick(seconds=1)
    expect(chat.state).to_have_text("Je praat met een computer")
    expect(chat.messages("088 2220 500")).to_be_visible()


def test_a_restart_loses_and_repeats_nothing_on_either_side(
    ayla: ConsolePage, talk: ChatPage, site: Site
) -> None:
    ayla.write("Vraag voor het herstarten")
    talk.say("Antwoord voor het herstarten")
    expect(ayla.messages("Antwoord voor het herstarten")).to_be_visible()
    site.stop()
    ayla.write("Vraag tijdens het herstarten")
    talk.write("Antwoord tijdens het herstarten")
    expect(ayla.find("#messages [data-pending]")).to_have_count(1)
    expect(talk.find("#log .pending")).to_have_count(1)
    site.start()
    expect(talk.messages("Vraag tijdens het herstarten", "staff")).to_be_visible()
    expect(ayla.messages("Antwoord tijdens het herstarten")).to_be_visible()
    ayla.write("Vraag na het herstarten")
    talk.say("Antwoord na het herstarten")
    texts = [
        f"{what} {when} het herstarten"
        for what in ("Vraag", "Antwoord")
        for when in ("voor", "tijdens", "na")
    ]
    talk.expect_each_once(*texts)
    ayla.expect_each_once(*texts)


def test_the_console_asks_nothing_of_anybody_else(console: OpenConsole, site: Site) -> None:
    ayla = console()
    asked: list[str] = []
    complaints: list[str] = []
    ayla.page.on("request", lambda request: asked.append(request.url))
    ayla.page.on("console", lambda message: complaints.append(message.text))
    ayla.page.reload()
    expect(ayla.find("#connection")).to_have_attribute("data-status", "live")
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith(f"{site.base}/")] == []
    assert complaints == []
