"""A bad connection and a restarting server: nothing is lost and nothing is shown twice."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat_page import ChatPage
from tests.browser.site import Site
from tests.cast import BROKEN

pytestmark = pytest.mark.browser


def test_what_is_written_offline_is_delivered_once(chat: ChatPage, site: Site) -> None:
    chat.say("Voor de tunnel")
    chat.page.context.set_offline(True)
    chat.write("In de tunnel")
    expect(chat.find("#log .pending")).to_contain_text("Wordt verzonden")
    chat.page.context.set_offline(False)
    expect(chat.messages("3: In de tunnel", "bot")).to_be_visible()
    chat.expect_each_once("3: In de tunnel")
    assert site.transcript(chat.conversation).count("In de tunnel") == 1


def test_both_numbers_are_told_at_once_when_a_message_does_not_go_out(chat: ChatPage) -> None:
    chat.page.context.set_offline(True)
    chat.write("Kan iemand mij horen")
    notice = chat.find("#log .notice")
    expect(notice).to_contain_text("112")
    expect(notice.locator('a[href="tel:0882220500"]')).to_be_visible()


def test_a_message_of_which_the_answer_got_lost_is_stored_once(chat: ChatPage, site: Site) -> None:
    lost = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.fallback()
            return
        lost.append(route.fetch().status)
        route.abort()

    chat.page.route("**/messages", lose_the_first_answer)
    chat.write("Eén keer graag")
    expect(chat.messages("2: Eén keer graag", "bot")).to_be_visible()
    expect(chat.find("#log .pending")).to_have_count(0)
    assert lost == [200]
    assert site.transcript(chat.conversation).count("Eén keer graag") == 1
    chat.expect_each_once("2: Eén keer graag")


def test_an_answer_that_only_the_stream_brings_is_shown(chat: ChatPage, site: Site) -> None:
    chat.say("Hallo")
    site.services.conversations.leave(chat.conversation)
    expect(chat.state).to_have_text("Dit gesprek is gesloten")
    expect(chat.input).to_be_hidden()


def test_a_server_that_restarts_loses_and_repeats_nothing(chat: ChatPage, site: Site) -> None:
    chat.say("Voor het herstarten")
    site.stop()
    chat.write("Tijdens het herstarten")
    expect(chat.find("#log .pending")).to_contain_text("Wordt verzonden")
    site.start()
    expect(chat.messages("3: Tijdens het herstarten", "bot")).to_be_visible()
    chat.say("Na het herstarten")
    expect(chat.messages("4: Na het herstarten", "bot")).to_be_visible()
    chat.expect_each_once("3: Tijdens het herstarten", "4: Na het herstarten")


def test_a_stream_that_broke_brings_what_was_missed(chat: ChatPage, site: Site) -> None:
    chat.say("Hallo")
    conversation = chat.conversation
    site.stop()
    site.start()
    site.services.conversations.leave(conversation)
    expect(chat.state).to_have_text("Dit gesprek is gesloten")


def test_the_connection_is_told_and_the_telling_ends(chat: ChatPage, site: Site) -> None:
    site.stop()
    expect(chat.find("#trouble")).to_contain_text("112")
    site.start()
    expect(chat.find("#trouble")).to_be_empty()


def test_a_chat_that_the_server_does_not_know_any_more_ends_at_the_way_in(
    chat: ChatPage, site: Site
) -> None:
    conversation = chat.conversation
    chat.page.goto("about:blank")
    site.services.conversations.erase(conversation)
    chat.arrive()
    expect(chat.page.get_by_role("link", name="Nieuw gesprek")).to_be_visible()
    chat.expect_help_in_sight()


def test_both_numbers_are_read_when_the_assistant_breaks_down(chat: ChatPage) -> None:
    chat.say(BROKEN)
    answer = chat.messages("Er gaat iets mis", "bot")
    expect(answer.locator('a[href="tel:112"]')).to_be_visible()
    expect(answer.locator('a[href="tel:0882220500"]')).to_be_visible()


def test_the_way_in_tells_both_numbers_when_the_server_is_gone(chat: ChatPage, site: Site) -> None:
    chat.page.evaluate("sessionStorage.clear()")
    chat.arrive()
    site.stop()
    chat.find("#start button").click()
    trouble = chat.find("#way-in-trouble")
    expect(trouble).to_contain_text("112")
    expect(trouble).to_contain_text("088 2220 500")
