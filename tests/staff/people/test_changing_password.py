import pytest

from tests.staff.site import PASSWORD, Operator, Site

NEW = "waterval leest zeven kranten"


def change(operator: Operator, present: str = PASSWORD, new: str = NEW) -> int:
    fields = {"password": present, "new": new}
    return operator.post("/staff/password", headers={}, **fields).status_code


def test_the_new_password_counts_from_now_on(site: Site) -> None:
    anna = site.on_duty()

    assert change(anna) == 200

    site.clock.advance(seconds=30)
    assert anna.sign_in(password=PASSWORD).status_code == 403
    assert anna.sign_in(password=NEW).status_code == 303


def test_the_present_sign_in_goes_on_and_others_end(site: Site) -> None:
    anna = site.on_duty()
    elsewhere = anna.http.cookies["console"]
    site.clock.advance(seconds=30)
    anna.http.cookies.clear()
    anna.sign_in()

    change(anna)

    assert anna.http.get("/staff/").status_code == 200
    anna.http.cookies.set("console", elsewhere, path="/staff")
    assert anna.http.get("/staff/").status_code == 303


def test_the_present_password_is_asked_for(site: Site) -> None:
    anna = site.on_duty()

    assert change(anna, present="iets heel anders hier") == 403

    site.clock.advance(seconds=30)
    assert anna.sign_in().status_code == 303


def test_guessing_the_present_password_is_locked(site: Site) -> None:
    anna = site.on_duty()
    for _ in range(5):
        change(anna, present="iets heel anders hier")

    assert change(anna) == 403


@pytest.mark.parametrize("new", ["te kort", "wachtwoord123"])
def test_a_weak_password_is_refused(site: Site, new: str) -> None:
    anna = site.on_duty()

    assert change(anna, new=new) == 422
    assert new not in anna.post("/staff/password", headers={}, password="x", new=new).text


def test_the_page_shows_the_form(site: Site) -> None:
    assert 'name="new"' in site.on_duty().http.get("/staff/password").text
