"""What the visitor's page asks for and leaves behind: nothing from or for anybody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenTab
from tests.browser.site import Site
from tests.cast import WITH_BUTTONS

pytestmark = pytest.mark.browser


def have_a_chat(page: Page, site: Site) -> ChatPage:
    chat = ChatPage(page, site.base).arrive().begin()
    chat.say("Geheime woorden")
    chat.say(WITH_BUTTONS)
    chat.choose("Red")
    expect(chat.messages("/red", "bot")).to_be_visible()
    page.reload()
    expect(chat.messages("/red", "bot")).to_be_visible()
    return chat


def test_nothing_is_asked_of_anybody_else(tab: OpenTab, site: Site) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    have_a_chat(page, site)
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith(f"{site.base}/")] == []


def test_neither_the_secret_nor_a_word_stands_in_an_address(tab: OpenTab, site: Site) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = have_a_chat(page, site)
    token = chat.stored()["token"]
    assert token
    assert [url for url in asked if token in url or "woorden" in url] == []


def test_the_program_runs_without_a_complaint(tab: OpenTab, site: Site) -> None:
    page = tab()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    chat = have_a_chat(page, site)
    chat.press_in_menu("Wis alles")
    expect(chat.messages("Alles is gewist")).to_be_visible()
    assert complaints == []


def test_no_cookie_is_set(tab: OpenTab, site: Site) -> None:
    page = tab()
    have_a_chat(page, site)
    assert page.context.cookies() == []


def test_only_the_session_storage_of_the_tab_is_used(tab: OpenTab, site: Site) -> None:
    page = tab()
    have_a_chat(page, site)
    assert page.evaluate("Object.keys(sessionStorage)") == ["chat"]
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []


def test_another_tab_does_not_see_the_chat(tab: OpenTab, site: Site) -> None:
    chat = have_a_chat(tab(), site)
    other = ChatPage(chat.page.context.new_page(), site.base).arrive()
    expect(other.page.get_by_role("button", name="Begin de chat")).to_be_visible()
    expect(other.messages()).to_have_count(0)


def test_the_whole_page_weighs_less_than_40_kb(tab: OpenTab, site: Site) -> None:
    page = tab()
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))
    ChatPage(page, site.base).arrive()
    page.wait_for_load_state("networkidle")
    assert len(weights) > 5
    assert sum(weights.values()) < 40_000
