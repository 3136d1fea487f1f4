"""The routes of single sign-on: to the OpenID provider, and back."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.staff.guard import Staff, is_secure, set_cookie, signed_in
from bot.staff.navigation import safe_path
from bot.staff.people.entrance import sign_in_page
from bot.staff.people.identity import Identity, SingleSignOnRefused
from bot.staff.people.provider import ProviderDown
from bot.staff.people.single_sign_on import FLOW_LASTS, Flow, SingleSignOn
from bot.staff.people.welcome import gone_page
from bot.staff.render import page
from bot.staff.services import Services, services
from bot.store.acceptance import SubjectTaken
from bot.store.invitations import InvitationGone
from bot.store.staff_account import Account

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
FLOW_COOKIE = "console-flow"
PATH = "/staff/single-sign-on"


def configured(found: Found) -> SingleSignOn:
    """Single sign-on, when the host set it up. Raises 404."""
    if found.single_sign_on is None:
        raise HTTPException(404)
    return found.single_sign_on


Provided = Annotated[SingleSignOn, Depends(configured)]


@router.get("/single-sign-on")
def begin(request: Request, found: Found, single: Provided) -> Response:
    """Off to the provider, to sign in."""
    return _off(request, found, single)


@router.get("/single-sign-on/confirm")
def begin_confirm(
    request: Request,
    staff: Annotated[Staff, Depends(signed_in)],
    found: Found,
    single: Provided,
    back: str = "",
) -> Response:
    """Off to the provider, to prove again who one is."""
    session = staff.operator.session
    return _off(request, found, single, session=session, back=safe_path(back))


@router.get("/invitation/{token}/single-sign-on")
def begin_accepting(request: Request, token: str, found: Found, single: Provided) -> Response:
    """Off to the provider, to tie the account of an invitation to the one there."""
    return _off(request, found, single, invitation=token)


@router.get("/single-sign-on/callback")
def come_back(request: Request, found: Found, single: Provided) -> Response:
    """Signed in, or the sign-in page with what was wrong."""
    now, cookie = found.clock(), request.cookies.get(FLOW_COOKIE, "")
    callback = found.address(request, f"{PATH}/callback")
    try:
        flow, identity = single.finish(cookie, request.query_params, callback, now)
        account = _account(found, flow, identity)
        response = _arrived(request, found, flow, account)
    except SingleSignOnRefused as refusal:
        said = found.texts(f"sso.{refusal.reason}", label=single.label)
        response = sign_in_page(found, problem=said, status=403)
    except ProviderDown:
        response = _down(found, single)
    except InvitationGone:
        response = gone_page(found)
    response.delete_cookie(FLOW_COOKIE, path=PATH)
    return response


def _account(found: Services, flow: Flow, identity: Identity) -> Account:
    if not flow.invitation:
        account = found.accounts.of_subject(identity.subject)
        if account is None:
            raise SingleSignOnRefused("unknown")
        return account
    invited = found.invitations.find(flow.invitation, found.clock())
    if invited.login not in identity.logins:
        raise SingleSignOnRefused("somebody_else")
    try:
        return found.acceptance.with_single_sign_on(
            flow.invitation, identity.subject, found.clock()
        )
    except SubjectTaken as error:
        raise SingleSignOnRefused("taken") from error


def _arrived(request: Request, found: Services, flow: Flow, account: Account) -> Response:
    """A page that goes on by itself: after a redirect from elsewhere the browser would not
    send the console's cookie along, after a page of this site it does."""
    now = found.clock()
    if flow.session:
        if not any(one.name == flow.session for one in found.sign_ins.of(account.id, now)):
            raise SingleSignOnRefused("somebody_else")
        found.sign_ins.verify(flow.session, now)
        found.accounts.log(account.id, "confirm", now, "single sign-on")
        return page(found, "people/arrived.html", {"onward": safe_path(flow.back)})
    token = found.sign_ins.open(account.id, now, "oidc")
    found.accounts.log(account.id, "sign_in", now, "single sign-on")
    response = page(found, "people/arrived.html", {"onward": "/staff/start"})
    set_cookie(response, request, found, token)
    return response


def _off(
    request: Request,
    found: Services,
    single: SingleSignOn,
    invitation: str = "",
    session: str = "",
    back: str = "",
) -> Response:
    callback = found.address(request, f"{PATH}/callback")
    try:
        url, cookie = single.begin(callback, found.clock(), invitation, session, back)
    except ProviderDown:
        return _down(found, single)
    response = RedirectResponse(url, 303)
    response.set_cookie(
        FLOW_COOKIE,
        cookie,
        max_age=int(FLOW_LASTS.total_seconds()),
        path=PATH,
        secure=is_secure(request, found),
        httponly=True,
        # Lax, because the way back comes from the provider's site.
        samesite="lax",
    )
    return response


def _down(found: Services, single: SingleSignOn) -> Response:
    said = found.texts("sso.down", label=single.label)
    return sign_in_page(found, problem=said, status=503)
