"""What happens when the dialogue asks for a person: the queue, or the phone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.conversation import moves
from bot.conversation.availability import Availabilities
from bot.conversation.speaker import Speaker
from bot.engine.answer import Reply
from bot.helpline.availability import Availability
from bot.helpline.opening import opening_in_words
from bot.helpline.waiting import DESK_CLOSED
from bot.store import conversations as rows
from bot.store.conversations import Head

WAITING = "utter_waiting"
CLOSED = "utter_desk_closed_while_waiting"
NOBODY = "utter_wait_too_long"


@dataclass(frozen=True)
class Step:
    """What the visitor reads, what changes in the conversation, and the place in the queue."""

    reply: Reply
    changes: Mapping[str, Any] = field(default_factory=dict)
    place: int | None = None


class HandOff:
    """Decides on a hand-off at the moment of storing it: a person may be gone by then."""

    def __init__(self, speaker: Speaker, availabilities: Availabilities) -> None:
        self._speaker = speaker
        self._availabilities = availabilities

    def step(self, connection: Connection, head: Head, at: datetime) -> Step:
        """The queue if a person can come now, otherwise the phone."""
        availability = self._availabilities.within(connection, at)
        if not availability.person_available:
            return Step(by_phone(self._speaker, availability, head.language, at))
        place = rows.place_in_queue(connection, head.id, at)
        reply = self._speaker.reply(WAITING, head.language, place=str(place))
        return Step(reply, moves.to_waiting(at, since=at, place=place), place)


def by_phone(speaker: Speaker, availability: Availability, language: str, at: datetime) -> Reply:
    """The phone; and when the desk is closed and will open again, when that is."""
    opening = availability.next_opening
    if availability.reason not in DESK_CLOSED or opening is None:
        return speaker.reply(NOBODY, language)
    words = opening_in_words(opening, at, language)
    return speaker.reply(CLOSED, language, next_opening=words)
