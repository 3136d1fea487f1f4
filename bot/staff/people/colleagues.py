"""The routes with which administrators manage colleagues' accounts."""

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed, allowed_to_post, has_confirmed
from bot.staff.people.describe import describe_colleague, describe_invited, role_choices, said
from bot.staff.render import page
from bot.staff.services import Services, services
from bot.store.staff_account import LoginTaken, normal_login

router = APIRouter(prefix="/staff/people", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Administrator = Annotated[Staff, Depends(allowed(Role.ADMINISTRATOR))]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR))]
Confirmed = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR, confirm="/staff/people"))]
Roles = Annotated[list[Role], Form()]
Way = Annotated[str, Form(pattern="^(password|oidc)$")]

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")


@router.get("")
def show_people(staff: Administrator, found: Found, done: str = "") -> Response:
    """Everybody with an account, and the invitations that are open."""
    return people_page(found, staff, note=said(found, "people.done", done))


@router.post("/invite")
def invite(
    request: Request,
    staff: Confirmed,
    found: Found,
    login: Annotated[str, Form(max_length=80)] = "",
    name: Annotated[str, Form(max_length=80)] = "",
    roles: Roles = [],  # noqa: B006 - the form library wants a plain default, and copies it
    via: Way = "password",
) -> Response:
    """The link for somebody new, shown once."""
    login, name = normal_login(login), name.strip()
    typed = {"login": login, "name": name, "roles": roles, "via": via}
    problem = _what_is_wrong(login, name, roles)
    if not problem and not _possible(found, via):
        problem = "no_provider"
    if problem:
        return people_page(found, staff, found.texts(f"people.wrong.{problem}"), typed=typed)
    try:
        token = found.invitations.invite(login, name, roles, via, found.clock(), staff.id)
    except LoginTaken:
        said_taken = found.texts("people.wrong.login_taken")
        return people_page(found, staff, said_taken, typed=typed, status=409)
    return link_page(request, found, staff, token, name)


@router.post("/withdraw")
def withdraw(
    staff: Posting, found: Found, login: Annotated[str, Form(max_length=80)] = ""
) -> Response:
    """Makes an open invitation useless."""
    found.invitations.withdraw(login, found.clock(), staff.id)
    return RedirectResponse("/staff/people?done=withdrawn", 303)


def people_page(
    found: Services,
    staff: Staff,
    problem: str = "",
    note: str = "",
    typed: Mapping[str, object] | None = None,
    status: int | None = None,
) -> Response:
    """The list, with what was typed when something was wrong with it."""
    filled = {"login": "", "name": "", "roles": [Role.OPERATOR], "via": "password"} | (
        dict(typed) if typed else {}
    )
    roles = filled["roles"]
    values = {
        "people": [describe_colleague(found, one) for one in found.colleagues.everybody()],
        "invitations": [
            describe_invited(found, one) for one in found.invitations.pending(found.clock())
        ],
        "typed": filled,
        "roles": role_choices(found, roles if isinstance(roles, list) else []),
        "provider": found.single_sign_on.label if found.single_sign_on else "",
        "confirmed": has_confirmed(staff, found),
        "problem": problem,
        "note": note,
    }
    shown = status or (422 if problem else 200)
    return page(found, "people/people.html", values, shown, staff=staff)


def link_page(request: Request, found: Services, staff: Staff, token: str, name: str) -> Response:
    """The one page that shows an invitation's link."""
    values = {"link": found.address(request, f"/staff/invitation/{token}"), "name": name}
    return page(found, "people/link.html", values, staff=staff)


def _what_is_wrong(login: str, name: str, roles: list[Role]) -> str:
    if not _LOGIN.fullmatch(login):
        return "login"
    if not name:
        return "name"
    return "" if roles else "roles"


def _possible(found: Services, via: str) -> bool:
    return via == "password" or found.single_sign_on is not None
