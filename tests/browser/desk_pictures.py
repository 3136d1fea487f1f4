"""Takes the pictures of the operators' manual: `python -m tests.browser.desk_pictures [folder]`.

The people and what they say are made up, and so is what the assistant answers. With
`every` after the folder it takes each pane and dialog, in both colours and both sizes.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.engine.answer import Answer, Reply, Said
from tests.browser.chat_page import ChatPage
from tests.browser.chromium import running_browser
from tests.browser.console_page import ConsolePage
from tests.browser.site import ROOT, Site
from tests.cast import ACUTE, ASK_PERSON, ScriptedEngine

FOLDER = ROOT / "docs" / "pictures" / "console"
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}
REPORT = {
    "role": "bystander",
    "narrative": "In een schuur in Luttelgeest slapen zeker tien mannen. Ze werken in de "
    "kassen, maar krijgen geen loon. Hun baas heeft hun paspoorten.",
    "exploitation_form": "labour",
    "municipality": "Noordoostpolder",
    "when": "Elke ochtend haalt een busje ze op",
    "still_going_on": "yes",
    "people": "10",
    "minors": "unknown",
}
PERSON = "Ik wil een medewerker spreken"
TO_TOP = "pane => pane.scrollTo(0, 0)"


class DutchEngine(ScriptedEngine):
    """The scripted assistant, asked in Dutch and answering as the real one would."""

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        """Thanks for what was told; a person when asked for one."""
        asks = said.text == PERSON
        heard = replace(said, text=ASK_PERSON) if asks else said
        words = "Goed dat je dit vertelt. Weet je waar dit is?"
        if said.payload == "/start":
            words = "Hoi, ik ben een computer. Je praat anoniem. Bel bij gevaar 112."
        elif asks:
            words = "Er is nu een medewerker. Ik vraag of die bij je komt. Blijf op deze pagina."
        answer = super().answer(conversation_id, heard, memory, at)
        return replace(answer, replies=(Reply(words),))


class Scene:
    """Two operators, a chat that goes on, and three visitors who wait, one in danger."""

    def __init__(self, browser: Browser, site: Site, engine: ScriptedEngine) -> None:
        self.browser = browser
        self.site = site
        self.engine = engine
        self.open: list[BrowserContext] = []
        self.ayla = self._operator("ayla", "Ayla Voorbeeld", viewport=LAPTOP)
        self.bram = self._operator("bram", "Bram Voorbeeld", viewport=LAPTOP)
        self.here = [operator for operator, _ in self._known]

    _known: list[tuple[int, str]]

    def _operator(self, login: str, name: str, **options: object) -> ConsolePage:
        if not hasattr(self, "_known"):
            self._known = []
        operator, secret = self.site.add_operator(login, name)
        self._known.append((operator, secret))
        page = self.tab(**options)
        return ConsolePage(page, self.site, login, secret).sign_in().come_on_duty()

    def tab(self, **options: object) -> Page:
        """A tab in a profile of its own."""
        context = self.browser.new_context(
            **{"locale": "nl-NL", "reduced_motion": "reduce", **options}  # type: ignore[arg-type]
        )
        self.open.append(context)
        return context.new_page()

    def pass_by(self, **by: float) -> None:
        """Lets time pass, with both operators there."""
        self.site.clock.advance(**by)
        for operator in self.here:
            self.site.services.desk.heartbeat(operator)

    def visitor(self, *texts: str, **report: str) -> ChatPage:
        """A visitor who waits for a person."""
        self.engine.report.clear()
        self.engine.report.update(report)
        chat = ChatPage(self.tab(viewport=PHONE), self.site.base).arrive().begin()
        for text in texts:
            chat.say(text)
        chat.write(PERSON)
        expect(chat.state).to_contain_text("Je wacht op een medewerker")
        return chat

    def play(self) -> ChatPage:
        """Up to the moment that the pictures show; gives the visitor of the open chat."""
        passed = self.visitor("Wij wonen met z'n negenen op één kamer.", **REPORT)
        self.bram.take_first()
        self.pass_by(minutes=2)
        self.bram.page.get_by_role("button", name="Overdragen").click()
        self.bram.page.get_by_label("Ayla Voorbeeld").check()
        self.bram.page.get_by_label("Notitie voor je collega").fill(
            "Vraag nog naar de tijden van het busje. Ik moet nu naar een overleg."
        )
        self.bram.page.get_by_role("button", name="Draag over").click()
        own = self.visitor("Een meisje in mijn klas heeft ineens veel geld.", municipality="Almere")
        self.ayla.page.locator("#queue .row-link").first.click()
        self.ayla.press("Overnemen")
        self.bram.take(self.visitor("Ik wil iets vragen over mijn werk."))
        self.pass_by(minutes=3)
        self.visitor("Ik wil iets melden over een nagelsalon.", municipality="Urk")
        self.pass_by(minutes=1)
        danger = self.visitor("Hij dreigt.", exploitation_form="sexual", municipality="Dronten")
        danger.say(ACUTE)
        self.pass_by(minutes=1)
        own.say("Bent u daar nog?")
        self.ayla.open(passed.conversation)
        self.ayla.write("Goedemorgen, ik ben Ayla. Ik heb je melding gelezen.")
        expect(passed.messages("Goedemorgen", "staff")).to_be_visible()
        passed.say("Fijn. Wat kan ik nu het beste doen?")
        self.ayla.write("Ga er niet zelf naartoe. Hoe laat komt dat busje meestal?")
        expect(passed.messages("Ga er niet zelf", "staff")).to_be_visible()
        return passed

    def close(self) -> None:
        """Closes every tab."""
        for context in self.open:
            context.close()


@contextmanager
def played() -> Iterator[tuple[Scene, ChatPage]]:
    """The scene at the moment of the pictures."""
    engine = DutchEngine()
    with TemporaryDirectory() as data, running_browser() as browser:
        site = Site(Path(data), engine)
        site.start()
        scene = Scene(browser, site, engine)
        try:
            yield scene, scene.play()
        finally:
            scene.close()
            site.stop()


def take_pictures(folder: Path) -> None:
    """Makes both pictures of the manual anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with played() as (scene, talking):
        page = scene.ayla.page
        _calm(page)
        talking.page.wait_for_timeout(4200)
        talking.input.press_sequentially("Om")
        expect(scene.ayla.typing).to_be_visible()
        page.locator(".lists").evaluate(TO_TOP)
        _keep(page, folder / "desk_laptop.png")
        page.set_viewport_size(PHONE)
        page.locator("[data-pane=lists]").click()
        page.locator(".lists").evaluate(TO_TOP)
        _keep(page, folder / "desk_phone.png")


def take_every(folder: Path) -> None:
    """Takes each pane and each dialog, to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    with played() as (scene, _):
        page = scene.ayla.page
        page.screenshot(path=folder / "first.png")
        _calm(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.set_viewport_size(LAPTOP)
            page.screenshot(path=folder / f"laptop-{scheme}.png")
            for button in ("transfer-dialog", "desk-dialog", "keys-dialog"):
                page.locator(f'[popovertarget="{button}"]').first.click()
                page.screenshot(path=folder / f"{button}-{scheme}.png")
                page.keyboard.press("Escape")
            page.locator("#text").press_sequentially("/")
            expect(page.locator("#canned-list li").first).to_be_visible()
            page.screenshot(path=folder / f"canned-{scheme}.png")
            page.keyboard.press("Escape")
            page.set_viewport_size(PHONE)
            for pane in ("lists", "chat", "side"):
                page.locator(f"[data-pane={pane}]").click()
                page.screenshot(path=folder / f"phone-{pane}-{scheme}.png")
        page.goto(f"{scene.site.base}/staff/canned?edit=1")
        page.screenshot(path=folder / "canned-page-phone.png")
        page.set_viewport_size(LAPTOP)
        page.screenshot(path=folder / "canned-page.png")


def _calm(page: Page) -> None:
    """Says that the alarms were seen and the sound was heard."""
    while page.locator(".alarm").count():
        page.locator(".alarm button").last.click()
    if page.locator("#start-later").is_visible():
        page.locator("#start-later").click()
    page.locator(".lists").evaluate(TO_TOP)


def _keep(page: Page, file: Path) -> None:
    """A picture with few enough colours to be small."""
    shot = Image.open(BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(128).save(file, optimize=True)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    (take_every if sys.argv[2:] == ["every"] else take_pictures)(target)
