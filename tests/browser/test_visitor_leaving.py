""" "Verlaat deze site": gone at once, with nothing left behind in this tab."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenTab
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def by_button(page: Page) -> None:
    page.get_by_role("link", name="Verlaat deze site").click()


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = pytest.mark.parametrize("leave", [by_button, by_shift])
Leave = Callable[[Page], None]


@WAYS
def test_leaving_opens_a_page_that_says_nothing(chat: ChatPage, site: Site, leave: Leave) -> None:
    chat.say("Dit mag niemand zien")
    leave(chat.page)
    chat.page.wait_for_url(f"{site.exit_url}/**")
    expect(chat.page.locator("h1")).to_have_text("Het weer")


@WAYS
def test_leaving_wipes_what_the_tab_kept(chat: ChatPage, site: Site, leave: Leave) -> None:
    chat.say("Dit mag niemand zien")
    leave(chat.page)
    chat.page.wait_for_url(f"{site.exit_url}/**")
    chat.arrive()
    assert chat.page.evaluate("sessionStorage.length") == 0
    expect(chat.page.get_by_role("button", name="Begin de chat")).to_be_visible()
    expect(chat.page.locator("body")).not_to_contain_text("Dit mag niemand zien")


@WAYS
def test_back_does_not_show_the_chat(tab: OpenTab, site: Site, leave: Leave) -> None:
    page = tab()
    page.goto(f"{site.base}/example")
    chat = ChatPage(page, site.base).arrive().begin()
    chat.say("Dit mag niemand zien")
    leave(page)
    page.wait_for_url(f"{site.exit_url}/**")
    page.go_back()
    page.wait_for_url(f"{site.base}/example")
    page.go_forward()
    page.wait_for_url(f"{site.exit_url}/**")


def test_leaving_works_without_a_connection(chat: ChatPage) -> None:
    chat.say("Dit mag niemand zien")
    chat.page.context.set_offline(True)
    by_button(chat.page)
    expect(chat.page.get_by_text("Dit mag niemand zien")).to_have_count(0)


def test_leaving_works_from_the_first_page(tab: OpenTab, site: Site) -> None:
    chat = ChatPage(tab(), site.base).arrive()
    by_shift(chat.page)
    chat.page.wait_for_url(f"{site.exit_url}/**")


def test_capitals_while_typing_do_not_leave(chat: ChatPage) -> None:
    chat.input.press_sequentially("Hij Zei Dat Ik Moest")
    for letter in "ABC":
        chat.page.keyboard.press(f"Shift+{letter}")
    chat.say("Ik ben er nog")


def test_escape_does_not_leave(chat: ChatPage) -> None:
    for _ in range(3):
        chat.page.keyboard.press("Escape")
    chat.say("Ik ben er nog")
