"""Puts the conversation service together, for the server and for tests alike."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.conversations import Conversations
from bot.conversation.desk import Desk
from bot.conversation.hub import Hub
from bot.store.database import Database


@dataclass(frozen=True)
class Services:
    """The parts of the running service; close it at the end."""

    database: Database
    conversations: Conversations
    desk: Desk
    hub: Hub

    def tick(self, now: datetime) -> None:
        """Watch over the queue; call it every two seconds."""
        raise NotImplementedError

    def run_retention(self, now: datetime) -> int:
        """Deletes what is due; how many conversations that were."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends streams, threads and connections."""
        raise NotImplementedError
