"""The routes about one colleague's account: roles, access, a new start, sign-ins."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed, allowed_to_post, has_confirmed
from bot.staff.people.colleagues import Roles, Way, link_page
from bot.staff.people.describe import describe_colleague, role_choices, said
from bot.staff.render import page
from bot.staff.services import Services, services
from bot.store.colleagues import Colleague
from bot.store.staff_account import LastAdministrator, UnknownLogin

router = APIRouter(prefix="/staff/people/{operator_id}", include_in_schema=False)
BACK = "/staff/people/{operator_id}"
Found = Annotated[Services, Depends(services)]
Administrator = Annotated[Staff, Depends(allowed(Role.ADMINISTRATOR))]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR))]
Confirmed = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR, confirm=BACK))]


def existing(operator_id: int, found: Found) -> Colleague:
    """The colleague of the path. Raises 404."""
    try:
        return found.colleagues.get(operator_id)
    except UnknownLogin as error:
        raise HTTPException(404) from error


# After the guard: somebody without the role does not learn which numbers exist.
About = Annotated[Colleague, Depends(existing)]


@router.get("")
def show_colleague(staff: Administrator, about: About, found: Found, done: str = "") -> Response:
    """One colleague's account, with what can be done about it."""
    return _colleague_page(found, staff, about, note=said(found, "people.done", done))


@router.post("/roles")
def change_roles(
    staff: Confirmed,
    about: About,
    found: Found,
    roles: Roles = [],  # noqa: B006 - the form library wants a plain default, and copies it
) -> Response:
    """Gives other roles, which count at once."""
    if not roles:
        problem = found.texts("people.wrong.roles")
        return _colleague_page(found, staff, about, problem, status=422)
    try:
        found.colleagues.set_roles(about.id, roles, found.clock(), staff.id)
    except LastAdministrator:
        return _last_administrator(found, staff, about)
    if Role.OPERATOR not in roles:
        found.desk.sign_off(about.id)
    return _done(about, "roles_changed")


@router.post("/disable")
def disable(staff: Posting, about: About, found: Found) -> Response:
    """Refuses the colleague from now on, and takes them off duty."""
    try:
        found.colleagues.disable(about.id, found.clock(), staff.id)
    except LastAdministrator:
        return _last_administrator(found, staff, about)
    found.desk.sign_off(about.id)
    return _done(about, "disabled")


@router.post("/enable")
def enable(staff: Confirmed, about: About, found: Found) -> Response:
    """Lets the colleague in again."""
    found.colleagues.enable(about.id, found.clock(), staff.id)
    return _done(about, "enabled")


@router.post("/reset")
def reset(
    request: Request, staff: Confirmed, about: About, found: Found, via: Way = "password"
) -> Response:
    """A link with which the colleague starts anew, shown once."""
    if about.disabled or (via == "oidc" and found.single_sign_on is None):
        problem = found.texts(
            "people.wrong.disabled" if about.disabled else "people.wrong.no_provider"
        )
        return _colleague_page(found, staff, about, problem, status=409)
    token = found.invitations.renew(about.id, via, found.clock(), staff.id)
    return link_page(request, found, staff, token, about.name)


@router.post("/end-sessions")
def end_sessions(staff: Posting, about: About, found: Found) -> Response:
    """Ends every sign-in of the colleague."""
    found.colleagues.end_sessions(about.id, found.clock(), staff.id)
    found.desk.sign_off(about.id)
    return _done(about, "sessions_ended")


def _done(about: Colleague, what: str) -> Response:
    return RedirectResponse(f"/staff/people/{about.id}?done={what}", 303)


def _last_administrator(found: Services, staff: Staff, about: Colleague) -> Response:
    problem = found.texts("people.wrong.last_administrator")
    return _colleague_page(found, staff, about, problem, status=409)


def _colleague_page(
    found: Services,
    staff: Staff,
    about: Colleague,
    problem: str = "",
    note: str = "",
    status: int = 200,
) -> Response:
    values = {
        "about": describe_colleague(found, about)
        | {"sessions": len(found.sign_ins.of(about.id, found.clock()))},
        "roles": role_choices(found, about.roles),
        "provider": found.single_sign_on.label if found.single_sign_on else "",
        "confirmed": has_confirmed(staff, found),
        "problem": problem,
        "note": note,
    }
    return page(found, "people/colleague.html", values, status, staff=staff)
