import re
from html import unescape

import pyotp
import pytest

from bot.helpline.roles import Role
from tests.staff.site import PASSWORD, Operator, Site

NEW = {"login": "berend", "name": "Berend Voorbeeld", "roles": "operator"}


@pytest.fixture
def boss(site: Site) -> Operator:
    return site.signed_in("boss", Role.ADMINISTRATOR)


def link_in(page: str) -> str:
    found = re.search(r'value="http://testserver(/staff/invitation/[^"]+)"', page)
    assert found, "no link on the page"
    return found.group(1)


def invited(boss: Operator, **fields: str) -> str:
    """The path of a fresh invitation."""
    answer = boss.post("/staff/people/invite", headers={}, **(NEW | fields))
    assert answer.status_code == 200, answer.text
    return link_in(answer.text)


def secret_on(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found
    return found.group(1).replace(" ", "")


def accept(site: Site, path: str, password: str = PASSWORD, code: str | None = None) -> Operator:
    """Somebody who opens the link and fills in what it asks; `page` is what they read then."""
    who = Operator(site, "berend", secret_on(Operator(site, "", "").http.get(path).text))
    fields = {"password": password, "code": code or pyotp.TOTP(who.secret).at(site.clock())}
    answer = who.http.post(path, data=fields)
    who.csrf = answer.text
    return who


def codes_on(page: str) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)


def test_an_invitation_becomes_an_account_that_is_signed_in(site: Site, boss: Operator) -> None:
    who = accept(site, invited(boss, roles="reviewer"))

    assert "Je account is klaar" in who.csrf
    assert "Teruglezer" in who.http.get("/staff/account").text


def test_the_new_account_signs_in_with_what_was_chosen(site: Site, boss: Operator) -> None:
    who = accept(site, invited(boss))
    site.clock.advance(seconds=30)

    assert Operator(site, "berend", who.secret).sign_in().status_code == 303


def test_ten_recovery_codes_are_shown_once(site: Site, boss: Operator) -> None:
    who = accept(site, invited(boss))
    codes = codes_on(who.csrf)

    assert len(set(codes)) == 10
    account = who.http.get("/staff/account").text
    assert "Je hebt nog 10 herstelcodes" in account
    assert codes[0] not in account


def test_only_a_hash_of_the_link_is_kept(site: Site, boss: Operator) -> None:
    token = invited(boss).rpartition("/")[2]

    stored = b"".join(path.read_bytes() for path in site.settings.key_file.parent.glob("chat*"))

    assert b"berend" in stored
    assert token.encode() not in stored


def test_a_link_works_once(site: Site, boss: Operator) -> None:
    path = invited(boss)
    accept(site, path)

    assert boss.http.get(path).status_code == 410
    assert boss.http.post(path, data={"password": PASSWORD, "code": "000000"}).status_code == 410


def test_a_link_works_for_72_hours(site: Site, boss: Operator) -> None:
    path = invited(boss)
    site.clock.advance(hours=71, minutes=59)
    assert boss.http.get(path).status_code == 200

    site.clock.advance(minutes=1)

    assert boss.http.get(path).status_code == 410


def test_a_newer_link_replaces_the_older(site: Site, boss: Operator) -> None:
    first, second = invited(boss), invited(boss)

    assert boss.http.get(first).status_code == 410
    assert boss.http.get(second).status_code == 200


def test_a_withdrawn_link_does_not_work(site: Site, boss: Operator) -> None:
    path = invited(boss)

    boss.post("/staff/people/withdraw", login="berend")

    assert boss.http.get(path).status_code == 410


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort", "ten minste 12 tekens"),
        ("wachtwoord123456", "te makkelijk"),
        ("Flevoland 2026!!", "lijkt te veel"),
        ("berend-voorbeeld-1", "lijkt te veel"),
        ("x" * 257, "ten hoogste 256"),
    ],
)
def test_a_weak_password_is_refused_and_not_given_back(
    site: Site, boss: Operator, password: str, said: str
) -> None:
    path = invited(boss)
    who = accept(site, path, password)

    assert said in who.csrf
    assert password not in unescape(who.csrf).replace("berend", "", 1) or password == "kort"
    assert site.accounts.find("berend") is None


def test_a_wrong_code_changes_nothing_and_keeps_the_same_qr(site: Site, boss: Operator) -> None:
    path = invited(boss)
    before = secret_on(boss.http.get(path).text)
    who = accept(site, path, code="000000")

    assert "De code klopt niet" in who.csrf
    assert secret_on(who.csrf) == before
    assert site.accounts.find("berend") is None


def test_a_login_that_is_taken_is_told(site: Site, boss: Operator) -> None:
    site.operator("berend")

    answer = boss.post("/staff/people/invite", headers={}, **NEW)

    assert answer.status_code == 409
    assert "al een account" in answer.text


@pytest.mark.parametrize("wrong", [{"login": "é"}, {"name": " "}, {"roles": ""}])
def test_what_is_missing_is_told(site: Site, boss: Operator, wrong: dict[str, str]) -> None:
    fields = {name: value for name, value in (NEW | wrong).items() if value}

    assert boss.post("/staff/people/invite", headers={}, **fields).status_code == 422


def test_a_reset_sets_password_and_authenticator_anew(site: Site, boss: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)
    path = link_in(boss.post("/staff/people/2/reset", headers={}).text)
    who = accept(site, path, "een heel ander lang wachtwoord")

    assert "Je account is klaar" in who.csrf
    assert berend.http.get("/staff/account").status_code == 303
    site.clock.advance(seconds=30)
    assert berend.sign_in().status_code == 403
    assert who.sign_in("een heel ander lang wachtwoord").status_code == 303


def test_disabling_somebody_makes_their_link_useless(site: Site, boss: Operator) -> None:
    site.operator("berend")
    path = link_in(boss.post("/staff/people/2/reset", headers={}).text)

    boss.post("/staff/people/2/disable")

    assert boss.http.get(path).status_code == 410


def test_a_link_from_another_site_is_not_accepted(site: Site, boss: Operator) -> None:
    path = invited(boss)
    who = Operator(site, "berend", secret_on(boss.http.get(path).text))
    fields = {"password": PASSWORD, "code": pyotp.TOTP(who.secret).at(site.clock())}

    answer = who.http.post(path, data=fields, headers={"Origin": "https://elders.example"})

    assert answer.status_code == 403
    assert site.accounts.find("berend") is None


def test_single_sign_on_cannot_be_promised_without_a_provider(site: Site, boss: Operator) -> None:
    answer = boss.post("/staff/people/invite", headers={}, **NEW, via="oidc")

    assert answer.status_code == 422
