"""Takes the picture of reading back: `python -m tests.browser.review_pictures`.

It shows the product with its trained model; the people and what they say are made up. With a
folder behind it, every page is taken there at each size and in both colours, with a script.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from bot.helpline.roles import Role
from tests.browser.chromium import running_browser
from tests.browser.reviewing import ReviewPage, tell_stories
from tests.browser.site import ROOT, Site
from tests.cast import ScriptedEngine
from tests.live import loaded_engine

FOLDER = ROOT / "docs" / "pictures" / "console"
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}


def take_pictures(folder: Path, everything: bool = False) -> None:
    """Makes the picture of the handbook anew; everything: each page at each size and colour."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = ScriptedEngine() if everything else loaded_engine()
    with TemporaryDirectory() as data, running_browser() as browser:
        site = Site(Path(data), engine)
        site.start()
        try:
            chat = tell_stories(site)
            for name, size in (("laptop", LAPTOP), ("phone", PHONE)):
                for scheme in ("light", "dark"):
                    if everything or (name, scheme) == ("laptop", "light"):
                        _each(browser, site, chat, folder, f"{name}_{scheme}", size, everything)
        finally:
            site.stop()


def _each(
    browser: Browser,
    site: Site,
    chat: str,
    folder: Path,
    name: str,
    size: dict[str, int],
    everything: bool,
) -> None:
    context = browser.new_context(
        viewport=size,
        locale="nl-NL",
        color_scheme="dark" if name.endswith("dark") else "light",
        reduced_motion="reduce",
    )
    roles = (Role.REVIEWER,)
    review = ReviewPage(context.new_page(), site, f"rian-{name.replace('_', '-')}", roles).sign_in()
    review.open_chat(chat)
    if not everything:
        review.find("#m2").evaluate("message => window.scrollTo(0, message.offsetTop - 200)")
        review.page.screenshot(path=folder / "review_laptop.png")
        context.close()
        return
    _shoot(review.page, folder / f"transcript_{name}.png")
    review.find(".correcting summary").nth(1).click()
    review.find(".correcting form").nth(1).scroll_into_view_if_needed()
    review.page.screenshot(path=folder / f"correcting_{name}.png")
    for path, shot in (("", "list"), ("/deleted", "deleted"), ("/corrections", "corrections")):
        review.page.goto(f"{site.base}/staff/review{path}")
        _shoot(review.page, folder / f"{shot}_{name}.png")
    review.search("schuur")
    _shoot(review.page, folder / f"search_{name}.png")
    context.close()


def _shoot(page: Page, file: Path) -> None:
    page.screenshot(path=file, full_page=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take_pictures(Path(sys.argv[1]), everything=True)
    else:
        take_pictures(FOLDER)
