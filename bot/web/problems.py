"""Failures as problem details (RFC 9457) that always carry the two phone numbers."""

import logging
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from bot.helpline.danger import Level, assess
from bot.web.catalogue import Catalogue, load_catalogue
from bot.web.facts import facts_of
from bot.web.failures import Failure, Renderer

log = logging.getLogger(__name__)

MAX_CHARACTERS = 4000
PROBLEM_MEDIA_TYPE = "application/problem+json"
CATALOGUE = load_catalogue(Path(__file__).parent / "catalogue" / "nl.yml")


class Problem(BaseModel):
    """Why a request failed, for people and programs; it never repeats what was sent."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="A sentence for the visitor that names both numbers.")
    code: str = Field(description="The kind of problem, for programs.")
    emergency: str = Field(description="The number for acute danger.", examples=["112"])
    phone: str = Field(description="The helpline's own number.", examples=["088 2220 500"])


def remember_text(request: Request, text: object) -> None:
    """Lets a failure of this request name the emergency number first when `text` asks for it.

    The text stays in memory for the length of the request.
    """
    if isinstance(text, str):
        request.state.visitor_text = text[:MAX_CHARACTERS]


def problem_of(request: Request, failure: Failure, texts: Catalogue = CATALOGUE) -> Problem:
    """The failure in words; danger comes first, whatever failed."""
    facts = facts_of(request)
    title = texts.text(f"title.{failure.code}", facts)
    detail = texts.text(f"detail.{failure.code}", facts)
    if signals_danger(request):
        parts = [texts.text("danger", facts), detail, texts.text("danger_phone", facts)]
    else:
        parts = [detail, texts.text("numbers", facts)]
    return Problem(
        title=title,
        status=failure.status,
        detail=" ".join(parts),
        code=failure.code,
        emergency=facts["emergency"],
        phone=facts["phone"],
    )


def signals_danger(request: Request) -> bool:
    """Whether the visitor's text in this request, if any, signals danger; doubt counts as yes."""
    text: str | None = getattr(request.state, "visitor_text", None)
    if text is None:
        return False
    try:
        return assess(text).level is not Level.NONE
    except Exception as error:  # noqa: BLE001 - a failure must be told, whatever else fails
        log.error("danger could not be assessed: %s", type(error).__name__)
        return True


def problem_response(request: Request, failure: Failure) -> JSONResponse:
    """The failure as application/problem+json."""
    return JSONResponse(
        problem_of(request, failure).model_dump(),
        failure.status,
        headers=dict(failure.headers),
        media_type=PROBLEM_MEDIA_TYPE,
    )


def last_resort(facts: Mapping[str, str]) -> Renderer:
    """A renderer that has its words ready, for when even rendering fails."""
    texts = (CATALOGUE.text("title.failed", facts), CATALOGUE.text("numbers", facts))
    body = "\n\n".join(texts)

    def render(request: Request, failure: Failure) -> PlainTextResponse:
        return PlainTextResponse(body, failure.status)

    return render
