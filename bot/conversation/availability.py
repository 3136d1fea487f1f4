"""Whether a person can come, with the facts of this moment; the phone when in doubt."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.conversation.house import House
from bot.helpline.availability import UNKNOWN, Availability, assess
from bot.store import desk as rows
from bot.store import desk_hours as hours
from bot.store.database import Database

logger = logging.getLogger(__name__)


class Availabilities:
    """Puts hours, closings and presence together when asked, never earlier."""

    def __init__(self, database: Database, house: House) -> None:
        self._database = database
        self._house = house

    def at(self, at: datetime) -> Availability:
        """Whether a person can come at that moment; UNKNOWN on any error."""
        try:
            with self._database.read() as connection:
                return self._assess(connection, at)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is the phone
            logger.error("availability cannot be told: %s", type(error).__name__)
            return UNKNOWN

    def within(self, connection: Connection, at: datetime) -> Availability:
        """The same, as part of a transaction."""
        try:
            # After an error in it, PostgreSQL would refuse the rest of the transaction.
            with connection.begin_nested():
                return self._assess(connection, at)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is the phone
            logger.error("availability cannot be told: %s", type(error).__name__)
            return UNKNOWN

    def _assess(self, connection: Connection, at: datetime) -> Availability:
        organisation = self._house.current()
        return assess(
            organisation.office_hours().extended(hours.openings(connection, at)),
            rows.presences(connection),
            hours.closures(connection, at),
            timedelta(seconds=organisation.presence_grace_seconds),
            timedelta(minutes=organisation.last_call_minutes),
            at,
        )
