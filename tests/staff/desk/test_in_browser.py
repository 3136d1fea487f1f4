"""The console in a browser: what its script does beyond the forms."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pyotp
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chromium import running_browser
from tests.staff.site import PASSWORD, Operator, Site

pytestmark = pytest.mark.browser
DANGER = "Help, hij staat voor me met een mes"


class Served:
    """The site on a port, with a server that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.site = Site(self.folder)
        config = uvicorn.Config(
            self.site.app, port=self.port, ws="none", log_level="error", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.site.services.hub.close()
        self.server.should_exit = True
        self.thread.join()
        self.site.services.close()


SignIn = Callable[[Operator], Page]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    running = Served(tmp_path)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as opened:
        yield opened


@pytest.fixture
def sign_in(served: Served, browser: Browser) -> Iterator[SignIn]:
    contexts = []
    errors: list[str] = []

    def opened(operator: Operator) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served.base}/staff/")
        page.get_by_label("Gebruikersnaam").fill(operator.login)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        code = pyotp.TOTP(operator.secret).at(served.site.clock())
        page.get_by_label("Code uit").fill(code)
        page.get_by_role("button", name="Aanmelden").click()
        expect(page.locator("#connection")).to_have_attribute("data-status", "live")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def anna(served: Served, sign_in: SignIn) -> Page:
    """Anna's console; she is available."""
    page = sign_in(served.site.operator())
    page.get_by_role("switch", name="Beschikbaar").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    return page


def take(page: Page) -> None:
    page.locator("#queue .row-link").first.click()
    page.get_by_role("button", name="Overnemen").click()
    expect(page.locator("#text")).to_be_focused()


def say(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def shown(page: Page) -> list[tuple[int, str]]:
    rows = page.locator("#messages > li:not([data-pending])")
    found = rows.evaluate_all(
        "rows => rows.map(row => [Number(row.dataset.seq),"
        " row.querySelector('[data-f=text]').textContent])"
    )
    return [(seq, text) for seq, text in found]


def stored(served: Served, conversation: str) -> list[tuple[int, str]]:
    messages = served.site.services.conversations.messages_after(conversation, 0).messages
    return [(message.seq, message.text) for message in messages]


def test_somebody_who_comes_to_wait_appears_and_is_counted(served: Served, anna: Page) -> None:
    served.site.waiting()

    expect(anna.locator("#queue .row")).to_have_count(1)
    expect(anna).to_have_title("(1) Medewerkersconsole")


def test_the_talk_goes_both_ways(served: Served, anna: Page) -> None:
    conversation = served.site.waiting()
    take(anna)

    say(anna, "Goedemorgen, ik lees mee.")
    expect(anna.locator("[data-sender=staff]:not([data-pending])")).to_have_count(1)
    served.site.services.conversations.visitor_typing(conversation)
    expect(anna.get_by_text("Bezoeker typt…")).to_be_visible()
    served.site.write(conversation, "Dank u wel.")

    expect(anna.get_by_text("Dank u wel.")).to_be_visible()
    expect(anna.get_by_text("Bezoeker typt…")).to_be_hidden()
    assert shown(anna) == stored(served, conversation)


def test_the_second_to_take_over_is_told_who_was_first(
    served: Served, anna: Page, sign_in: SignIn
) -> None:
    berend = sign_in(served.site.operator("berend", "Berend Voorbeeld"))
    served.site.waiting()
    for page in (anna, berend):
        page.locator("#queue .row-link").click()
        expect(page.get_by_role("button", name="Overnemen")).to_be_visible()

    # Both press before either page hears of the other.
    for page in (anna, berend):
        page.evaluate("document.querySelector('[data-action=take] button').click()")

    # Which request arrives first is for the machine to say.
    for page in (anna, berend):
        expect(page.locator("#chat-owner")).to_have_text(re.compile("voert? dit gesprek"))
    first = anna.locator("#text").is_visible()
    winner, loser, name = (anna, berend, "Anna") if first else (berend, anna, "Berend")
    expect(winner.locator("#chat-owner")).to_have_text("Jij voert dit gesprek.")
    expect(loser.locator("#chat-owner")).to_have_text(f"{name} Voorbeeld voert dit gesprek.")
    expect(loser.locator("#text")).to_be_hidden()


def test_danger_raises_an_alarm_wherever_the_operator_is(served: Served, anna: Page) -> None:
    conversation = served.site.waiting()
    take(anna)
    anna.goto(f"{served.base}/staff/")
    expect(anna.locator("#connection")).to_have_attribute("data-status", "live")

    served.site.write(conversation, DANGER)

    alarm = anna.get_by_role("alert")
    expect(alarm).to_contain_text("schrijft over gevaar")
    expect(anna).to_have_title(re.compile("^Gevaar"))
    alarm.get_by_role("button", name="Open het gesprek").click()
    expect(anna.locator("#danger-line")).to_contain_text("112")
    expect(alarm.get_by_role("button")).to_have_count(0)


def test_a_draft_survives_a_reload(served: Served, anna: Page) -> None:
    served.site.waiting()
    take(anna)
    anna.locator("#text").fill("Nog niet af")

    anna.reload()

    expect(anna.locator("#text")).to_have_value("Nog niet af")


def test_a_restart_of_the_server_loses_nothing_and_shows_nothing_twice(
    served: Served, anna: Page
) -> None:
    conversation = served.site.waiting()
    take(anna)
    say(anna, "Voor de herstart")
    expect(anna.locator("[data-sender=staff]:not([data-pending])")).to_have_count(1)

    served.stop()
    expect(anna.locator("#notice")).to_contain_text("Geen verbinding")
    say(anna, "Tijdens de herstart")
    expect(anna.locator("[data-failed]")).to_have_count(1)
    served.start()
    expect(anna.locator("#notice")).to_contain_text("De verbinding is er weer")
    expect(anna.locator("[data-sender=staff]:not([data-pending])")).to_have_count(2)
    served.site.write(conversation, "Na de herstart")

    expect(anna.get_by_text("Na de herstart")).to_be_visible()
    expect(anna.locator("[data-pending]")).to_have_count(0)
    assert shown(anna) == stored(served, conversation)


def test_a_burst_both_ways_stays_in_order(served: Served, anna: Page) -> None:
    conversation = served.site.waiting()
    take(anna)

    for number in range(6):
        say(anna, f"Vraag {number}")
        served.site.write(conversation, f"Antwoord {number}")

    expect(anna.get_by_text("Vraag 5")).to_be_visible()
    expect(anna.get_by_text("Antwoord 5")).to_be_visible()
    expect(anna.locator("[data-pending]")).to_have_count(0)
    assert shown(anna) == stored(served, conversation)


def test_what_was_typed_comes_back_when_the_chat_is_lost(served: Served, anna: Page) -> None:
    conversation = served.site.waiting()
    take(anna)

    def close_first(route: Route) -> None:
        served.site.services.desk.close(conversation, 1)
        route.continue_()

    anna.route("**/messages", close_first)
    say(anna, "Te laat")

    expect(anna.locator("#notice")).to_contain_text("niet verstuurd")
    expect(anna.locator("#text")).to_have_value("Te laat")
    assert "Te laat" not in [text for _, text in stored(served, conversation)]


def test_an_erased_conversation_leaves_the_page(served: Served, anna: Page) -> None:
    conversation = served.site.waiting()
    take(anna)

    served.site.services.conversations.erase(conversation)

    expect(anna.locator("#notice")).to_contain_text("gewist")
    expect(anna.locator("#messages > li")).to_have_count(0)


def test_the_keyboard_alone_is_enough(served: Served, anna: Page) -> None:
    served.site.waiting()
    expect(anna.locator("#queue .row")).to_have_count(1)
    anna.locator("#queue .row-link").focus()
    anna.keyboard.press("Enter")
    anna.get_by_role("button", name="Overnemen").focus()
    anna.keyboard.press("Enter")
    expect(anna.locator("#text")).to_be_focused()
    anna.keyboard.type("Hallo")
    anna.keyboard.press("Shift+Enter")
    anna.keyboard.type("daar")
    anna.keyboard.press("Enter")
    expect(anna.locator("[data-sender=staff]:not([data-pending])")).to_have_text(
        re.compile("Hallo\ndaar")
    )
    anna.get_by_role("button", name="Teruggeven").focus()
    anna.keyboard.press("Enter")

    expect(anna.locator("#notice")).to_contain_text("teruggegeven aan de assistent")


def test_signing_out_forgets_what_the_tab_kept(served: Served, anna: Page) -> None:
    served.site.waiting()
    take(anna)
    anna.locator("#text").fill("Vertrouwelijk")

    anna.get_by_role("button", name="Afmelden").click()

    expect(anna.get_by_text("Je bent afgemeld.")).to_be_visible()
    assert "Vertrouwelijk" not in anna.evaluate("JSON.stringify(sessionStorage)")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out(served: Served, anna: Page, width: int) -> None:
    conversation = served.site.waiting()
    served.site.write(conversation, "x" * 300)
    take(anna)
    anna.set_viewport_size({"width": width, "height": 700})

    assert anna.evaluate("document.documentElement.scrollWidth") <= width
    expect(anna.get_by_role("button", name="Versturen")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: Served, anna: Page, scheme: Literal["light", "dark"]) -> None:
    anna.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    conversation = served.site.waiting()
    take(anna)
    say(anna, "Goedemorgen")
    served.site.write(conversation, DANGER)
    served.site.waiting()
    expect(anna.locator(".alarm[data-kind=danger]")).to_be_visible()
    expect(anna.locator("#queue .row")).to_have_count(1)
    console = Axe().run(anna)
    anna.goto(f"{served.base}/staff/sign-in")
    entrance = Axe().run(anna)

    assert console.violations_count == 0, console.generate_report()
    assert entrance.violations_count == 0, entrance.generate_report()
