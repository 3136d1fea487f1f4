"""The staff console, as an operator uses it."""

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.site import PASSWORD, Site


class ConsolePage:
    """One tab with the console."""

    def __init__(self, page: Page, site: Site, login: str, secret: str) -> None:
        self.page = page
        self.site = site
        self.login = login
        self._secret = secret

    def find(self, selector: str) -> Locator:
        """A part of the console."""
        return self.page.locator(selector)

    @property
    def rows(self) -> Locator:
        """Who waits."""
        return self.find("#queue .row")

    @property
    def transcript(self) -> Locator:
        """The messages of the open chat."""
        return self.find("#messages")

    @property
    def notice(self) -> Locator:
        """What the console tells the operator."""
        return self.find("#notice")

    @property
    def typing(self) -> Locator:
        """The line that says that the visitor is typing."""
        return self.find("#typing")

    def messages(self, text: str) -> Locator:
        """The messages of the open chat that hold a text."""
        return self.find("#messages .message").filter(has_text=text)

    def sign_in(self) -> "ConsolePage":
        """Signs in with password and code."""
        self.page.goto(f"{self.site.base}/staff/")
        self.page.get_by_label("Gebruikersnaam").fill(self.login)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_label("Code uit je").fill(pyotp.TOTP(self._secret).at(self.site.clock()))
        self.press("Aanmelden")
        expect(self.find("#connection")).to_have_attribute("data-status", "live")
        return self

    def come_on_duty(self) -> "ConsolePage":
        """Turns the switch on."""
        switch = self.page.get_by_role("switch")
        switch.click()
        expect(switch).to_have_attribute("aria-checked", "true")
        return self

    def open_first(self) -> None:
        """Opens the chat of who is on top of the queue."""
        self.rows.first.locator("a").click()
        expect(self.find("form[data-action=take]")).to_be_visible()

    def take_first(self) -> None:
        """Takes over who is on top of the queue."""
        self.open_first()
        self.press("Overnemen")
        expect(self.find("form[data-action=messages]")).to_be_visible()

    def open(self, conversation: str) -> None:
        """Opens the chat with this visitor, from whichever list it stands in."""
        self.find(f'.lists [data-conversation="{conversation}"] a').first.click()
        expect(self.find("#chat")).to_have_attribute("data-conversation", conversation)
        expect(self.find("#chat")).not_to_have_attribute("data-role", "none")

    def take(self, visitor: ChatPage) -> None:
        """Takes over this visitor."""
        self.open(visitor.conversation)
        self.press("Overnemen")
        expect(self.find("form[data-action=messages]")).to_be_visible()

    def write(self, text: str) -> None:
        """Sends a message to the visitor."""
        self.find("#text").fill(text)
        self.find("#text").press("Enter")

    def press(self, label: str) -> None:
        """Presses a button."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def close_chat(self) -> None:
        """Ends the chat, after the question whether that is meant."""
        self.find('[popovertarget="close-dialog"]').first.click()
        self.press("Ja, afsluiten")

    def sequence(self) -> list[int]:
        """The sequence numbers of what is shown, from top to bottom."""
        numbers: list[int] = self.transcript.locator("[data-seq]").evaluate_all(
            "(nodes) => nodes.map((node) => Number(node.dataset.seq))"
        )
        return numbers

    def expect_each_once(self, *texts: str) -> None:
        """Every text stands in the transcript once, and all numbers follow each other."""
        for text in texts:
            expect(self.messages(text)).to_have_count(1)
        expect(self.find("#messages [data-pending]")).to_have_count(0)
        assert self.sequence() == list(range(1, len(self.sequence()) + 1))
