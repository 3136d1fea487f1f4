from datetime import timedelta

import pyotp
import pytest

from tests.staff.site import PASSWORD, Site


def test_password_and_code_open_the_console(site: Site) -> None:
    anna = site.operator()

    response = anna.sign_in()

    assert (response.status_code, response.headers["location"]) == (303, "/staff/")
    assert "Anna Voorbeeld" in anna.http.get("/staff/").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    cookie = site.operator().sign_in().headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/staff" in cookie


def test_over_https_the_cookie_is_for_https_only(site: Site) -> None:
    anna = site.operator()
    anna.http.base_url = "https://testserver"
    anna.http.headers["Origin"] = "https://testserver"

    cookie = anna.sign_in().headers["set-cookie"]

    assert cookie.startswith("__Secure-console=")
    assert "; Secure" in cookie


def test_the_token_is_not_in_the_database(site: Site) -> None:
    anna = site.operator()
    anna.sign_in()
    token = anna.http.cookies["console"]

    stored = b"".join(path.read_bytes() for path in site.settings.key_file.parent.glob("chat*"))

    assert token.encode() not in stored
    assert anna.secret.encode() not in stored


def test_a_login_is_the_same_in_capitals(site: Site) -> None:
    anna = site.operator("anna")
    anna.login = " Anna "

    assert anna.sign_in().status_code == 303


def test_a_wrong_password_and_a_wrong_code_get_the_same_answer(site: Site) -> None:
    anna, ghost = site.operator(), site.operator("berend")
    ghost.login = "anna "

    wrong_password = anna.sign_in(password="iets heel anders hier")
    wrong_code = anna.sign_in(code="000000")

    assert wrong_password.status_code == wrong_code.status_code == 403
    assert wrong_password.text == wrong_code.text
    assert "Aanmelden is niet gelukt" in wrong_code.text


def test_a_login_that_does_not_exist_gets_that_answer_too(site: Site) -> None:
    anna = site.operator()
    known = anna.sign_in(password="iets heel anders hier")
    anna.login = "niemand"
    unknown = anna.sign_in()

    assert unknown.status_code == 403
    assert unknown.text == known.text.replace('value="anna"', 'value="niemand"')


def test_a_refusal_does_not_give_the_password_back(site: Site) -> None:
    assert PASSWORD not in site.operator().sign_in(code="000000").text


def test_a_code_works_once(site: Site) -> None:
    anna = site.operator()
    anna.sign_in()

    assert anna.sign_in().status_code == 403

    site.clock.advance(seconds=30)
    assert anna.sign_in().status_code == 303


def test_an_older_code_is_refused_after_a_newer_one(site: Site) -> None:
    anna = site.operator()
    newer = pyotp.TOTP(anna.secret).at(site.clock() + timedelta(seconds=30))
    anna.sign_in(code=newer)

    assert anna.sign_in().status_code == 403


def test_after_five_failures_even_the_right_answer_has_to_wait(site: Site) -> None:
    anna = site.operator()
    for _ in range(5):
        assert anna.sign_in(code="000000").status_code == 403

    locked = anna.sign_in()

    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) in (30, 31)
    assert "31 seconden" in locked.text
    site.clock.advance(seconds=31)
    assert anna.sign_in().status_code == 303


def test_a_good_sign_in_forgets_the_failures(site: Site) -> None:
    anna = site.operator()
    for _ in range(4):
        anna.sign_in(code="000000")
    anna.sign_in()

    for _ in range(4):
        anna.sign_in(code="000000")
    site.clock.advance(seconds=30)
    assert anna.sign_in().status_code == 303


def test_a_login_that_does_not_exist_is_locked_too(site: Site) -> None:
    nobody = site.operator()
    nobody.login = "niemand"

    answers = [nobody.sign_in().status_code for _ in range(6)]

    assert answers == [403] * 5 + [429]


def test_a_disabled_operator_is_out_at_once(site: Site) -> None:
    anna = site.operator()
    anna.sign_in()

    site.colleagues.disable(1, site.clock(), None)

    assert anna.http.get("/staff/api/overview").status_code != 200
    site.clock.advance(seconds=30)
    assert anna.sign_in().status_code == 403


@pytest.mark.parametrize("minutes", [31, 60])
def test_a_console_that_was_left_alone_is_signed_out(site: Site, minutes: int) -> None:
    anna = site.operator()
    anna.sign_in()

    site.clock.advance(minutes=minutes)

    response = anna.http.get("/staff/")
    assert (response.status_code, response.headers["location"]) == (303, "/staff/sign-in")


def test_a_console_in_use_stays_signed_in_for_ten_hours_at_most(site: Site) -> None:
    anna = site.operator()
    anna.sign_in()

    for _ in range(29):
        site.clock.advance(minutes=20)
        assert anna.http.get("/staff/").status_code == 200
    site.clock.advance(minutes=20)

    assert anna.http.get("/staff/").status_code == 303


def test_signing_out_ends_the_sign_in_on_the_server(site: Site) -> None:
    anna = site.on_duty()
    token = anna.http.cookies["console"]

    anna.post("/staff/sign-out", headers={})
    anna.http.cookies.set("console", token, path="/staff")

    assert anna.http.get("/staff/").status_code == 303


def test_signing_out_takes_the_operator_off_duty(site: Site) -> None:
    anna = site.on_duty()
    assert site.services.desk.availability().person_available

    anna.post("/staff/sign-out")

    assert not site.services.desk.availability().person_available


def test_signing_out_at_one_of_two_computers_leaves_the_other(site: Site) -> None:
    anna = site.on_duty()
    site.clock.advance(seconds=30)
    first = anna.http.cookies["console"]
    anna.http.cookies.clear()
    anna.sign_in()
    anna.post("/staff/sign-out")
    anna.http.cookies.set("console", first, path="/staff")

    assert site.services.desk.availability().person_available
    assert anna.http.get("/staff/").status_code == 200
