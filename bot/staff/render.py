"""Turns values into pages, and failures into pages or problem details."""

from collections.abc import Mapping
from pathlib import Path

from fastapi.responses import JSONResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

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
    found: Services, template: str, values: Mapping[str, object], status: int = 200
) -> Response:
    """A page from a template."""
    text = _ENVIRONMENT.get_template(template).render(t=found.texts, **values)
    return HTMLResponse(text, status_code=status, headers=_HEADERS)


def wants_json(request: Request) -> bool:
    """Whether the page's script asks, and not the browser itself."""
    return "application/json" in request.headers.get("accept", "")


def render_failure(request: Request, failure: Failure) -> Response:
    """The answer to a request that failed, in the form that was asked for."""
    found = services(request)
    key = _FAILURE_TEXTS.get(failure.status, "error.failed")
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
    return page(found, "error.html", {"problem": found.texts(key)}, failure.status)
