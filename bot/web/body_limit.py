"""Refuses request bodies that no form or message of ours can need."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 4,000 characters that JSON writes as twelve bytes each, with room for the rest of the body.
MAX_BODY_BYTES = 64 * 1024


class BodyLimit:
    """ASGI middleware: reading more than `max_bytes` of a body gives 413."""

    def __init__(self, app: ASGIApp, max_bytes: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max_bytes:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
