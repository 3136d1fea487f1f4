"""The routes of somebody's own account: password, recovery codes, sign-ins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from bot.staff.desk.describe import wait_in_words
from bot.staff.guard import Staff, allowed_to_post, has_confirmed, posting, signed_in
from bot.staff.people.describe import describe_session, role_words, said
from bot.staff.people.passwords import WeakPassword
from bot.staff.people.signing_in import SignInRefused
from bot.staff.render import page
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
SignedInStaff = Annotated[Staff, Depends(signed_in)]
Posting = Annotated[Staff, Depends(posting)]
Confirmed = Annotated[Staff, Depends(allowed_to_post(confirm="/staff/account"))]


@router.get("/account")
def show_account(staff: SignedInStaff, found: Found, done: str = "") -> Response:
    """Who is signed in, with which roles, how, and where else."""
    now = found.clock()
    values = {
        "login": staff.operator.login,
        "roles": role_words(found, staff.operator.roles),
        "by_provider": staff.operator.via == "oidc",
        "codes_left": found.recovery.left(staff.id),
        "confirmed": has_confirmed(staff, found),
        "sessions": [
            describe_session(found, session, staff.operator.session)
            for session in found.sign_ins.of(staff.id, now)
        ],
        "note": said(found, "account.done", done),
    }
    return page(found, "people/account.html", values, staff=staff, here="account")


@router.post("/account/recovery-codes")
def new_recovery_codes(staff: Confirmed, found: Found) -> Response:
    """Ten new codes, shown once."""
    if staff.operator.via == "oidc":
        return RedirectResponse("/staff/account", 303)
    codes = found.recovery.renew(staff.id, found.clock())
    values = {"codes": codes, "login": staff.operator.login, "onward": "/staff/account"}
    return page(found, "people/codes.html", values, staff=staff, here="account")


@router.post("/account/sessions/end-others")
def end_other_sessions(staff: Posting, found: Found) -> Response:
    """Ends every other sign-in of one's own."""
    found.sign_ins.close_others(staff.id, staff.token)
    found.accounts.log(staff.id, "end_own_sessions", found.clock())
    return RedirectResponse("/staff/account?done=others_ended", 303)


@router.post("/account/sessions/{session}/end")
def end_session(
    session: Annotated[str, Path(max_length=22)], staff: Posting, found: Found
) -> Response:
    """Ends one sign-in of one's own."""
    now = found.clock()
    found.sign_ins.close_one(staff.id, session)
    found.accounts.log(staff.id, "end_own_session", now)
    if not found.sign_ins.count(staff.id, now):
        found.desk.sign_off(staff.id)
    return RedirectResponse("/staff/account?done=session_ended", 303)


@router.get("/password")
def show_password(staff: SignedInStaff, found: Found) -> Response:
    """The page for another password; who signs in at a provider has none here."""
    if staff.operator.via == "oidc":
        return RedirectResponse("/staff/account", 303)
    return _password_page(found, staff)


@router.post("/password")
def change_password(
    staff: Posting,
    found: Found,
    password: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """The same page, with how it went."""
    operator = staff.operator
    context = found.context_words(operator.login, operator.name)
    try:
        found.sign_in.change_password(operator, staff.token, password, new, found.clock(), context)
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
    values = {"login": staff.operator.login, "problem": problem, "note": note}
    return page(found, "people/password.html", values, status, staff=staff, here="account")
