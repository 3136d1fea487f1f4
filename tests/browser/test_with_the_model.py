"""The whole way with the trained model: from the first message to a person or to 112."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.engine.embedded import EmbeddedEngine
from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenConsole
from tests.browser.site import Site
from tests.cast import ACUTE

pytestmark = [pytest.mark.browser, pytest.mark.engine]

SAW = (
    "In een schuur in Luttelgeest slapen zeker tien mannen. Ze werken in de kassen, maar "
    "krijgen geen loon. Hun baas heeft hun paspoorten."
)


@pytest.fixture
def site(tmp_path: Path, trained_engine: EmbeddedEngine) -> Iterator[Site]:
    """The running product with the trained model."""
    site = Site(tmp_path, trained_engine)
    site.start()
    yield site
    site.stop()


def report_something(chat: ChatPage) -> None:
    """Tells what was seen and skips every question after it, up to the summary."""
    chat.choose("Nee")
    chat.choose("Ik maak me zorgen over iemand")
    expect(chat.messages("gezien of gehoord", "bot")).to_be_visible()
    chat.say(SAW)
    for _ in range(8):
        choices = chat.find(".choices")
        expect(choices).to_have_count(1)
        if chat.messages("Klopt dit?", "bot").count():
            return
        skip = choices.get_by_role("button", name="Overslaan")
        chat.choose("Overslaan" if skip.count() else "Nee, dit is alles")
    raise AssertionError("no summary after eight questions")


def test_a_report_is_summarised_confirmed_and_read_by_a_person(
    console: OpenConsole, chat: ChatPage
) -> None:
    ayla = console()
    report_something(chat)
    summary = chat.messages("Klopt dit?", "bot")
    expect(summary).to_contain_text("Noordoostpolder")
    expect(summary).to_contain_text("arbeidsuitbuiting")
    chat.choose("Ja, dit klopt")
    expect(chat.state).to_contain_text("Je bent nummer 1")
    ayla.take_first()
    expect(ayla.find("#chips")).to_contain_text("Noordoostpolder")
    expect(ayla.find("#facts")).to_contain_text("In een schuur in Luttelgeest")
    ayla.write("Dank je wel voor je melding.")
    expect(chat.messages("Dank je wel voor je melding.", "staff")).to_be_visible()


def test_a_message_about_danger_is_answered_with_112(chat: ChatPage) -> None:
    chat.say(ACUTE)
    expect(chat.messages("112", "bot").last.locator('a[href="tel:112"]')).to_be_visible()
