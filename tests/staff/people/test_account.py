import re

import pytest

from bot.helpline.roles import Role
from tests.staff.site import PASSWORD, Operator, Site


@pytest.fixture
def anna(site: Site) -> Operator:
    return site.signed_in("anna", Role.OPERATOR)


def codes(page: str) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)


def sign_in_with(anna: Operator, recovery: str, password: str = PASSWORD) -> int:
    fields = {"login": "anna", "password": password, "code": "", "recovery": recovery}
    return anna.http.post("/staff/sign-in", data=fields).status_code


def test_an_account_without_codes_says_so(anna: Operator) -> None:
    assert "Je hebt nog 0 herstelcodes" in anna.http.get("/staff/account").text


def test_a_recovery_code_stands_in_for_the_app_once(anna: Operator) -> None:
    given = codes(anna.post("/staff/account/recovery-codes", headers={}).text)
    assert len(given) == 10

    assert [sign_in_with(anna, given[0]), sign_in_with(anna, given[0])] == [303, 403]
    assert "Je hebt nog 9 herstelcodes" in anna.http.get("/staff/account").text


def test_a_recovery_code_may_be_typed_loosely(anna: Operator) -> None:
    given = codes(anna.post("/staff/account/recovery-codes", headers={}).text)

    assert sign_in_with(anna, f" {given[0].upper().replace('-', ' ')} ") == 303


def test_a_recovery_code_needs_the_password_and_is_not_used_up_without(anna: Operator) -> None:
    given = codes(anna.post("/staff/account/recovery-codes", headers={}).text)

    assert sign_in_with(anna, given[0], "een ander wachtwoord") == 403
    assert sign_in_with(anna, given[0]) == 303


def test_guessing_recovery_codes_locks_the_account(anna: Operator) -> None:
    answers = [sign_in_with(anna, "aaaaa-aaaaa") for _ in range(6)]

    assert answers == [403] * 5 + [429]


def test_new_codes_replace_the_old(anna: Operator) -> None:
    old = codes(anna.post("/staff/account/recovery-codes", headers={}).text)
    anna.post("/staff/account/recovery-codes", headers={})

    assert sign_in_with(anna, old[0]) == 403


def test_the_code_of_a_colleague_does_not_work(site: Site, anna: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)
    his = codes(berend.post("/staff/account/recovery-codes", headers={}).text)

    assert sign_in_with(anna, his[0]) == 403


def test_codes_are_not_in_the_database(site: Site, anna: Operator) -> None:
    given = codes(anna.post("/staff/account/recovery-codes", headers={}).text)
    stored = b"".join(path.read_bytes() for path in site.settings.key_file.parent.glob("chat*"))

    assert not any(code.encode() in stored for code in given)
    assert not any(code.replace("-", "").encode() in stored for code in given)


def test_new_codes_need_a_fresh_proof(site: Site, anna: Operator) -> None:
    site.clock.advance(minutes=11)

    answer = anna.post("/staff/account/recovery-codes", headers={})

    assert answer.headers["location"] == "/staff/confirm?back=/staff/account"


def elsewhere(site: Site, anna: Operator) -> Operator:
    """The same person at another computer."""
    site.clock.advance(seconds=30)
    other = Operator(site, "anna", anna.secret)
    assert other.sign_in().status_code == 303
    return other


def names(page: str) -> list[str]:
    return re.findall(r'action="/staff/account/sessions/([^"/]+)/end"', page)


def test_one_other_sign_in_can_be_ended(site: Site, anna: Operator) -> None:
    other = elsewhere(site, anna)
    (name,) = names(anna.http.get("/staff/account").text)

    anna.post(f"/staff/account/sessions/{name}/end")

    assert other.http.get("/staff/account").status_code == 303
    assert anna.http.get("/staff/account").status_code == 200


def test_all_other_sign_ins_can_be_ended(site: Site, anna: Operator) -> None:
    others = [elsewhere(site, anna), elsewhere(site, anna)]

    anna.post("/staff/account/sessions/end-others")

    assert [one.http.get("/staff/account").status_code for one in others] == [303, 303]
    assert anna.http.get("/staff/account").status_code == 200


def test_the_sign_in_of_a_colleague_cannot_be_ended(site: Site, anna: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)
    elsewhere_name = site.app.state.staff.sign_ins.of(2, site.clock())[0].name

    anna.post(f"/staff/account/sessions/{elsewhere_name}/end")

    assert berend.http.get("/staff/account").status_code == 200


def test_the_token_of_a_sign_in_is_not_on_the_page(anna: Operator) -> None:
    page = anna.http.get("/staff/account").text

    assert anna.http.cookies["console"] not in page


@pytest.mark.parametrize(
    ("roles", "start"),
    [
        ({Role.OPERATOR, Role.ADMINISTRATOR}, "/staff/"),
        ({Role.REVIEWER}, "/staff/review"),
        ({Role.MAINTAINER}, "/staff/review"),
        ({Role.ADMINISTRATOR}, "/staff/figures"),
    ],
)
def test_somebody_starts_at_the_first_part_that_is_theirs(
    site: Site, roles: set[Role], start: str
) -> None:
    who = site.operator("iemand", "Iemand", roles)

    assert who.sign_in().headers["location"] == start
    assert who.http.get("/staff/start").headers["location"] == start


def test_the_bar_shows_ones_own_parts_only(site: Site) -> None:
    page = site.signed_in("iemand", Role.REVIEWER).http.get("/staff/account").text

    shown = re.findall(r'<a href="(/staff/[a-z]*)"', page)
    assert shown == ["/staff/review", "/staff/figures"]
