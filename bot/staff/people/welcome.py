"""The routes with which somebody who was invited makes their account."""

from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import Response

from bot.staff.guard import same_site, set_cookie
from bot.staff.navigation import landing
from bot.staff.people.codes import enrolment_uri, matching_step
from bot.staff.people.passwords import WeakPassword, check, hash_password
from bot.staff.people.signing_in import HASHES_AT_ONCE
from bot.staff.render import page
from bot.staff.services import Services, services
from bot.store.invitations import InvitationGone, Invited

router = APIRouter(prefix="/staff/invitation/{token}", include_in_schema=False)
Found = Annotated[Services, Depends(services)]


@router.get("")
def show_invitation(token: str, found: Found) -> Response:
    """The page on which password and authenticator are set."""
    try:
        return _welcome_page(found, token, found.invitations.find(token, found.clock()))
    except InvitationGone:
        return gone_page(found)


@router.post("", dependencies=[Depends(same_site)])
def accept(
    request: Request,
    token: str,
    found: Found,
    password: Annotated[str, Form(max_length=1000)] = "",
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """The recovery codes, shown once, with the first sign-in; or what was wrong."""
    now = found.clock()
    try:
        invited = found.invitations.find(token, now)
        secret = found.invitations.totp_secret(token)
        try:
            check(password, invited.login, found.context_words(invited.login, invited.name))
        except WeakPassword as weak:
            return _welcome_page(found, token, invited, found.texts(weak.reason))
        step = matching_step(secret, code, now)
        if step is None:
            return _welcome_page(found, token, invited, found.texts("welcome.wrong_code"))
        with HASHES_AT_ONCE:
            hashed = hash_password(password)
        account, codes = found.acceptance.with_password(token, hashed, secret, step, now)
    except InvitationGone:
        return gone_page(found)
    values = {"codes": codes, "login": account.login, "onward": landing(account.roles)}
    response = page(found, "people/codes_first.html", values)
    set_cookie(response, request, found, found.sign_ins.open(account.id, now))
    return response


def gone_page(found: Services) -> Response:
    """What a link says that does not work any more."""
    return page(found, "people/gone.html", {}, 410)


def _welcome_page(found: Services, token: str, invited: Invited, problem: str = "") -> Response:
    secret = found.invitations.totp_secret(token)
    uri = enrolment_uri(secret, invited.login, found.facts()["helpline"])
    by_provider = invited.via == "oidc"
    values = {
        "token": token,
        "name": invited.name,
        "login": invited.login,
        "again": invited.operator_id is not None,
        "by_provider": by_provider,
        "provider": found.single_sign_on.label if found.single_sign_on else "",
        "qr": segno.make(uri, error="m").svg_inline(scale=5, border=3, light="#fff"),
        "uri": uri,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "problem": problem,
    }
    return page(found, "people/welcome.html", values, 422 if problem else 200)
