"""Fixtures of the browser tests: one browser for all, and a site and tabs for each test."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.wording import Wording
from tests.browser.chat_page import ChatPage
from tests.browser.chromium import running_browser
from tests.browser.console_page import ConsolePage
from tests.browser.site import Site
from tests.cast import ScriptedEngine, wording

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
NAMES = {"ayla": "Ayla Voorbeeld", "bram": "Bram Voorbeeld"}

OpenTab = Callable[..., Page]
OpenConsole = Callable[..., ConsolePage]

expect.set_options(timeout=15_000)


# Only as long as these tests run: while Playwright is there, asyncio.run does not work.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="package", autouse=True)
def _wording_is_read_once() -> Iterator[None]:
    """Every test starts the product; reading the same files each time would take a minute."""
    read = wording()
    with patch.object(Wording, "load", lambda *_: read):
        yield


@pytest.fixture
def site(tmp_path: Path, engine: ScriptedEngine) -> Iterator[Site]:
    """The running product with the scripted assistant."""
    site = Site(tmp_path, engine)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[OpenTab]:
    """Opens tabs, each in a browser profile of its own; takes the options of a context."""
    opened: list[BrowserContext] = []

    def open_tab(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "nl-NL", **options})
        opened.append(context)
        # The page that "Verlaat deze site" goes to, without leaving the machine.
        context.route(
            f"{site.exit_url}/**",
            lambda route: route.fulfill(content_type="text/html", body="<h1>Het weer</h1>"),
        )
        return context.new_page()

    yield open_tab
    for context in opened:
        context.close()


@pytest.fixture
def chat(tab: OpenTab, site: Site) -> ChatPage:
    """A visitor at a computer who has read the first message."""
    return ChatPage(tab(), site.base).arrive().begin()


@pytest.fixture
def phone_chat(tab: OpenTab, site: Site) -> ChatPage:
    """A visitor with a phone who has read the first message."""
    page = tab(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    return ChatPage(page, site.base).arrive().begin()


@pytest.fixture
def console(tab: OpenTab, site: Site) -> OpenConsole:
    """Signs an operator in, Ayla by default."""
    logins = count()

    def open_console(login: str = "ayla", on_duty: bool = True, **options: Any) -> ConsolePage:
        assert next(logins) < len(NAMES)
        _, secret = site.add_operator(login, NAMES[login])
        signed_in = ConsolePage(tab(**options), site, login, secret).sign_in()
        return signed_in.come_on_duty() if on_duty else signed_in

    return open_console
