"""Takes the pictures of the README: `python -m tests.browser.pictures`.

Both show the product with its trained model; the people and what they say are made up.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.chromium import running_browser
from tests.browser.console_page import ConsolePage
from tests.browser.site import ROOT, Site
from tests.cast import ACUTE
from tests.live import loaded_engine

FOLDER = ROOT / "docs" / "pictures"
LOOK = {"locale": "nl-NL", "color_scheme": "light", "reduced_motion": "reduce"}
SAW = (
    "In een schuur in Luttelgeest slapen zeker tien mannen. Ze werken in de kassen, "
    "maar krijgen geen loon. Hun baas heeft hun paspoorten. Elke ochtend haalt "
    "een busje ze op."
)


def take_pictures(folder: Path) -> None:
    """Makes both pictures anew."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = loaded_engine()
    with TemporaryDirectory() as data, running_browser() as browser:
        site = Site(Path(data), engine)
        site.start()
        try:
            _visitor(browser, site, folder / "visitor-phone.png")
            _console(browser, site, folder / "console.png")
        finally:
            site.stop()
            engine.close()


def _visitor(browser: Browser, site: Site, file: Path) -> None:
    phone = browser.new_context(
        viewport={"width": 360, "height": 640}, device_scale_factor=2, has_touch=True, **LOOK
    )
    chat = _begin_report(phone.new_page(), site)
    chat.page.mouse.click(1, 300)
    chat.page.screenshot(path=file)
    phone.close()


def _console(browser: Browser, site: Site, file: Path) -> None:
    office = browser.new_context(viewport={"width": 1280, "height": 800}, **LOOK)
    operator, secret = site.add_operator("ayla", "Ayla Voorbeeld")
    ayla = ConsolePage(office.new_page(), site, "ayla", secret).sign_in().come_on_duty()
    visitors = [browser.new_context(**LOOK).new_page() for _ in range(3)]
    chats = [_wait_for_a_person(page, site, operator) for page in visitors]
    chats[2].say(ACUTE)
    expect(chats[2].messages("112").last).to_be_visible()
    # After a reload the danger stands in the queue, without the alarm over the page.
    ayla.page.reload()
    ayla.find(f'#queue [data-conversation="{chats[0].conversation}"] a').click()
    ayla.press("Overnemen")
    ayla.write("Goedemorgen, ik ben medewerker van het meldpunt. Ik heb je melding gelezen.")
    talking = chats[0]
    expect(talking.messages("Goedemorgen", "staff")).to_be_visible()
    talking.say("Fijn. Wat kan ik nu het beste doen?")
    ayla.write("Ga er niet zelf naartoe. Weet je nog wanneer je dit voor het laatst zag?")
    expect(talking.messages("Ga er niet zelf", "staff")).to_be_visible()
    # The page tells only once in a few seconds that somebody is typing.
    talking.page.wait_for_timeout(4100)
    talking.input.press_sequentially("Gisteravond")
    expect(ayla.typing).to_be_visible()
    ayla.page.screenshot(path=file)
    office.close()


def _begin_report(page: Page, site: Site) -> ChatPage:
    chat = ChatPage(page, site.base).arrive().begin()
    chat.choose("Nee")
    chat.choose("Ik maak me zorgen over iemand")
    expect(chat.messages("gezien of gehoord", "bot")).to_be_visible()
    chat.say(SAW)
    expect(chat.find(".choices")).to_have_count(1)
    return chat


def _wait_for_a_person(page: Page, site: Site, operator: int) -> ChatPage:
    """Reports something, and asks for a person two minutes after the one before."""
    chat = _begin_report(page, site)
    site.clock.advance(minutes=2)
    site.services.desk.heartbeat(operator)
    chat.write("Ik wil een medewerker spreken")
    expect(chat.state).to_contain_text("Je wacht op een medewerker")
    return chat


if __name__ == "__main__":
    take_pictures(FOLDER)
