"""Single sign-on with a real OpenID provider on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.helpline.roles import Role
from bot.staff.people.identity import SingleSignOnRefused, identity_of
from tests.staff.openid import CONSOLE, Person, RunningProvider, running_provider
from tests.staff.site import Operator, Site

pytestmark = pytest.mark.openid
NOBODY_LISTENS = "http://localhost:9"


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, sqlite_template: Path, provider: RunningProvider) -> Iterator[Site]:
    yield from opened(tmp_path, sqlite_template, provider.issuer)


def opened(folder: Path, template: Path, issuer: str, amr: tuple[str, ...] = ()) -> Iterator[Site]:
    copyfile(template, folder / "chat.sqlite3")
    site = Site(
        folder,
        base_url=CONSOLE,
        oidc_issuer=issuer,
        oidc_client_id="console",
        oidc_client_secret="geheim-voorbeeld-van-de-console",
        oidc_label="Voorbeeld-ID",
        oidc_require_amr=amr,
    )
    # The provider has the time of this machine.
    site.clock.now = datetime.now(UTC)
    try:
        yield site
    finally:
        site.services.close()


def invite(site: Site, login: str = "anna", role: Role = Role.OPERATOR) -> str:
    return site.app.state.staff.invitations.invite(
        login, login.title(), [role], "oidc", site.clock(), by=None
    )


def browser(site: Site) -> Operator:
    return Operator(site, "", "")


def through(who: Operator, person: Person, start: str = "/staff/single-sign-on") -> str:
    """Goes to the provider and back; the page that the console shows then."""
    away = who.http.get(start)
    assert away.status_code == 303, away.text
    back = person.go(away.headers["location"])
    return who.http.get(back).text


def joined(site: Site, name: str = "anna") -> tuple[Operator, Person]:
    who, person = browser(site), Person(name)
    page = through(who, person, f"/staff/invitation/{invite(site, name)}/single-sign-on")
    assert "Je bent aangemeld" in page
    return who, person


def test_who_was_invited_gets_an_account_and_is_signed_in(site: Site) -> None:
    who, _ = joined(site)

    assert "Anna" in who.http.get("/staff/account").text
    assert "Eigen organisatie" in who.http.get("/staff/account").text


def test_who_signs_in_there_has_no_password_to_change_here(site: Site) -> None:
    who, _ = joined(site)

    assert who.http.get("/staff/password").headers["location"] == "/staff/account"
    assert "herstelcodes" not in who.http.get("/staff/account").text


def test_the_next_time_no_invitation_is_needed(site: Site) -> None:
    joined(site)
    again = browser(site)

    page = through(again, Person("anna"))

    assert "Je bent aangemeld" in page
    assert again.http.get("/staff/start").headers["location"] == "/staff/"


def test_the_way_there_has_pkce_state_and_nonce(site: Site) -> None:
    query = parse_qs(
        urlsplit(browser(site).http.get("/staff/single-sign-on").headers["location"]).query
    )

    assert query["code_challenge_method"] == ["S256"]
    assert all(len(query[name][0]) >= 43 for name in ("code_challenge", "state", "nonce"))
    assert query["redirect_uri"] == [f"{CONSOLE}/staff/single-sign-on/callback"]


def test_somebody_without_an_account_is_told(site: Site) -> None:
    assert "geen account" in through(browser(site), Person("berend"))


def test_the_invitation_of_another_does_not_make_an_account(site: Site) -> None:
    who = browser(site)
    page = through(who, Person("berend"), f"/staff/invitation/{invite(site)}/single-sign-on")

    assert "iemand anders" in page
    assert site.accounts.find("anna") is None


def test_a_verified_address_can_be_the_login(site: Site) -> None:
    claims = {"iss": "i", "sub": "s", "email": "Anna@voorbeeld.example", "email_verified": True}

    assert identity_of(claims, {}, (), None).logins == {"anna@voorbeeld.example"}
    assert not identity_of(claims | {"email_verified": False}, {}, (), None).logins


def test_what_is_told_about_somebody_else_is_left_out() -> None:
    claims = {"iss": "i", "sub": "s"}

    assert not identity_of(claims, {"sub": "other", "preferred_username": "anna"}, (), None).logins


def test_a_disabled_account_stays_out(site: Site) -> None:
    joined(site)
    site.colleagues.disable(1, site.clock(), None)

    assert "geen account" in through(browser(site), Person("anna"))


def test_an_answer_is_good_for_the_browser_that_asked_only(site: Site) -> None:
    joined(site)
    who, other = browser(site), browser(site)
    back = Person("anna").go(who.http.get("/staff/single-sign-on").headers["location"])

    assert other.http.get(back).status_code == 403
    other.http.get("/staff/single-sign-on")
    assert other.http.get(back).status_code == 403
    assert "console" not in other.http.cookies
    assert who.http.get(back).status_code == 200


def test_an_answer_comes_too_late_after_ten_minutes(site: Site) -> None:
    joined(site)
    who = browser(site)
    away = who.http.get("/staff/single-sign-on")
    flow = who.http.cookies["console-flow"]
    back = Person("anna").go(away.headers["location"])
    site.clock.advance(minutes=11)

    assert who.http.get(back).status_code == 403

    # Nothing but the time was wrong.
    site.clock.advance(minutes=-11)
    who.http.cookies.set("console-flow", flow, path="/staff/single-sign-on")
    assert who.http.get(back).status_code == 200


def test_an_answer_is_good_once(site: Site) -> None:
    joined(site)
    who = browser(site)
    away = who.http.get("/staff/single-sign-on")
    flow = who.http.cookies["console-flow"]
    back = Person("anna").go(away.headers["location"])
    assert who.http.get(back).status_code == 200

    who.http.cookies.set("console-flow", flow, path="/staff/single-sign-on")
    assert who.http.get(back).status_code == 403


def test_a_token_for_another_nonce_is_refused(site: Site) -> None:
    who = browser(site)
    away = who.http.get("/staff/single-sign-on").headers["location"]
    nonce = parse_qs(urlsplit(away).query)["nonce"][0]
    back = Person("anna").go(away.replace(nonce, "een-andere-nonce"))

    assert who.http.get(back).status_code == 403


def test_proving_it_again_counts_for_ten_minutes(site: Site) -> None:
    who, person = joined(site)
    site.clock.advance(minutes=11)
    # The provider has the present time; the console's is ahead of it by less than it allows.
    site.clock.now = datetime.now(UTC)
    session = site.app.state.staff.sign_ins.of(1, site.clock())[0].name
    site.app.state.staff.sign_ins.verify(session, datetime(2026, 1, 1, tzinfo=UTC))
    assert "Bevestigen met Voorbeeld-ID" in who.http.get("/staff/confirm").text

    page = through(who, person, "/staff/single-sign-on/confirm?back=/staff/account")

    assert "url=/staff/account" in page
    found = site.app.state.staff.sign_ins.find(who.http.cookies["console"], site.clock())
    assert found.verified_at == site.clock()


def test_somebody_else_cannot_prove_it(site: Site) -> None:
    joined(site, "berend")
    who, _ = joined(site)

    page = through(who, Person("berend"), "/staff/single-sign-on/confirm?back=/staff/account")

    assert "iemand anders" in page


@pytest.mark.parametrize(("amr", "enters"), [("pwd", True), ("mfa", False)])
def test_a_second_factor_can_be_demanded(
    tmp_path: Path, sqlite_template: Path, provider: RunningProvider, amr: str, enters: bool
) -> None:
    for site in opened(tmp_path, sqlite_template, provider.issuer, (amr,)):
        start = f"/staff/invitation/{invite(site)}/single-sign-on"
        page = through(browser(site), Person("anna"), start)
        assert ("Je bent aangemeld" in page) is enters
        assert ("tweede stap" in page) is not enters


def test_an_old_sign_in_at_the_provider_is_no_fresh_proof() -> None:
    with pytest.raises(SingleSignOnRefused):
        identity_of({"iss": "i", "sub": "s", "auth_time": 1000}, {}, (), since=2000)


def test_when_the_provider_is_down_a_password_still_works(
    tmp_path: Path, sqlite_template: Path
) -> None:
    for site in opened(tmp_path, sqlite_template, NOBODY_LISTENS):
        anna = site.operator()

        down = anna.http.get("/staff/single-sign-on")

        assert down.status_code == 503
        assert "Voorbeeld-ID is nu niet bereikbaar" in down.text
        assert anna.sign_in().status_code == 303


def test_signing_out_ends_the_sign_in_here(site: Site) -> None:
    who, _ = joined(site)
    csrf = who.http.get("/staff/account").text.split('name="csrf" value="')[1].split('"')[0]

    who.http.post("/staff/sign-out", data={"csrf": csrf})

    assert who.http.get("/staff/account").status_code == 303


def test_without_a_provider_there_is_no_such_page(tmp_path: Path, sqlite_template: Path) -> None:
    copyfile(sqlite_template, tmp_path / "chat.sqlite3")
    site = Site(tmp_path)

    assert browser(site).http.get("/staff/single-sign-on").status_code == 404
    assert "Aanmelden met" not in browser(site).http.get("/staff/sign-in").text
    site.services.close()
