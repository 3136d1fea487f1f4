"""Who is asking, and whether the request comes from the console itself.

Every route but the sign-in page depends on `signed_in`; every route that changes something
on `posting`.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form
from itsdangerous import BadSignature, Signer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.helpline.roles import Role
from bot.staff.services import Services, services
from bot.store.staff_sessions import LONGEST, SignedIn

PATH = "/staff"
# Says why somebody is refused, by the key of the text that tells them.
REFUSAL = "Staff-Refusal"
# How long password and code count for what is asked of nobody but this very person.
CONFIRMED_FOR = timedelta(minutes=10)

Guard = Callable[..., "Staff"]


@dataclass(frozen=True)
class Staff:
    """The operator who asks, and the token of the present sign-in."""

    operator: SignedIn
    token: str

    @property
    def id(self) -> int:
        """The operator's number."""
        return self.operator.operator_id

    @property
    def csrf(self) -> str:
        """What forms of this sign-in carry, so that another site cannot make one."""
        return _signer(self.token).sign(b"console").decode("ascii")


def signed_in(request: Request, found: Annotated[Services, Depends(services)]) -> Staff:
    """The operator of the request's cookie. Raises 401."""
    token = request.cookies.get(cookie_name(request, found), "")
    operator = found.sign_ins.find(token, found.clock()) if token else None
    if operator is None:
        raise HTTPException(401)
    return Staff(operator, token)


def allowed(*roles: Role, confirm: str = "") -> Guard:
    """A dependency that lets in who has one of these roles. Raises 403.

    With `confirm` they must have proved lately who they are. Else they are asked to, and then
    sent to that path, in which the names in braces are those of the route.
    """

    def check(
        request: Request,
        staff: Annotated[Staff, Depends(signed_in)],
        found: Annotated[Services, Depends(services)],
    ) -> Staff:
        return _checked(request, require(staff, roles), found, confirm)

    return check


def allowed_to_post(*roles: Role, confirm: str = "") -> Guard:
    """As `allowed`, for a request that may change something."""

    def check(
        request: Request,
        staff: Annotated[Staff, Depends(posting)],
        found: Annotated[Services, Depends(services)],
    ) -> Staff:
        return _checked(request, require(staff, roles), found, confirm)

    return check


def has_confirmed(staff: Staff, found: Services) -> bool:
    """Whether they proved lately who they are, with password and code or at their provider."""
    verified_at = staff.operator.verified_at
    return verified_at is not None and found.clock() - verified_at < CONFIRMED_FOR


def require(staff: Staff, roles: Collection[Role]) -> Staff:
    """The same operator, when they have one of these roles; none means any. Raises 403."""
    if roles and staff.operator.roles.isdisjoint(roles):
        raise HTTPException(403, headers={REFUSAL: "no_role"})
    return staff


def same_site(request: Request, found: Annotated[Services, Depends(services)]) -> None:
    """Nothing, when a browser sent the request from a page of this very site; else 403."""
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is None:
        # Browsers leave it out over plain http, except on the machine itself.
        own = _is_own(request.headers.get("origin", ""), request, found)
    else:
        own = fetch_site == "same-origin"
    if not own:
        raise HTTPException(403)


def posting(
    staff: Annotated[Staff, Depends(signed_in)],
    _: Annotated[None, Depends(same_site)],
    csrf: Annotated[str, Form()] = "",
) -> Staff:
    """The operator of a request that may change something. Raises 401 or 403."""
    try:
        _signer(staff.token).unsign(csrf)
    except BadSignature as error:
        raise HTTPException(403) from error
    return staff


def set_cookie(response: Response, request: Request, found: Services, token: str) -> None:
    """Gives the browser the token, out of reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(request, found),
        token,
        max_age=int(LONGEST.total_seconds()),
        path=PATH,
        secure=is_secure(request, found),
        httponly=True,
        samesite="strict",
    )


def drop_cookie(response: Response, request: Request, found: Services) -> None:
    """Takes the token away from the browser."""
    response.delete_cookie(
        cookie_name(request, found),
        path=PATH,
        secure=is_secure(request, found),
        httponly=True,
        samesite="strict",
    )


def cookie_name(request: Request, found: Services) -> str:
    """The cookie's name; over https browsers accept it from https only."""
    return "__Secure-console" if is_secure(request, found) else "console"


def _checked(request: Request, staff: Staff, found: Services, confirm: str) -> Staff:
    if confirm and not has_confirmed(staff, found):
        back = confirm.format_map(request.path_params)
        where = f"{PATH}/confirm?back={quote(back, safe='/')}"
        raise HTTPException(403, headers={REFUSAL: "confirm", "Location": where})
    return staff


def is_secure(request: Request, found: Services) -> bool:
    """Whether the browser talks https to this site, with a proxy in between or not."""
    return request.url.scheme == "https" or (found.base_url or "").startswith("https://")


def _is_own(origin: str, request: Request, found: Services) -> bool:
    if found.base_url and urlsplit(found.base_url)[:2] == urlsplit(origin)[:2]:
        return True
    # Only the host is compared: a proxy that ends TLS changes the scheme.
    return urlsplit(origin).netloc == request.headers.get("host")


def _signer(token: str) -> Signer:
    return Signer(token, salt="staff-csrf", digest_method=hashlib.sha256)
