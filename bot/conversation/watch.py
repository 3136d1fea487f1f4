"""Looks after those who wait, and after chats whose operator dropped off."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.conversation import moves
from bot.conversation.desk_base import DeskParts
from bot.conversation.desk_leaving import let_go
from bot.conversation.desk_watch import DeskWatch
from bot.conversation.handoff import by_phone
from bot.conversation.notices import Notices
from bot.engine.answer import Reply
from bot.helpline.availability import Availability
from bot.helpline.opening import time_in_words
from bot.helpline.waiting import Step, Wait, has_dropped, last_sign_of, next_step
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store.conversations import Head

logger = logging.getLogger(__name__)

PLACE_CHANGED = "utter_wait_place_changed"
DESK_CLOSING = "utter_desk_closing"
TOO_LONG = "utter_wait_too_long"
ENDS = frozenset({Step.END_DESK_CLOSED, Step.END_TOO_LONG})

Change = Callable[[Connection, Head, Notices], None]


@dataclass(frozen=True)
class _Told:
    """A decision about somebody who waits, with what is needed to tell it."""

    step: Step
    place: int
    availability: Availability
    now: datetime


class Watch:
    """Call `tick` every two seconds; several processes may do so at once."""

    def __init__(self, parts: DeskParts, desk: DeskWatch) -> None:
        self._database = parts.database
        self._journal = parts.journal
        self._speaker = parts.speaker
        self._house = parts.house
        self._hub = parts.hub
        self._desk = desk

    def tick(self, now: datetime) -> None:
        """Applies what is due now, and tells the visitors."""
        availability = self._desk.tick(now)
        with self._database.read() as connection:
            waiting = rows.waiting(connection)
            talking = rows.with_person(connection)
            presences = desk_rows.presences(connection)
        if not waiting and not talking:
            return
        organisation = self._house.last_good()
        grace = timedelta(seconds=organisation.presence_grace_seconds)
        max_wait = timedelta(minutes=organisation.max_wait_minutes)
        for head in talking:
            if has_dropped(head.operator_id, presences, grace, now):
                self._apply(head, partial(self._dropped, availability=availability, now=now))
        last_sign = last_sign_of(presences)
        place = 1
        for head in waiting:
            wait = Wait(head.state_since, place, head.told_place, head.told_closing)
            step = next_step(wait, availability, last_sign, max_wait, grace, now)
            told = _Told(step, place, availability, now)
            if step is not Step.STAY:
                self._apply(head, partial(self._waiting, told=told))
            # Somebody whose wait ends now is not in front of the next one any more.
            place += step not in ENDS

    def _apply(self, seen: Head, change: Change) -> None:
        """Changes a conversation if it still is as it was seen."""
        notices = Notices()
        try:
            with self._database.write() as connection:
                head = rows.head_to_change(connection, seen.id)
                if head is None or _situation(head) != _situation(seen):
                    return
                change(connection, head, notices)
        except Exception as error:  # noqa: BLE001 - one conversation must not stop the watch
            logger.error("a waiting conversation was left alone: %s", type(error).__name__)
            return
        notices.publish(self._hub)

    def _dropped(
        self,
        connection: Connection,
        head: Head,
        notices: Notices,
        availability: Availability,
        now: datetime,
    ) -> None:
        let_go(connection, self._journal, self._speaker, head, availability, now, notices)

    def _waiting(self, connection: Connection, head: Head, notices: Notices, told: _Told) -> None:
        changes: dict[str, Any]
        if told.step in ENDS:
            reply = self._end(head, told)
            changes = moves.in_vain(told.now)
            self._journal.move(connection, head, reply, told.now, notices, changes)
            return
        language, until = head.language, told.availability.until
        changes = {"told_place": told.place}
        reply = self._speaker.reply(PLACE_CHANGED, language, place=str(told.place))
        if told.step is Step.TELL_CLOSING and until is not None:
            closes_at = time_in_words(until, language)
            changes = {"told_closing": True}
            reply = self._speaker.reply(DESK_CLOSING, language, closes_at=closes_at)
        self._journal.move(connection, head, reply, told.now, notices, changes)

    def _end(self, head: Head, told: _Told) -> Reply:
        if told.step is Step.END_DESK_CLOSED:
            return by_phone(self._speaker, told.availability, head.language, told.now)
        return self._speaker.reply(TOO_LONG, head.language)


def _situation(head: Head) -> tuple[object, ...]:
    return (
        head.state,
        head.operator_id,
        head.state_since,
        head.told_place,
        head.told_closing,
    )
