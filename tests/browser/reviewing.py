"""Somebody who reads back in a browser, and conversations for them to read."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pyotp
from playwright.sync_api import Locator, Page, expect

from bot.conversation.archive_decisions import Decisions
from bot.conversation.archive_values import Remark
from bot.conversation.house import House
from bot.helpline.correction import Flag
from bot.helpline.roles import Role
from bot.organisation import OrganisationFile
from bot.staff.people.codes import new_secret
from bot.staff.people.passwords import hash_password
from bot.store.corrections import Span
from bot.store.staff_accounts import StaffAccounts
from tests.browser.site import PASSWORD, ROOT, Site
from tests.cast import ACUTE, ASK_PERSON, GOODBYE, ScriptedEngine

SAW = (
    "In een schuur in Luttelgeest slapen zeker tien mannen. Mijn buurman Wolter zag het ook, "
    "bel hem op 06-12345678."
)
REPORT = {
    "role": "bystander",
    "narrative": SAW,
    "exploitation_form": "labour",
    "municipality": "Noordoostpolder",
    "still_going_on": "yes",
}


class ReviewPage:
    """One tab with the pages of review."""

    def __init__(self, page: Page, site: Site, login: str, roles: tuple[Role, ...]) -> None:
        self.page = page
        self.site = site
        self.login = login
        self._secret = new_secret()
        state = site.services
        accounts = StaffAccounts(state.database, state.vault)
        password = hash_password(PASSWORD)
        accounts.add(login, "Rian Voorbeeld", password, self._secret, site.clock(), roles)

    def find(self, selector: str) -> Locator:
        """A part of the page."""
        return self.page.locator(selector)

    def sign_in(self) -> "ReviewPage":
        """Signs in with password and code."""
        self.page.goto(f"{self.site.base}/staff/sign-in")
        self.page.get_by_label("Gebruikersnaam").fill(self.login)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_label("Code uit je").fill(pyotp.TOTP(self._secret).at(self.site.clock()))
        self.press("Aanmelden")
        expect(self.find(".tabs")).to_be_visible()
        return self

    def press(self, label: str) -> None:
        """Presses a button."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def open_chat(self, conversation: str) -> None:
        """Opens a transcript."""
        self.page.goto(f"{self.site.base}/staff/review/{conversation}")

    def search(self, words: str) -> None:
        """Searches from the list."""
        self.page.goto(f"{self.site.base}/staff/review")
        self.page.get_by_label("Zoeken in wat er is geschreven").fill(words)
        self.press("Zoeken")
        expect(self.find("#progress")).to_contain_text("Dit is alles.")


def tell(site: Site, *texts: str, report: dict[str, str] | None = None) -> str:
    """A conversation in which a visitor writes this."""
    engine = site.app.state.engine
    if isinstance(engine, ScriptedEngine):
        engine.report.clear()
        engine.report.update(report or {})
    conversations = site.services.conversations
    conversation = conversations.start("nl").conversation
    for text in texts:
        site.clock.advance(seconds=40)
        turn = conversations.receive(conversation, str(uuid4()), text, None)
        # In a thread of its own: Playwright keeps an event loop running.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, turn).result()
    site.clock.advance(minutes=7)
    return conversation


def tell_stories(site: Site) -> str:
    """Some conversations that ended, of which one was handled by a person: that one."""
    operator, _ = site.add_operator("ayla", "Ayla Voorbeeld")
    erased = tell(site, "Toch maar niet", GOODBYE)
    site.services.conversations.erase(erased)
    tell(site, "Is dit anoniem?", GOODBYE, report={"municipality": "Urk"})
    tell(site, ACUTE, GOODBYE, report=REPORT | {"municipality": "Almere"})
    desk = site.services.desk
    chat = tell(site, SAW, "Ze krijgen geen loon. Een busje, 12-ABC-3, haalt ze op.", report=REPORT)
    desk.set_available(operator, True)
    asks = ASK_PERSON
    if not isinstance(site.app.state.engine, ScriptedEngine):
        asks = "Ik wil een medewerker spreken"
    turn = site.services.conversations.receive(chat, str(uuid4()), asks, None)
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, turn).result()
    desk.take(chat, operator)
    said = "Goedemorgen, ik heb je melding gelezen. Is Wolter je buurman?"
    desk.say(chat, operator, str(uuid4()), said)
    desk.close(chat, operator)
    correct(site, chat, operator)
    return chat


def correct(site: Site, conversation: str, operator: int) -> None:
    """A correction of the first thing that the visitor wrote."""
    services = site.services
    house = House(OrganisationFile(ROOT / "organisation.yml"))
    decisions = Decisions(services.database, services.vault, house, services.audit, site.clock)
    start = SAW.index("Luttelgeest")
    spans = (Span(start, start + len("Luttelgeest"), "place"),)
    remark = Remark("form_labour", spans, (Flag.DANGER_MISSED.value,), "Wolter is geen slachtoffer")
    decisions.correct(conversation, 2, operator, remark)
