"""Everything of a conversation gone: at once when the visitor asks, and on time by itself."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation.house import House
from bot.conversation.hub import Hub
from bot.conversation.notices import Notices
from bot.conversation.values import UnknownConversation
from bot.helpline.ownership import State
from bot.store import erasure as rows
from bot.store import figures
from bot.store.database import Database

BATCH = 200


class Eraser:
    """Deletes conversations by shredding their key and removing their rows."""

    def __init__(self, database: Database, house: House, hub: Hub, clock: Clock) -> None:
        self._database = database
        self._house = house
        self._hub = hub
        self._clock = clock

    def erase(self, conversation: str) -> None:
        """Deletes a conversation because its visitor says so. Raises UnknownConversation."""
        with self._database.write() as connection:
            began = rows.find(connection, conversation)
            if began is None:
                raise UnknownConversation("no such conversation")
            day = began.astimezone(self._house.last_good().timezone).date()
            rows.shred(connection, conversation, day, rows.Reason.BY_VISITOR, self._clock())
        self._database.scrub_quickly()
        self._tell(conversation)

    def run_retention(self, now: datetime) -> int:
        """Deletes what is due by `organisation.yml`; how many conversations that were."""
        organisation = self._house.last_good()
        keep = organisation.retention
        expired = now - timedelta(days=keep.conversation_days)
        unused = now - timedelta(hours=keep.idle_hours_without_report)
        count = 0
        while True:
            with self._database.write() as connection:
                found = rows.due(connection, expired, unused, now, BATCH)
                days = [
                    (one, one.created_at.astimezone(organisation.timezone).date()) for one in found
                ]
                figures.roll_up(
                    connection, [one.conversation for one in found], organisation.timezone
                )
                count += rows.shred_all(connection, days, now)
            for one in found:
                self._tell(one.conversation)
            if len(found) < BATCH:
                break
        with self._database.write() as connection:
            rows.forget_tombstones(connection, now - timedelta(days=keep.tombstone_days))
        if count:
            self._database.scrub()
        return count

    def _tell(self, conversation: str) -> None:
        notices = Notices()
        notices.state(conversation, State.CLOSED)
        notices.publish(self._hub)
