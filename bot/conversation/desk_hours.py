"""Opening the desk longer today, and closing it now."""

from datetime import datetime

from bot.conversation.desk_base import DeskBase
from bot.conversation.values import WrongTime
from bot.helpline.staffing import may_open_until
from bot.store import desk as desk_rows
from bot.store import desk_hours as rows
from bot.store.desk_hours import OpenedLonger


class DeskHours(DeskBase):
    """What staff change in the hours of the desk; it counts at once."""

    def close_now(self, operator_id: int, until: datetime | None, reason: str) -> None:
        """Closes the desk until `until` (None: until reopened); it goes before `open_until`."""
        with self._changing() as (connection, at, notices):
            rows.close(connection, operator_id, at, until, reason)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "close_desk", at)
            notices.presence()

    def reopen(self, operator_id: int) -> None:
        """Lifts every present closing."""
        with self._changing() as (connection, at, notices):
            rows.reopen(connection, at)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "reopen_desk", at)
            notices.presence()

    def open_until(self, operator_id: int, until: datetime, reason: str) -> None:
        """Opens the desk from now until `until`, today only, on top of its hours.

        Raises WrongTime for another day, a time that is past, and one at which the desk would
        be open anyway.
        """
        organisation = self._house.last_good()
        with self._changing() as (connection, at, notices):
            hours = organisation.office_hours().extended(rows.openings(connection, at))
            if not may_open_until(until, hours.closes_at(at), organisation.timezone, at):
                raise WrongTime("the desk can be opened until a later time of today only")
            rows.open_until(connection, operator_id, at, until, reason)
            desk_rows.seen(connection, operator_id, None, at)
            clock = until.astimezone(organisation.timezone).strftime("%H:%M")
            self._audit.append(connection, operator_id, "open_desk", at, detail=f"until {clock}")
            notices.presence()

    def keep_hours(self, operator_id: int) -> None:
        """Takes back every `open_until`: today's ordinary hours count again."""
        with self._changing() as (connection, at, notices):
            if rows.end_openings(connection, at):
                desk_rows.seen(connection, operator_id, None, at)
                self._audit.append(connection, operator_id, "ordinary_hours", at)
                notices.presence()

    def opened_longer(self) -> OpenedLonger | None:
        """Who opened the desk longer today, until when and why; None when nobody did."""
        with self._database.read() as connection:
            return rows.opened_longer(connection, self._clock())
