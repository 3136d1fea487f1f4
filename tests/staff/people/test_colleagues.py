from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from bot.helpline.roles import Role
from bot.store.audit_chain import entries
from bot.store.staff_models import Operator as Row
from tests.staff.site import PASSWORD, Operator, Site


@pytest.fixture
def boss(site: Site) -> Operator:
    return site.signed_in("boss", Role.ADMINISTRATOR)


def actions(site: Site) -> list[tuple[int | None, str, str]]:
    with site.services.database.read() as connection:
        return [(one.operator_id, one.action, one.detail) for one in entries(connection)]


def test_the_list_tells_who_may_do_what_and_when_they_came_last(site: Site, boss: Operator) -> None:
    site.operator("berend", "Berend Voorbeeld", [Role.OPERATOR, Role.REVIEWER])

    page = boss.http.get("/staff/people").text

    assert "Berend Voorbeeld" in page
    assert "Gespreksvoerder, Teruglezer" in page
    assert "nog nooit" in page
    assert f"{site.clock():%d-%m-%Y}" in page


def test_the_list_tells_who_is_locked_or_disabled(site: Site, boss: Operator) -> None:
    berend = site.operator("berend")
    site.operator("carla")
    for _ in range(5):
        berend.sign_in(code="000000")
    boss.post("/staff/people/3/disable")

    page = boss.http.get("/staff/people").text

    assert "Even geblokkeerd" in page
    assert "Uitgeschakeld" in page


def test_roles_change_at_once_and_are_noted(site: Site, boss: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)

    answer = boss.post("/staff/people/2/roles", roles="reviewer")

    assert answer.headers["location"] == "/staff/people/2?done=roles_changed"
    assert berend.http.get("/staff/").status_code == 403
    assert (1, "change_roles", "berend: reviewer") in actions(site)


def test_somebody_who_takes_no_chats_any_more_is_off_duty(site: Site, boss: Operator) -> None:
    site.on_duty("berend", "Berend Voorbeeld")
    assert site.services.desk.availability().person_available

    boss.post("/staff/people/2/roles", roles="reviewer")

    assert not site.services.desk.availability().person_available


def test_nobody_is_left_without_a_role(site: Site, boss: Operator) -> None:
    site.operator("berend")

    assert boss.post("/staff/people/2/roles").status_code == 422


@pytest.mark.parametrize(("what", "fields"), [("disable", {}), ("roles", {"roles": "operator"})])
def test_the_last_administrator_stays(
    site: Site, boss: Operator, what: str, fields: dict[str, str]
) -> None:
    other = site.operator("other", "Other", [Role.ADMINISTRATOR])
    boss.post("/staff/people/2/disable")

    answer = boss.post(f"/staff/people/1/{what}", headers={}, **fields)

    assert answer.status_code == 409
    assert "laatste actieve beheerder" in answer.text
    assert boss.http.get("/staff/people").status_code == 200
    assert other.login == "other"


def test_one_of_two_administrators_can_go(site: Site, boss: Operator) -> None:
    site.operator("other", "Other", [Role.ADMINISTRATOR])

    assert boss.post("/staff/people/2/roles", roles="operator").status_code == 303


def test_a_disabled_colleague_is_out_and_can_come_back(site: Site, boss: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)
    boss.post("/staff/people/2/disable")
    assert berend.http.get("/staff/").status_code == 303

    boss.post("/staff/people/2/enable")

    site.clock.advance(seconds=30)
    assert berend.sign_in().status_code == 303


def test_a_disabled_colleague_is_off_duty(site: Site, boss: Operator) -> None:
    site.on_duty("berend", "Berend Voorbeeld")

    boss.post("/staff/people/2/disable")

    assert not site.services.desk.availability().person_available


def test_ending_somebodys_sign_ins_leaves_the_account(site: Site, boss: Operator) -> None:
    berend = site.signed_in("berend", Role.OPERATOR)

    boss.post("/staff/people/2/end-sessions")

    assert berend.http.get("/staff/").status_code == 303
    site.clock.advance(seconds=30)
    assert berend.sign_in().status_code == 303


def test_a_disabled_colleague_gets_no_new_link(site: Site, boss: Operator) -> None:
    site.operator("berend")
    boss.post("/staff/people/2/disable")

    assert boss.post("/staff/people/2/reset", headers={}).status_code == 409


@pytest.mark.parametrize("what", ["", "/disable", "/enable", "/reset", "/roles"])
def test_nobody_has_that_number(site: Site, boss: Operator, what: str) -> None:
    path = f"/staff/people/999{what}"
    answer = boss.post(path, roles="operator") if what else boss.http.get(path)

    assert answer.status_code == 404


def test_after_ten_minutes_roles_need_password_and_code_again(site: Site, boss: Operator) -> None:
    site.operator("berend")
    site.clock.advance(minutes=11)

    asked = boss.post("/staff/people/2/roles", headers={}, roles="reviewer")
    assert asked.headers["location"] == "/staff/confirm?back=/staff/people/2"
    code = pyotp.TOTP(boss.secret).at(site.clock())
    proved = boss.post(
        "/staff/confirm", headers={}, back="/staff/people/2", password=PASSWORD, code=code
    )

    assert proved.headers["location"] == "/staff/people/2"
    assert boss.post("/staff/people/2/roles", roles="reviewer").status_code == 303


def test_a_wrong_proof_opens_nothing_and_counts(site: Site, boss: Operator) -> None:
    site.clock.advance(minutes=11)

    answers = [
        boss.post("/staff/confirm", headers={}, password=PASSWORD, code="000000").status_code
        for _ in range(6)
    ]

    assert answers == [403] * 5 + [429]
    site.operator("berend")
    assert "/staff/confirm" in boss.post("/staff/people/2/reset", headers={}).headers["location"]


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "/chat", ""])
def test_the_proof_leads_back_into_the_console_only(site: Site, boss: Operator, back: str) -> None:
    site.clock.advance(minutes=1)
    code = pyotp.TOTP(boss.secret).at(site.clock())

    answer = boss.post("/staff/confirm", headers={}, back=back, password=PASSWORD, code=code)

    assert answer.headers["location"] == "/staff/start"


def test_the_last_sign_in_is_kept_by_day_only(site: Site, boss: Operator) -> None:
    with site.services.database.session() as session:
        kept = session.scalars(select(Row.last_sign_in_on)).one()

    assert kept == site.clock().date()
    assert timedelta(0) == site.clock().date() - kept
