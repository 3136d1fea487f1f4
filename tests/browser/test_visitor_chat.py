"""Chatting on the visitor's page with its program, on a phone and at a computer."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.site import Site
from tests.cast import WITH_BUTTONS

pytestmark = pytest.mark.browser


@pytest.fixture(params=[PHONE, DESKTOP], ids=["360x640", "1280x800"])
def any_chat(request: pytest.FixtureRequest, tab: OpenTab, site: Site) -> ChatPage:
    """A visitor who has read the first message, in a small and in a large window."""
    return ChatPage(tab(viewport=request.param), site.base).arrive().begin()


def test_enter_sends_and_the_answer_appears_without_a_reload(any_chat: ChatPage) -> None:
    any_chat.page.evaluate("window.sameDocument = true")
    any_chat.write("Ik zag iets vreemds")
    expect(any_chat.messages(": Ik zag iets vreemds", "bot")).to_be_visible()
    assert any_chat.page.evaluate("window.sameDocument") is True


def test_the_button_sends(any_chat: ChatPage) -> None:
    any_chat.input.fill("Ik zag iets vreemds")
    any_chat.press("Stuur")
    expect(any_chat.messages(": Ik zag iets vreemds", "bot")).to_be_visible()
    expect(any_chat.input).to_have_value("")


def test_a_choice_is_answered_and_shown_as_what_the_visitor_said(any_chat: ChatPage) -> None:
    any_chat.say(WITH_BUTTONS)
    any_chat.choose("Red")
    expect(any_chat.messages("Red", "visitor")).to_be_visible()
    expect(any_chat.messages("/red", "bot")).to_be_visible()
    expect(any_chat.find(".choices")).to_have_count(0)


def test_the_focus_stays_in_the_field(chat: ChatPage) -> None:
    expect(chat.input).to_be_focused()
    chat.say("Een eerste bericht")
    expect(chat.input).to_be_focused()
    chat.say(WITH_BUTTONS)
    chat.choose("Red")
    expect(chat.messages("/red", "bot")).to_be_visible()
    expect(chat.input).to_be_focused()


def test_shift_and_enter_make_a_new_line(chat: ChatPage) -> None:
    chat.input.fill("Eerste regel")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("tweede regel")
    expect(chat.input).to_have_value("Eerste regel\ntweede regel")
    expect(chat.messages(sender="visitor")).to_have_count(0)


def test_the_send_key_of_a_phone_sends(phone_chat: ChatPage) -> None:
    expect(phone_chat.input).to_have_attribute("enterkeyhint", "send")
    phone_chat.write("Vanaf mijn telefoon")
    expect(phone_chat.messages(": Vanaf mijn telefoon", "bot")).to_be_visible()


def test_picking_a_choice_on_a_phone_does_not_open_the_keyboard(phone_chat: ChatPage) -> None:
    phone_chat.say(WITH_BUTTONS)
    phone_chat.choose("Red")
    expect(phone_chat.messages("/red", "bot")).to_be_visible()
    expect(phone_chat.input).not_to_be_focused()


def test_an_empty_message_is_not_sent(chat: ChatPage) -> None:
    chat.write("   ")
    chat.say("Een echt bericht")
    expect(chat.messages(sender="visitor")).to_have_count(1)


def test_messages_that_follow_each_other_quickly_stay_in_order(chat: ChatPage) -> None:
    for number in range(5):
        chat.write(f"Bericht nummer {number}")
    expect(chat.messages(": Bericht nummer 4", "bot")).to_be_visible()
    texts = chat.messages(sender="visitor").locator(".text").all_text_contents()
    assert texts == [f"Bericht nummer {number}" for number in range(5)]
    assert chat.sequence() == list(range(1, 12))


def test_text_with_markup_is_shown_as_it_was_typed(chat: ChatPage) -> None:
    chat.write("<b>dik</b> & <img src=x onerror=alert(1)>")
    shown = chat.messages(sender="visitor").locator(".text")
    expect(shown).to_have_text("<b>dik</b> & <img src=x onerror=alert(1)>")
    expect(chat.find("#log img")).to_have_count(0)


def test_numbers_in_an_answer_can_be_pressed(chat: ChatPage) -> None:
    chat.say("Bel ik 112 of 088 2220 500?")
    answer = chat.messages(sender="bot").last
    expect(answer.locator('a[href="tel:112"]')).to_have_text("112")
    expect(answer.locator('a[href="tel:0882220500"]')).to_have_text("088 2220 500")


def test_the_newest_message_is_in_sight(phone_chat: ChatPage) -> None:
    for number in range(12):
        phone_chat.say(f"Bericht nummer {number}")
    expect(phone_chat.messages(": Bericht nummer 11", "bot")).to_be_in_viewport(ratio=1)


def test_a_reload_keeps_the_chat(chat: ChatPage) -> None:
    chat.say("Voor het verversen")
    chat.page.reload()
    expect(chat.messages(": Voor het verversen", "bot")).to_be_visible()
    chat.say("Na het verversen")
    chat.expect_each_once("3: Na het verversen")


def test_the_title_never_changes(chat: ChatPage) -> None:
    chat.page.evaluate(
        """() => {
          window.titles = [document.title];
          new MutationObserver(() => window.titles.push(document.title))
            .observe(document.head, { childList: true, characterData: true, subtree: true });
        }"""
    )
    chat.say("Een bericht")
    chat.press_in_menu("Stop het gesprek")
    expect(chat.state).to_have_text("Dit gesprek is gesloten")
    assert set(chat.page.evaluate("window.titles")) == {"Chat"}


def test_a_stopped_chat_can_be_followed_by_a_new_one(chat: ChatPage) -> None:
    chat.press_in_menu("Stop het gesprek")
    expect(chat.input).to_be_hidden()
    chat.page.get_by_role("link", name="Nieuw gesprek").click()
    chat.begin()
    expect(chat.messages()).to_have_count(1)


def test_erasing_leaves_nothing_on_the_page_or_the_server(chat: ChatPage, site: Site) -> None:
    chat.say("Dit moet weg")
    headers = {"Authorization": f"Bearer {chat.stored()['token']}"}
    url = f"{site.base}/api/v1/conversations/{chat.conversation}/messages"
    chat.press_in_menu("Wis alles")
    expect(chat.log).to_contain_text("Alles is gewist")
    expect(chat.messages("Dit moet weg")).to_have_count(0)
    assert chat.page.evaluate("sessionStorage.length") == 0
    assert chat.page.request.get(url, headers=headers).status == 404
