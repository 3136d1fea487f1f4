"""A tracker store of constant cost that fails loudly.

Rasa's own SQL store reads and replays every event of a conversation at every turn, and
Rasa wraps whatever store it is given in one that goes on with an empty memory when
something goes wrong. This store keeps one small block for each conversation; whatever goes
wrong with it is raised.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.memory import TURNS, pack, unpack
from bot.engine.rows import DatabaseRows, Rows

DEFAULT_URL = "sqlite:///var/shell-trackers.sqlite3"
DEFAULT_KEY_FILE = "var/keys/shell-trackers.key"


class BoundedTrackerStore(TrackerStore):  # type: ignore[misc]
    """Keeps the latest turns, the slots and the form of each conversation.

    In endpoints.yml `url` is the SQLAlchemy address of its own database and `key_file` the
    file with the key of its rows; both have a default below `var/`. The serving process
    gives it `rows` instead, which hold the memory of one turn.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        key_file: str = DEFAULT_KEY_FILE,
        turns: int = TURNS,
        rows: Rows | None = None,
        **kwargs: Any,
    ) -> None:
        if kwargs:
            raise ValueError(f"the tracker store has no option '{min(kwargs)}'")
        if event_broker is not None:
            raise ValueError("an event broker would pass on what visitors say; none is allowed")
        super().__init__(domain)
        self.rows = rows or DatabaseRows(host or DEFAULT_URL, Path(key_file))
        self._turns = turns

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Puts the tracker in the place of its earlier self."""
        self.rows.write(tracker.sender_id, pack(tracker, self._turns))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker as it was saved last; None for a new conversation."""
        memory = self.rows.read(sender_id)
        return None if memory is None else unpack(sender_id, memory, self.domain)

    async def keys(self) -> Iterable[str]:
        """The conversations that have a tracker."""
        return self.rows.conversations()
