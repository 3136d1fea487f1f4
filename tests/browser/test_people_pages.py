"""The pages about accounts in a browser: an invitation from end to end, and axe on each page."""

import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from bot.helpline.roles import Role
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.site import PASSWORD, Site
from tests.browser.test_accessibility import expect_no_violation

pytestmark = pytest.mark.browser

NEW_PASSWORD = "een heel lang wachtwoord uit losse woorden"


class Someone:
    """Somebody with an account, and a tab."""

    def __init__(self, page: Page, site: Site, login: str, secret: str) -> None:
        self.page = page
        self.site = site
        self.login = login
        self.secret = secret

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.site.clock())

    def sign_in(self, password: str = PASSWORD) -> "Someone":
        self.go("sign-in")
        self.page.get_by_label("Gebruikersnaam").fill(self.login)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.page.get_by_label("Code uit je").fill(self.code())
        self.press("Aanmelden")
        expect(self.page.get_by_role("button", name="Afmelden")).to_be_visible()
        return self

    def go(self, path: str) -> "Someone":
        self.page.goto(f"{self.site.base}/staff/{path}")
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


def administrator(tab: OpenTab, site: Site, **options: object) -> Someone:
    _, secret = site.add_operator("bram", "Bram Voorbeeld", [Role.ADMINISTRATOR])
    return Someone(tab(**options), site, "bram", secret).sign_in()


def test_an_invitation_from_link_to_first_sign_in(tab: OpenTab, site: Site) -> None:
    bram = administrator(tab, site).go("people")
    bram.page.get_by_label("Naam", exact=True).fill("Carla Voorbeeld")
    bram.page.get_by_label("Gebruikersnaam").fill("carla")
    bram.press("Uitnodiging maken")
    link = bram.page.get_by_label("Link", exact=True).input_value()

    page = tab(viewport=PHONE)
    page.goto(link)
    page.get_by_label("Nieuw wachtwoord").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_label("Nieuw wachtwoord")).to_have_attribute("type", "text")
    page.get_by_text("Lukt scannen niet?").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    carla = Someone(page, site, "carla", secret)
    page.get_by_label("Code uit je").fill(carla.code())
    carla.press("Account maken")

    expect(page.locator(".codes code")).to_have_count(10)
    page.get_by_role("link", name="Ik heb ze bewaard. Verder").click()
    expect(page).to_have_url(re.compile("/staff/$"))
    site.clock.advance(seconds=31)
    Someone(tab(), site, "carla", secret).sign_in(NEW_PASSWORD)


def test_a_recovery_code_opens_the_console_without_the_phone(tab: OpenTab, site: Site) -> None:
    bram = administrator(tab, site).go("account")
    bram.press("Nieuwe herstelcodes maken")
    code = bram.page.locator(".codes code").first.inner_text()

    page = tab()
    page.goto(f"{site.base}/staff/sign-in")
    page.get_by_label("Gebruikersnaam").fill("bram")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_text("Geen toegang tot je app?").click()
    page.get_by_label("Herstelcode").fill(code)
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    page.goto(f"{site.base}/staff/account")
    expect(page.get_by_text("Je hebt nog 9 herstelcodes")).to_be_visible()


def test_on_a_phone_the_parts_fold_away(tab: OpenTab, site: Site) -> None:
    bram = administrator(tab, site, viewport=PHONE).go("people")
    expect(bram.page.get_by_role("link", name="Logboek")).to_be_hidden()

    bram.press("Menu")
    bram.page.get_by_role("link", name="Mijn account").click()

    expect(bram.page.get_by_role("heading", name="Mijn account")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360x640", "1280x800"])
def test_every_page_can_be_used_by_everybody(
    tab: OpenTab, site: Site, scheme: str, viewport: dict[str, int]
) -> None:
    bram = administrator(tab, site, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    invitations = site.app.state.staff.invitations
    link = invitations.invite("carla", "Carla", [Role.OPERATOR], "password", site.clock(), 1)
    for path in (
        "people",
        "people/1",
        "account",
        "password",
        "confirm?back=/staff/people",
        "people/999",
        f"invitation/{link}",
        "invitation/x",
        "sign-in",
    ):
        bram.go(path)
        expect_no_violation(bram.page)
        wide = bram.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"], path
