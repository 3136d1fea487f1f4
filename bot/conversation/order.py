"""The turns of one conversation, one after the other, in the order in which they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.conversation.values import TooManyTurns

# More messages than this at once is not somebody who is typing.
TURNS_AT_ONCE = 20


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Order:
    """Lines of turns, one for each conversation that has turns now. For one event loop."""

    def __init__(self, limit: int = TURNS_AT_ONCE) -> None:
        self._limit = limit
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def place(self, conversation: str) -> AsyncIterator[None]:
        """Waits for the turns that came earlier. Raises TooManyTurns."""
        line = self._lines.setdefault(conversation, _Line())
        if line.length >= self._limit:
            raise TooManyTurns("too many messages of one conversation at once")
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if line.length == 0:
                del self._lines[conversation]
