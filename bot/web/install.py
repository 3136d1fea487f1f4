"""Puts the shared web layer around the application."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.settings import Settings
from bot.web.body_limit import BodyLimit
from bot.web.facts import Facts
from bot.web.failures import FailureBoundary, Renderer, render_failure
from bot.web.headers import SecurityHeaders
from bot.web.problems import last_resort, problem_response, remember_text


def install_web(app: FastAPI) -> None:
    """Adds headers, limits and failure handling once; needs `settings` and `organisation`.

    Afterwards `app.state.facts` gives the helpline's facts.
    """
    if getattr(app.state, "web_installed", False):
        return
    app.state.web_installed = True
    settings: Settings = app.state.settings
    app.state.facts = Facts(app.state.organisation)
    app.state.failure_renderers = {"": problem_response}
    app.state.last_resort = last_resort(app.state.facts())

    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _failed)
    app.add_middleware(BodyLimit)
    app.add_middleware(FailureBoundary)
    https = (settings.base_url or "").startswith("https://")
    app.add_middleware(SecurityHeaders, widget_origins=settings.widget_origins, https=https)


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError) and isinstance(error.body, dict):
        # A malformed message can still be a cry for help.
        remember_text(request, error.body.get("text"))
    return render_failure(request, error)


def render_failures_of(app: FastAPI, prefix: str, renderer: Renderer) -> None:
    """From now on `renderer` answers for failures under `prefix`; the longest prefix counts."""
    install_web(app)
    app.state.failure_renderers[prefix] = renderer
