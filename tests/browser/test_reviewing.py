"""Reading back in a browser: with the mouse, with the keyboard, and without script."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.helpline.roles import Role
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.reviewing import SAW, ReviewPage, tell, tell_stories
from tests.browser.site import Site
from tests.browser.test_accessibility import expect_no_violation
from tests.cast import GOODBYE

pytestmark = pytest.mark.browser

OpenReview = Callable[..., ReviewPage]
REVIEWER = (Role.REVIEWER,)


@pytest.fixture
def review(tab: OpenTab, site: Site) -> OpenReview:
    """Signs a reviewer in."""

    def open_review(**options: object) -> ReviewPage:
        page: Page = tab(reduced_motion="reduce", **options)
        return ReviewPage(page, site, "rian", REVIEWER).sign_in()

    return open_review


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360x640", "1280x800"])
def test_every_page_is_accessible(
    review: OpenReview, site: Site, size: dict[str, int], scheme: str
) -> None:
    chat = tell_stories(site)
    rian = review(viewport=size, color_scheme=scheme)
    for path in ("?danger=yes", "/deleted", "/corrections", ""):
        rian.page.goto(f"{site.base}/staff/review{path}")
        expect_no_violation(rian.page)
        expect_no_sideways_scrolling(rian.page)
    rian.search("schuur")
    expect(rian.find(".hit")).to_have_count(2)
    expect_no_violation(rian.page)
    rian.open_chat(chat)
    rian.find(".correcting summary").first.click()
    for drawer in rian.find(".drawer summary").all():
        drawer.click()
    expect_no_violation(rian.page)
    expect_no_sideways_scrolling(rian.page)


def expect_no_sideways_scrolling(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_words_are_marked_with_the_keyboard(review: OpenReview, site: Site) -> None:
    chat = tell(site, "😀 Mijn buurman Wolter zag het in Urk gebeuren", GOODBYE)
    rian = review()
    rian.open_chat(chat)
    rian.find(".correcting summary").first.press("Enter")
    text = rian.find(".to-mark").first
    assert text.input_value() == "😀 Mijn buurman ••• zag het in Urk gebeuren"
    text.focus()
    rian.page.keyboard.press("End")
    for _ in range(len(" gebeuren")):
        rian.page.keyboard.press("ArrowLeft")
    for _ in range(len("Urk")):
        rian.page.keyboard.press("Shift+ArrowLeft")
    rian.find(".what").first.select_option("place")
    rian.find(".mark-words").first.press("Enter")
    expect(rian.find(".spans").first).to_contain_text("plaats: Urk")
    rian.find(".correcting button.primary").first.click()
    expect(rian.find("[role=status]").first).to_contain_text("opgeslagen")
    expect(rian.find(".corrected")).to_contain_text("plaats: Urk")


def test_what_is_masked_is_marked_as_a_whole(review: OpenReview, site: Site) -> None:
    chat = tell(site, "Mijn buurman Wolter Verzonnen zag het", GOODBYE)
    rian = review()
    rian.open_chat(chat)
    rian.find(".correcting summary").first.click()
    text = rian.find(".to-mark").first
    shown = text.input_value()
    start = shown.index("•••")
    # Half of the dots is enough.
    text.evaluate("(field, at) => field.setSelectionRange(at, at + 1)", start + 1)
    rian.find(".mark-words").first.click()
    value = rian.find(".spans input").first.get_attribute("value")
    assert value is not None
    first, last, _ = value.split("-")
    assert "Mijn buurman Wolter Verzonnen zag het"[int(first) : int(last)] == "Wolter Verzonnen"


def test_without_a_choice_the_page_says_so(review: OpenReview, site: Site) -> None:
    chat = tell(site, "Het is in Urk", GOODBYE)
    rian = review()
    rian.open_chat(chat)
    rian.find(".correcting summary").first.click()
    rian.find(".mark-words").first.click()
    expect(rian.find(".told").first).to_have_text("Kies eerst woorden in het bericht.")


def test_a_search_goes_on_by_itself(
    review: OpenReview, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.BATCH", 2)
    monkeypatch.setattr("bot.staff.review.searching.BUDGET_SECONDS", 0.0)
    for number in range(7):
        tell(site, f"schuur {number}", GOODBYE)
    rian = review()
    addresses: list[str] = []
    rian.page.on("request", lambda request: addresses.append(request.url))
    rian.search("schuur")
    expect(rian.find(".hit")).to_have_count(7)
    expect(rian.find("#further")).to_be_hidden()
    assert len([one for one in addresses if one.endswith("/search")]) > 2
    assert not [one for one in addresses if "schuur" in one]


def test_all_conversations_of_a_page_are_chosen_and_saved(review: OpenReview, site: Site) -> None:
    tell_stories(site)
    rian = review()
    rian.find("#all input").check()
    expect(rian.find('input[name="conversation"]:checked')).to_have_count(3)
    rian.page.get_by_label("Soort bestand").select_option("json")
    with rian.page.expect_download() as download:
        rian.press("Opslaan")
    path = download.value.path()
    assert len(json.loads(Path(path).read_bytes())["conversations"]) == 3


def test_it_is_opened_for_one_page_only(review: OpenReview, site: Site) -> None:
    chat = tell_stories(site)
    rian = review()
    rian.open_chat(chat)
    expect(rian.find(".said")).not_to_contain_text("Wolter")
    rian.find(".drawer summary").first.click()
    rian.page.get_by_label("Reden").first.select_option("safety")
    rian.press("Open dit gesprek")
    expect(rian.find(".said")).to_contain_text(SAW)
    rian.page.get_by_role("link", name="Weer afdekken").click()
    expect(rian.find("[role=status]").first).to_contain_text("weer afgedekt")
    expect(rian.find(".said")).not_to_contain_text("Wolter")


def test_everything_works_without_script(
    review: OpenReview, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.BATCH", 1)
    monkeypatch.setattr("bot.staff.review.searching.BUDGET_SECONDS", 0.0)
    chats = [tell(site, f"Een schuur in Urk, {number}", GOODBYE) for number in range(2)]
    rian = review(java_script_enabled=False)
    rian.page.get_by_label("Zoeken in wat er is geschreven").fill("schuur urk")
    rian.press("Zoeken")
    expect(rian.find(".hit a")).to_have_attribute("href", f"/staff/review/{chats[1]}")
    rian.press("Verder zoeken")
    expect(rian.find(".hit a")).to_have_attribute("href", f"/staff/review/{chats[0]}")
    rian.find(".hit a").click()
    rian.find(".correcting summary").first.click()
    rian.page.get_by_label("Eerste woord").first.select_option(label="Urk,")
    rian.page.get_by_label("Laatste woord").first.select_option(label="Urk,")
    rian.page.get_by_label("De bezoeker bedoelde").first.select_option("form_labour")
    rian.find(".correcting button.primary").first.click()
    expect(rian.find(".corrected")).to_contain_text("Arbeidsuitbuiting")
    expect(rian.find(".corrected")).to_contain_text("plaats: Urk,")
    rian.press("Markeer als nagelezen")
    expect(rian.page.get_by_role("button", name="Toch niet nagelezen")).to_be_visible()
