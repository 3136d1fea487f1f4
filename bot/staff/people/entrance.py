"""The routes for signing in and out, and for proving again who one is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.staff.desk.describe import wait_in_words
from bot.staff.guard import Staff, drop_cookie, posting, same_site, set_cookie, signed_in
from bot.staff.navigation import landing, safe_path
from bot.staff.people.signing_in import Proof, SignInRefused
from bot.staff.render import page, wants_json
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Password = Annotated[str, Form(max_length=1000)]
Code = Annotated[str, Form(max_length=40)]


@router.get("/sign-in")
def show_sign_in(found: Found, why: str = "") -> Response:
    """The sign-in page."""
    note = found.texts(f"sign_in.{why}") if why in ("signed_out", "expired") else ""
    return sign_in_page(found, note=note)


@router.post("/sign-in", dependencies=[Depends(same_site)])
def sign_in(
    request: Request,
    found: Found,
    login: Annotated[str, Form(max_length=100)] = "",
    password: Password = "",
    code: Code = "",
    recovery: Code = "",
) -> Response:
    """The console, or the sign-in page with what was wrong."""
    try:
        proof = Proof(password, code, recovery)
        account, token = found.sign_in.attempt(login, proof, found.clock())
    except SignInRefused as refusal:
        said = _refusal(found, refusal, "sign_in.refused")
        response = sign_in_page(found, login=login, problem=said, status=_status(refusal))
        return _with_wait(response, refusal)
    response = RedirectResponse(landing(account.roles), 303)
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


@router.get("/confirm")
def show_confirm(
    staff: Annotated[Staff, Depends(signed_in)], found: Found, back: str = ""
) -> Response:
    """The page that asks for password and code again."""
    return _confirm_page(found, staff, back)


@router.post("/confirm")
def confirm(
    staff: Annotated[Staff, Depends(posting)],
    found: Found,
    back: Annotated[str, Form(max_length=200)] = "",
    password: Password = "",
    code: Code = "",
    recovery: Code = "",
) -> Response:
    """Back to where it was asked for, or the page with what was wrong."""
    try:
        found.sign_in.confirm(staff.operator, Proof(password, code, recovery), found.clock())
    except SignInRefused as refusal:
        said = _refusal(found, refusal, "confirm.refused")
        response = _confirm_page(found, staff, back, said, _status(refusal))
        return _with_wait(response, refusal)
    return RedirectResponse(safe_path(back), 303)


def sign_in_page(
    found: Services, login: str = "", problem: str = "", note: str = "", status: int = 200
) -> Response:
    """The sign-in page, with what is to be said on it."""
    values = {
        "login": login,
        "problem": problem,
        "note": note,
        "provider": found.single_sign_on.label if found.single_sign_on else "",
    }
    return page(found, "people/sign_in.html", values, status)


def _confirm_page(
    found: Services, staff: Staff, back: str, problem: str = "", status: int = 200
) -> Response:
    by_provider = staff.operator.via == "oidc" and found.single_sign_on is not None
    values = {
        "back": safe_path(back),
        "login": staff.operator.login,
        "problem": problem,
        "provider": found.single_sign_on.label if by_provider and found.single_sign_on else "",
    }
    return page(found, "people/confirm.html", values, status, staff=staff, here="")


def _refusal(found: Services, refusal: SignInRefused, otherwise: str) -> str:
    if refusal.wait is None:
        return found.texts(otherwise)
    return found.texts("sign_in.wait", wait=wait_in_words(found, refusal.wait))


def _status(refusal: SignInRefused) -> int:
    return 403 if refusal.wait is None else 429


def _with_wait(response: Response, refusal: SignInRefused) -> Response:
    if refusal.wait is not None:
        response.headers["Retry-After"] = str(int(refusal.wait.total_seconds()) + 1)
    return response
