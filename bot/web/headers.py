"""The security headers of every response, whatever answers it."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED_PATH = "/chat"

_FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "X-Robots-Tag": "noindex",
}
_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


def content_policy(frame_ancestors: Sequence[str] = (), frames: Sequence[str] = ()) -> str:
    """The Content-Security-Policy: own files only, nothing inline.

    `frame_ancestors` may show the page in a frame, `frames` may be shown in it.
    """
    ancestors = " ".join(frame_ancestors) or "'none'"
    policy = f"{_CONTENT}; frame-ancestors {ancestors}"
    return f"{policy}; frame-src {' '.join(frames)}" if frames else policy


class SecurityHeaders:
    """ASGI middleware that adds the headers which a response does not set itself.

    The chat page, and whatever error stands in its place, may be framed by this site and by
    `widget_origins`; nothing else may be framed.
    """

    def __init__(self, app: ASGIApp, widget_origins: Sequence[str], https: bool) -> None:
        self._app = app
        fixed = dict(_FIXED)
        if https:
            fixed["Strict-Transport-Security"] = "max-age=31536000"
        self._closed = fixed | {
            "Content-Security-Policy": content_policy(),
            "X-Frame-Options": "DENY",
        }
        self._framed = fixed | {
            "Content-Security-Policy": content_policy(("'self'", *widget_origins))
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chosen = self._framed if scope["path"] == FRAMED_PATH else self._closed

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in chosen.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
