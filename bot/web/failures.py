"""What went wrong, as a status and a code, and who renders it.

Nothing here, and nothing made from it, holds a word that somebody typed.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.canned_values import CannedRefused
from bot.conversation.values import (
    AtLimit,
    ColleagueAway,
    ConversationClosed,
    NotListening,
    NotTheOwner,
    TooManyStarts,
    TooManyTurns,
    UnknownChoice,
    UnknownConversation,
    WrongSecret,
    WrongTime,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a request was not carried out; `code` names a text of the catalogue."""

    status: int
    code: str
    headers: Mapping[str, str] = field(default_factory=dict)


Renderer = Callable[[Request, Failure], Response]

_BY_STATUS = {
    400: Failure(422, "malformed"),
    401: Failure(401, "wrong_secret", {"WWW-Authenticate": "Bearer"}),
    404: Failure(404, "not_found"),
    405: Failure(405, "method_not_allowed"),
    413: Failure(413, "too_long"),
    422: Failure(422, "malformed"),
    429: Failure(429, "too_many", {"Retry-After": "60"}),
    503: Failure(503, "unavailable"),
}
_BY_ERROR: dict[type[Exception], Failure] = {
    WrongSecret: _BY_STATUS[401],
    UnknownConversation: Failure(404, "unknown_conversation"),
    ConversationClosed: Failure(409, "closed"),
    NotTheOwner: Failure(409, "not_the_owner"),
    UnknownChoice: Failure(422, "unknown_choice"),
    AtLimit: Failure(409, "at_limit"),
    ColleagueAway: Failure(409, "colleague_away"),
    NotListening: Failure(409, "not_listening"),
    WrongTime: Failure(422, "wrong_time"),
    CannedRefused: Failure(422, "canned_refused"),
    RequestValidationError: _BY_STATUS[422],
}
CODES = frozenset(failure.code for failure in (*_BY_STATUS.values(), *_BY_ERROR.values())) | {
    "failed"
}


def failure_of(error: Exception) -> Failure:
    """The failure that an exception means for who asked."""
    if isinstance(error, TooManyStarts | TooManyTurns):
        return Failure(429, "too_many", {"Retry-After": str(error.retry_after)})
    if isinstance(error, SQLAlchemyError):
        return _BY_STATUS[503]
    if isinstance(error, HTTPException):
        known = _BY_STATUS.get(error.status_code, Failure(error.status_code, "failed"))
        return Failure(known.status, known.code, {**known.headers, **(error.headers or {})})
    return _BY_ERROR.get(type(error), Failure(500, "failed"))


def render_failure(request: Request, error: Exception) -> Response:
    """The response to a failed request, made by the renderer of that part of the site."""
    failure = failure_of(error)
    if failure.status >= 500:
        log.error("request failed: %s at %s", type(error).__name__, _where(error))
    renderers: Mapping[str, Renderer] = request.app.state.failure_renderers
    path = request.url.path
    prefix = max((prefix for prefix in renderers if path.startswith(prefix)), key=len)
    return renderers[prefix](request, failure)


def _where(error: Exception) -> str:
    """File and line of the innermost frame: no message, because it could hold visitor text."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/bot/" in frame.filename] or list(frames)
    return f"{own[-1].filename.rpartition('/')[2]}:{own[-1].lineno}" if own else "unknown"


class FailureBoundary:
    """ASGI middleware that turns every exception into a rendered failure.

    The server behind it would log a traceback, and tracebacks can hold visitor text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:  # noqa: BLE001 - the last place before the server's own log
            if started:
                log.error("response broken off: %s at %s", type(error).__name__, _where(error))
                return
            await _rendered(Request(scope, receive), error)(scope, receive, send)


def _rendered(request: Request, error: Exception) -> Response:
    try:
        return render_failure(request, error)
    except Exception as second:  # noqa: BLE001 - not even a fault in a page may be a dead end
        log.error("failure not rendered: %s at %s", type(second).__name__, _where(second))
        last_resort: Renderer = request.app.state.last_resort
        return last_resort(request, Failure(500, "failed"))
