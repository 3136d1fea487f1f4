"""Turns values into pages, and failures into pages or problem details."""

from collections.abc import Mapping
from pathlib import Path

from fastapi.responses import JSONResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.staff.guard import REFUSAL, Staff
from bot.staff.navigation import navigation
from bot.staff.services import Services, services
from bot.web.failures import Failure

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# With "no-referrer" a browser calls its own forms' origin "null" where it sends no fetch metadata.
_HEADERS = {"Referrer-Policy": "same-origin"}
_FAILURE_TEXTS = {
    401: "error.not_signed_in",
    403: "error.other_site",
    404: "error.unknown_conversation",
    409: "chat.not_owner",
    413: "composer.too_long",
    422: "error.malformed",
}


def page(
    found: Services,
    template: str,
    values: Mapping[str, object],
    status: int = 200,
    *,
    staff: Staff | None = None,
    here: str | None = None,
) -> Response:
    """A page from a template.

    With `staff` the template has what the bar needs (`bar.html`, `shell.html`): `operator`,
    `csrf`, `navigation` and `live`. The part marked in the bar is `here`, or else the
    template's folder.
    """
    shown = template.partition("/")[0] if here is None else here
    context = {"t": found.texts} | (_bar(staff, shown) if staff else {}) | dict(values)
    text = _ENVIRONMENT.get_template(template).render(context)
    return HTMLResponse(text, status_code=status, headers=_HEADERS)


def _bar(staff: Staff, here: str) -> dict[str, object]:
    return {
        "operator": {"id": staff.id, "name": staff.operator.name},
        "csrf": staff.csrf,
        "navigation": navigation(staff, here),
        # The desk's page is the one with a stream, and so with a connection to show.
        "live": here == "desk",
    }


def wants_json(request: Request) -> bool:
    """Whether the page's script asks, and not the browser itself."""
    return "application/json" in request.headers.get("accept", "")


def render_failure(request: Request, failure: Failure) -> Response:
    """The answer to a request that failed, in the form that was asked for."""
    found = services(request)
    key = _text_of(found, failure)
    if wants_json(request):
        problem = {
            "type": "about:blank",
            "title": failure.code,
            "status": failure.status,
            "detail": found.texts(key),
        }
        return JSONResponse(
            problem,
            failure.status,
            headers=dict(failure.headers),
            media_type="application/problem+json",
        )
    if failure.status == 401:
        return RedirectResponse("/staff/sign-in", 303)
    if "Location" in failure.headers:
        return RedirectResponse(failure.headers["Location"], 303)
    return page(found, "error.html", {"problem": found.texts(key)}, failure.status)


def _text_of(found: Services, failure: Failure) -> str:
    refusal = failure.headers.get(REFUSAL)
    if refusal:
        return f"error.{refusal}"
    # A failure with a name of its own has words of its own, when somebody wrote them.
    if failure.code != "failed" and found.texts.has(f"error.{failure.code}"):
        return f"error.{failure.code}"
    return _FAILURE_TEXTS.get(failure.status, "error.failed")
