"""Which visitors have their page open, as far as this server knows."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bot.conversation.hub import Event

# Older ones are forgotten: not known, as after a restart.
REMEMBERED = 5000
TOPIC = "conversation:"


@dataclass
class _Page:
    streams: int = 0
    here: bool = False


class Visitors:
    """Counts the streams of each visitor, so that a reload is no leaving. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[str, _Page] = OrderedDict()

    def arrived(self, conversation: str) -> None:
        """A stream of the visitor was opened at this server."""
        with self._lock:
            page = self._page(conversation)
            page.streams += 1
            page.here = True

    def left(self, conversation: str) -> bool:
        """A stream of the visitor was closed at this server; whether another is open."""
        with self._lock:
            page = self._page(conversation)
            page.streams = max(0, page.streams - 1)
            page.here = page.streams > 0
            return page.here

    def here(self, conversation: str) -> bool | None:
        """Whether the visitor's page is open; None when that is not known."""
        with self._lock:
            page = self._pages.get(conversation)
            return None if page is None else page.here

    def hear(self, topic: str, event: Event) -> None:
        """Takes in what another server tells; to be called with every event of the hub."""
        if event.kind != "presence" or not topic.startswith(TOPIC):
            return
        with self._lock:
            page = self._page(topic.removeprefix(TOPIC))
            page.here = page.streams > 0 or bool(event.data.get("visitor"))

    def _page(self, conversation: str) -> _Page:
        page = self._pages.setdefault(conversation, _Page())
        self._pages.move_to_end(conversation)
        if len(self._pages) > REMEMBERED:
            self._pages.popitem(last=False)
        return page
