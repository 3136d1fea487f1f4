"""The page of the audit log."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.helpline.roles import Role
from bot.staff.audit import log as readable
from bot.store.audit import AuditLog
from tests.staff.site import Operator, Site


@pytest.fixture
def admin(site: Site) -> Operator:
    return site.signed_in("bea", Role.ADMINISTRATOR)


def add(site: Site, action: str, detail: str = "", **later: float) -> None:
    at = site.clock() + timedelta(**later)
    with site.services.database.write() as connection:
        AuditLog(site.services.vault).append(connection, None, action, at, "a-conversation", detail)


def shown(page: str) -> list[str]:
    """The actions on the page, as they stand there."""
    return re.findall(r'class="audit-action">([^<]+)<', page)


def tamper(site: Site, change: str) -> None:
    with site.services.database.write() as connection:
        for name in ("audit_log_no_update", "audit_log_no_delete"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(change))


def last_actions(site: Site) -> list[tuple[str, str]]:
    with site.services.database.read() as connection:
        rows = connection.execute(text("SELECT action, detail FROM audit_log ORDER BY id"))
        return [(action, detail) for action, detail in rows]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.REVIEWER, Role.MAINTAINER])
def test_only_an_administrator_sees_it(site: Site, role: Role) -> None:
    assert site.signed_in("anna", role).http.get("/staff/audit").status_code == 403


def test_the_newest_entry_comes_first(site: Site, admin: Operator) -> None:
    add(site, "take")
    add(site, "close")

    assert shown(admin.http.get("/staff/audit").text) == [
        "Sloot een gesprek af",
        "Nam een gesprek over",
        "Meldde zich aan",
    ]


def test_it_says_who_did_it(site: Site, admin: Operator) -> None:
    add(site, "add")
    page = admin.http.get("/staff/audit").text

    assert "Bea Voorbeeld</td>" in page
    assert "Beheer op de server</td>" in page


def test_no_conversation_is_named(site: Site, admin: Operator) -> None:
    add(site, "take")

    assert "a-conversation" not in admin.http.get("/staff/audit").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("person=1", ["Meldde zich aan"]),
        ("action=take", ["Nam een gesprek over"]),
        ("since=2026-11-24", ["Sloot een gesprek af"]),
        ("until=2026-11-23", ["Nam een gesprek over", "Meldde zich aan"]),
        ("person=1&action=take", []),
        # What makes no sense asks for everything.
        ("person=x&action=%3Cscript%3E&since=2026-99-99&until=0000-00-00&subject=x", None),
    ],
)
def test_the_filters(site: Site, admin: Operator, query: str, found: list[str] | None) -> None:
    add(site, "take")
    add(site, "close", hours=20)

    actions = shown(admin.http.get(f"/staff/audit?{query}").text)

    assert actions == found if found is not None else len(actions) == 3


def test_what_is_about_one_conversation_is_a_click_away(site: Site, admin: Operator) -> None:
    add(site, "take")
    link = re.search(
        r'href="(/staff/audit\?subject=[0-9a-f]{12})"', admin.http.get("/staff/audit").text
    )
    assert link

    assert shown(admin.http.get(link.group(1)).text) == ["Nam een gesprek over"]


def test_the_pages_follow_each_other(
    site: Site, admin: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readable, "PAGE", 2)
    for action in ("take", "close", "hand_back"):
        add(site, action)
    first = admin.http.get("/staff/audit").text
    older = re.search(r'href="/staff/audit\?(before=\d+)"', first)
    assert older

    second = admin.http.get(f"/staff/audit?{older.group(1)}").text

    assert shown(first) + shown(second) == [
        "Gaf een gesprek terug aan de assistent",
        "Sloot een gesprek af",
        "Nam een gesprek over",
        "Meldde zich aan",
    ]
    assert 'rel="next"' not in second


def test_verifying_says_that_it_is_whole(site: Site, admin: Operator) -> None:
    page = admin.post("/staff/audit/verify").text

    assert "Het logboek is heel. Het telt 1 regels." in page
    assert re.search(r"buiten de server: 1-[0-9a-f]{32}", page)


def test_verifying_names_the_broken_entry(site: Site, admin: Operator) -> None:
    add(site, "take")
    tamper(site, "UPDATE audit_log SET action = 'close' WHERE id = 2")

    page = admin.post("/staff/audit/verify").text

    assert "regel 2 is gewijzigd" in page
    assert 'role="alert"' in page


def test_an_earlier_line_can_be_checked(site: Site, admin: Operator) -> None:
    first = admin.post("/staff/audit/verify").text
    kept = re.search(r"1-[0-9a-f]{32}", first)
    assert kept

    assert (
        "tot en met regel 1 is niets veranderd"
        in admin.post("/staff/audit/verify", checkpoint=f"Logboek {kept.group()}").text
    )


def test_a_line_of_another_log_is_refused(site: Site, admin: Operator) -> None:
    page = admin.post("/staff/audit/verify", checkpoint="1-" + "0" * 32).text

    assert "regel 1 is anders" in page


def test_what_is_no_such_line_is_said(site: Site, admin: Operator) -> None:
    response = admin.post("/staff/audit/verify", checkpoint="weet ik niet")

    assert (response.status_code, "geen controleregel" in response.text) == (422, True)


def test_verifying_is_noted(site: Site, admin: Operator) -> None:
    admin.post("/staff/audit/verify")

    assert last_actions(site)[-1] == ("verify_audit", "whole")


def rows_of(response: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.removeprefix("\ufeff")), delimiter=";"))


def test_the_csv_file_holds_what_was_looked_for(site: Site, admin: Operator) -> None:
    add(site, "take")
    response = admin.post("/staff/audit/export", form="csv", action="take")

    rows = rows_of(response.text)
    assert [row[3] for row in rows[2:]] == ["Nam een gesprek over"]
    assert "attachment" in response.headers["content-disposition"]


def test_a_file_says_who_took_it_along(site: Site, admin: Operator) -> None:
    for form in ("csv", "json"):
        response = admin.post("/staff/audit/export", form=form)

        assert "opgeslagen door Bea Voorbeeld op 23-11-2026" in response.text


def test_the_json_file_can_be_read(site: Site, admin: Operator) -> None:
    site.clock.advance(seconds=1)
    entries = admin.post("/staff/audit/export", form="json").json()["entries"]

    assert [entry["action"] for entry in entries] == ["sign_in", "export_audit"]
    assert entries[0]["at"].startswith("2026-11-23T09:00:00")


def test_no_cell_is_a_formula(site: Site, admin: Operator) -> None:
    add(site, "reset", detail="=HYPERLINK(1)")

    rows = rows_of(admin.post("/staff/audit/export", form="csv", action="reset").text)

    assert rows[2][5] == "'=HYPERLINK(1)"


def test_taking_it_along_is_noted(site: Site, admin: Operator) -> None:
    admin.post("/staff/audit/export", form="json", action="take")

    assert last_actions(site)[-1] == ("export_audit", "json: action=take")


def test_days_are_those_of_the_helpline(site: Site, admin: Operator) -> None:
    # Half past midnight here is still the day before by universal time.
    add(site, "take", hours=14, minutes=30)

    assert shown(admin.http.get("/staff/audit?since=2026-11-24").text) == ["Nam een gesprek over"]
