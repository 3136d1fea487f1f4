"""The routes for signing in and out, and for another password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.staff.desk.describe import wait_in_words
from bot.staff.guard import Staff, drop_cookie, posting, same_site, set_cookie, signed_in
from bot.staff.navigation import landing
from bot.staff.people.passwords import WeakPassword
from bot.staff.people.signing_in import SignInRefused
from bot.staff.render import page, wants_json
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]


@router.get("/sign-in")
def show_sign_in(found: Found, why: str = "") -> Response:
    """The sign-in page."""
    note = found.texts(f"sign_in.{why}") if why in ("signed_out", "expired") else ""
    return page(found, "people/sign_in.html", {"login": "", "problem": "", "note": note})


@router.post("/sign-in", dependencies=[Depends(same_site)])
def sign_in(
    request: Request,
    found: Found,
    login: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """The console, or the sign-in page with what was wrong."""
    try:
        operator, token = found.sign_in.attempt(login, password, code, found.clock())
    except SignInRefused as refusal:
        return _refused(found, login, refusal)
    response = RedirectResponse(landing(operator.roles), 303)
    set_cookie(response, request, found, token)
    return response


@router.get("/start")
def start(staff: Annotated[Staff, Depends(signed_in)]) -> Response:
    """Sends somebody on to the first part that is theirs."""
    return RedirectResponse(landing(staff.operator.roles), 303)


@router.post("/sign-out")
def sign_out(request: Request, staff: Annotated[Staff, Depends(posting)], found: Found) -> Response:
    """Ends the sign-in; with the last one the operator's visitors are told."""
    now = found.clock()
    found.sign_ins.close(staff.token)
    found.accounts.log(staff.id, "sign_out", now)
    if not found.sign_ins.count(staff.id, now):
        found.desk.sign_off(staff.id)
    response: Response = RedirectResponse("/staff/sign-in?why=signed_out", 303)
    if wants_json(request):
        response = Response(status_code=204)
    drop_cookie(response, request, found)
    return response


@router.get("/password")
def show_password(staff: Annotated[Staff, Depends(signed_in)], found: Found) -> Response:
    """The page for another password."""
    return _password_page(found, staff)


@router.post("/password")
def change_password(
    staff: Annotated[Staff, Depends(posting)],
    found: Found,
    password: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """The same page, with how it went."""
    try:
        found.sign_in.change_password(staff.operator, staff.token, password, new, found.clock())
    except WeakPassword as weak:
        return _password_page(found, staff, problem=found.texts(weak.reason), status=422)
    except SignInRefused as refusal:
        problem = found.texts("password.wrong")
        if refusal.wait is not None:
            problem = found.texts("sign_in.wait", wait=wait_in_words(found, refusal.wait))
        return _password_page(found, staff, problem=problem, status=403)
    return _password_page(found, staff, note=found.texts("password.changed"))


def _password_page(
    found: Services, staff: Staff, problem: str = "", note: str = "", status: int = 200
) -> Response:
    values = {"csrf": staff.csrf, "login": staff.operator.login, "problem": problem, "note": note}
    return page(found, "people/password.html", values, status)


def _refused(found: Services, login: str, refusal: SignInRefused) -> Response:
    problem, status = found.texts("sign_in.refused"), 403
    if refusal.wait is not None:
        problem = found.texts("sign_in.wait", wait=wait_in_words(found, refusal.wait))
        status = 429
    values = {"login": login, "problem": problem, "note": ""}
    response = page(found, "people/sign_in.html", values, status)
    if refusal.wait is not None:
        response.headers["Retry-After"] = str(int(refusal.wait.total_seconds()) + 1)
    return response
