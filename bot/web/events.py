"""Server-sent events: their format, and waiting for the next one with a heartbeat."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import TypeVar

from starlette.responses import StreamingResponse
from starlette.types import Send

T = TypeVar("T")

HEARTBEAT = b": still here\n\n"
HEARTBEAT_SECONDS = 15.0


def format_event(kind: str, data: Mapping[str, object], seq: int | None = None) -> bytes:
    """One event; `seq` becomes the id from which a client resumes."""
    number = "" if seq is None else f"id: {seq}\n"
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{number}event: {kind}\ndata: {text}\n\n".encode()


class EventStream(StreamingResponse):
    """A response of server-sent events that no proxy should hold back."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None], status_code: int = 200) -> None:
        super().__init__(events, status_code, headers={"X-Accel-Buffering": "no"})
        self._events = events

    async def stream_response(self, send: Send) -> None:
        """Sends the events, and lets their generator clean up also when nobody listens now."""
        async with aclosing(self._events):
            await super().stream_response(send)


async def with_heartbeat(
    events: AsyncIterator[T], seconds: float = HEARTBEAT_SECONDS
) -> AsyncGenerator[T | None, None]:
    """Each event as it comes, and None after every `seconds` without one."""
    waiting: asyncio.Task[T] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(_next(events))
            done, _ = await asyncio.wait({waiting}, timeout=seconds)
            if not done:
                yield None
                continue
            finished, waiting = waiting, None
            try:
                event = finished.result()
            except StopAsyncIteration:
                return
            yield event
    finally:
        if waiting is not None:
            waiting.cancel()


async def _next(events: AsyncIterator[T]) -> T:
    return await anext(events)
