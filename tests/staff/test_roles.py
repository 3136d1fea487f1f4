"""Who gets in where: every route of the console with every role, with none, and disabled.

A new route needs a line in WHO; without one these tests fail. Where password and code are
asked again, the route stands in CONFIRMED as well.
"""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from bot.helpline.roles import Role
from tests.staff.site import JSON, Operator, Site, open_site

OPERATOR = frozenset({Role.OPERATOR})
REVIEWER = frozenset({Role.REVIEWER})
REVIEW = frozenset({Role.REVIEWER, Role.MAINTAINER})
FIGURES = frozenset({Role.REVIEWER, Role.MAINTAINER, Role.ADMINISTRATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
STAFF = frozenset(Role)
"""Everybody who is signed in."""
OPEN: frozenset[Role] = frozenset()
"""Also who is not signed in."""

WHO = {
    # Signing in
    "GET /staff/sign-in": OPEN,
    "POST /staff/sign-in": OPEN,
    "GET /staff/single-sign-on": OPEN,
    "GET /staff/single-sign-on/callback": OPEN,
    "GET /staff/invitation/{token}": OPEN,
    "POST /staff/invitation/{token}": OPEN,
    "GET /staff/invitation/{token}/single-sign-on": OPEN,
    # One's own account
    "GET /staff/start": STAFF,
    "POST /staff/sign-out": STAFF,
    "GET /staff/confirm": STAFF,
    "POST /staff/confirm": STAFF,
    "GET /staff/single-sign-on/confirm": STAFF,
    "GET /staff/account": STAFF,
    "POST /staff/account/recovery-codes": STAFF,
    "POST /staff/account/sessions/end-others": STAFF,
    "POST /staff/account/sessions/{session}/end": STAFF,
    "GET /staff/password": STAFF,
    "POST /staff/password": STAFF,
    # Colleagues
    "GET /staff/people": ADMINISTRATOR,
    "POST /staff/people/invite": ADMINISTRATOR,
    "POST /staff/people/withdraw": ADMINISTRATOR,
    "GET /staff/people/{operator_id}": ADMINISTRATOR,
    "POST /staff/people/{operator_id}/roles": ADMINISTRATOR,
    "POST /staff/people/{operator_id}/disable": ADMINISTRATOR,
    "POST /staff/people/{operator_id}/enable": ADMINISTRATOR,
    "POST /staff/people/{operator_id}/reset": ADMINISTRATOR,
    "POST /staff/people/{operator_id}/end-sessions": ADMINISTRATOR,
    # The desk
    "GET /staff/": OPERATOR,
    "GET /staff/conversations/{conversation}": OPERATOR,
    "GET /staff/api/overview": OPERATOR,
    "GET /staff/api/conversations/{conversation}": OPERATOR,
    "GET /staff/events": OPERATOR,
    "POST /staff/available": OPERATOR,
    "POST /staff/heartbeat": OPERATOR,
    "POST /staff/desk/close": OPERATOR,
    "POST /staff/desk/reopen": OPERATOR,
    "POST /staff/conversations/{conversation}/take": OPERATOR,
    "POST /staff/conversations/{conversation}/messages": OPERATOR,
    "POST /staff/conversations/{conversation}/typing": OPERATOR,
    "POST /staff/conversations/{conversation}/hand-back": OPERATOR,
    "POST /staff/conversations/{conversation}/close": OPERATOR,
    "POST /staff/active": OPERATOR,
    "POST /staff/queue/take": OPERATOR,
    "POST /staff/desk/open": OPERATOR,
    "POST /staff/desk/ordinary": OPERATOR,
    "POST /staff/conversations/{conversation}/listen": OPERATOR,
    "POST /staff/conversations/{conversation}/unlisten": OPERATOR,
    "POST /staff/conversations/{conversation}/notes": OPERATOR,
    "POST /staff/conversations/{conversation}/transfer": OPERATOR,
    "POST /staff/conversations/{conversation}/whisper": OPERATOR,
    "GET /staff/api/canned": OPERATOR | ADMINISTRATOR,
    "GET /staff/canned": OPERATOR | ADMINISTRATOR,
    "POST /staff/canned": OPERATOR | ADMINISTRATOR,
    "POST /staff/canned/{answer}/delete": OPERATOR | ADMINISTRATOR,
    # Review
    "GET /staff/review": REVIEW,
    "POST /staff/review/search": REVIEWER,
    "POST /staff/review/export": REVIEWER,
    "GET /staff/review/deleted": REVIEWER,
    "GET /staff/review/corrections": REVIEW,
    "POST /staff/review/corrections/export": REVIEW,
    "GET /staff/review/{conversation}": REVIEWER,
    "POST /staff/review/{conversation}/open": REVIEWER,
    "POST /staff/review/{conversation}/messages/{seq}": REVIEWER,
    "POST /staff/review/{conversation}/reviewed": REVIEWER,
    "POST /staff/review/{conversation}/extend": REVIEWER,
    "POST /staff/review/{conversation}/export": REVIEWER,
    # Figures and the audit log
    "GET /staff/figures": FIGURES,
    "POST /staff/figures/export": FIGURES,
    "GET /staff/audit": ADMINISTRATOR,
    "POST /staff/audit/verify": ADMINISTRATOR,
    "POST /staff/audit/export": ADMINISTRATOR,
}
CONFIRMED = {
    "POST /staff/audit/export",
    "POST /staff/account/recovery-codes",
    "POST /staff/people/invite",
    "POST /staff/people/{operator_id}/roles",
    "POST /staff/people/{operator_id}/enable",
    "POST /staff/people/{operator_id}/reset",
}
# They go on until the browser leaves: only their beginning is looked at.
STREAMS = {"GET /staff/events"}
# Nobody and nothing has this number, so that walking changes nothing.
NOBODY = "999"
LAST = "POST /staff/sign-out"
READING = ("GET", "HEAD")


def all_routes(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from all_routes(included.routes)


def staff_routes(site: Site) -> list[str]:
    """Every route under /staff, with signing out at the end."""
    found = {
        f"{method} {route.path}"
        for route in all_routes(site.app.routes)
        if route.path.startswith("/staff")
        for method in route.methods
    }
    return sorted(found, key=lambda name: (name == LAST, name))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("roles")
    copyfile(sqlite_template, folder / "chat.sqlite3")
    with open_site(folder) as opened:
        yield opened


def knock(person: Operator, name: str, **headers: str) -> int:
    """The status that somebody gets at a route."""
    method, _, path = name.partition(" ")
    address = "/".join(NOBODY if part.startswith("{") else part for part in path.split("/"))
    if name in STREAMS:
        return asyncio.run(beginning(person, address))
    data = None if method in READING else {"csrf": person.csrf}
    answer = person.http.request(method, address, data=data, headers={**JSON, **headers})
    return answer.status_code


async def beginning(person: Operator, path: str) -> int:
    """The status of an answer that does not end."""
    told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    cookies = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "server": ("testserver", 80),
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [
            (b"host", b"testserver"),
            (b"accept", b"application/json"),
            (b"cookie", cookies.encode()),
        ],
    }

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start" and not told.done():
            told.set_result(int(str(message["status"])))

    task = asyncio.ensure_future(person.site.app(scope, receive, send))
    try:
        return await asyncio.wait_for(told, 10)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def test_every_route_is_in_the_table(site: Site) -> None:
    assert set(staff_routes(site)) == set(WHO)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_own_routes_and_no_other(site: Site, role: Role) -> None:
    person = site.signed_in(f"only-{role}", role)

    entered = {name for name in staff_routes(site) if knock(person, name) not in (401, 403)}

    # Proving who one is takes a password: without one the answer is a refusal for everybody.
    entered |= {"POST /staff/confirm", "POST /staff/password"}
    assert entered | {"POST /staff/sign-in"} == {
        name for name, roles in WHO.items() if role in roles or not roles
    }


def test_who_is_not_signed_in_gets_no_further_than_the_entrance(site: Site) -> None:
    stranger = site.operator("stranger")

    refused = {name for name in staff_routes(site) if knock(stranger, name) == 401}

    assert refused == {name for name, roles in WHO.items() if roles}


def test_a_disabled_account_is_out_at_once(site: Site) -> None:
    person = site.signed_in("disabled", *Role)
    number = site.accounts.find("disabled")
    assert number is not None
    site.signed_in("stays", Role.ADMINISTRATOR)
    site.colleagues.disable(number.id, site.clock(), None)

    refused = {name for name in staff_routes(site) if knock(person, name) == 401}

    assert refused == {name for name, roles in WHO.items() if roles}


def test_a_role_that_was_taken_away_counts_at_once(site: Site) -> None:
    person = site.signed_in("changed", Role.OPERATOR)
    found = site.accounts.find("changed")
    assert found is not None
    assert knock(person, "GET /staff/") == 200

    site.colleagues.set_roles(found.id, [Role.REVIEWER], site.clock(), None)

    assert knock(person, "GET /staff/") == 403


def test_every_change_needs_the_token_of_the_form(site: Site) -> None:
    person = site.signed_in("everything", *Role)
    person.csrf = ""

    accepted = [
        name
        for name in changing(site)
        if WHO[name] and knock(person, name) != 403  # The entrance has no sign-in to belong to.
    ]

    assert accepted == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}],
)
def test_no_change_can_come_from_another_site(site: Site, headers: dict[str, str]) -> None:
    person = site.signed_in(f"lured-{'-'.join(headers.values())}", *Role)

    accepted = [name for name in changing(site) if knock(person, name, **headers) != 403]

    assert accepted == []


def test_what_is_asked_of_this_very_person_needs_a_fresh_proof(site: Site) -> None:
    person = site.signed_in("long-ago", *Role)
    site.clock.advance(minutes=11)

    asked = {
        name for name in staff_routes(site) if name not in STREAMS and asks_again(person, name)
    }

    assert asked == CONFIRMED


def changing(site: Site) -> list[str]:
    return [name for name in staff_routes(site) if name.split()[0] not in READING]


def asks_again(person: Operator, name: str) -> bool:
    method, _, path = name.partition(" ")
    address = "/".join(NOBODY if part.startswith("{") else part for part in path.split("/"))
    data = None if method in READING else {"csrf": person.csrf}
    answer = person.http.request(method, address, data=data)
    return answer.headers.get("location", "").startswith("/staff/confirm?back=")
