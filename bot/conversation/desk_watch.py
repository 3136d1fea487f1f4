"""Looks after the presence of operators, so that what the desk shows is true."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.conversation.desk_base import DeskParts, rules_of
from bot.conversation.desk_idle import turn_off
from bot.conversation.hub import DESK, Event
from bot.conversation.notices import Notices
from bot.helpline.availability import Availability, Reason
from bot.helpline.staffing import Rules, is_due_off, is_idle, is_present
from bot.store import desk as desk_rows
from bot.store import listeners

logger = logging.getLogger(__name__)

Shown = tuple[Reason, datetime | None, bool, frozenset[tuple[int, bool, bool]]]


class DeskWatch:
    """Turns off who does nothing, and tells the consoles what changed by time alone.

    What changed by time every server sees for itself: it tells its own consoles only.
    """

    def __init__(self, parts: DeskParts) -> None:
        self._parts = parts
        self._shown: Shown | None = None

    def tick(self, now: datetime) -> Availability:
        """Applies what is due now; whether a person can come."""
        rules = rules_of(self._parts.house)
        _safely(lambda: self._turn_off(rules, now))
        _safely(lambda: self._end_listening(rules, now))
        availability = self._parts.availabilities.at(now)
        _safely(lambda: self._tell(availability, rules, now))
        return availability

    def _turn_off(self, rules: Rules, now: datetime) -> None:
        with self._parts.database.read() as connection:
            there = desk_rows.at_desk(connection)
        for one in there:
            if not is_due_off(one, rules, now):
                continue
            notices = Notices()
            with self._parts.database.write() as connection:
                turn_off(connection, self._parts.audit, one.operator_id, rules, now, notices)
            notices.publish(self._parts.hub)

    def _end_listening(self, rules: Rules, now: datetime) -> None:
        before = now - rules.grace
        with self._parts.database.read() as connection:
            lapsed = listeners.lapsed(connection, before)
        if not lapsed:
            return
        notices = Notices()
        with self._parts.database.write() as connection:
            for conversation in listeners.end_lapsed(connection, lapsed, before):
                notices.listeners(conversation)
        notices.publish(self._parts.hub)

    def _tell(self, availability: Availability, rules: Rules, now: datetime) -> None:
        with self._parts.database.read() as connection:
            there = desk_rows.at_desk(connection)
        people = frozenset(
            (one.operator_id, is_present(one, rules, now), is_idle(one, rules, now))
            for one in there
        )
        shown = (availability.reason, availability.until, availability.last_call, people)
        before, self._shown = self._shown, shown
        if shown == before:
            return
        self._parts.hub.deliver(DESK, Event("presence"))
        empty = availability.reason is Reason.NOBODY_PRESENT
        if empty and (before is None or before[0] is not Reason.NOBODY_PRESENT):
            self._parts.hub.deliver(DESK, Event("desk_empty"))


def _safely(step: Callable[[], None]) -> None:
    try:
        step()
    except Exception as error:  # noqa: BLE001 - those who wait must be looked after all the same
        logger.error("the presence of operators was left alone: %s", type(error).__name__)
