"""What becomes of a chat whose operator goes away."""

from datetime import datetime

from sqlalchemy import Connection

from bot.conversation import moves
from bot.conversation.handoff import by_phone
from bot.conversation.journal import Journal
from bot.conversation.notices import Notices
from bot.conversation.speaker import Speaker
from bot.helpline.availability import Availability
from bot.helpline.waiting import DESK_CLOSED
from bot.store import conversations as rows
from bot.store.conversations import Head

DROPPED = "utter_operator_dropped"


def let_go(
    connection: Connection,
    journal: Journal,
    speaker: Speaker,
    head: Head,
    availability: Availability,
    at: datetime,
    notices: Notices,
) -> None:
    """Back to the queue; or to the phone, when the desk is closed and nobody else will come."""
    if availability.reason in DESK_CLOSED:
        reply = by_phone(speaker, availability, head.language, at)
        journal.move(connection, head, reply, at, notices, moves.to_bot(at))
        return
    back_in_line(connection, journal, speaker, head, DROPPED, at, notices)


def back_in_line(
    connection: Connection,
    journal: Journal,
    speaker: Speaker,
    head: Head,
    wording: str,
    at: datetime,
    notices: Notices,
) -> None:
    """Back to the queue, to the place that the conversation had there."""
    since = head.waiting_since or head.state_since
    place = rows.place_in_queue(connection, head.id, since)
    reply = speaker.reply(wording, head.language)
    journal.move(connection, head, reply, at, notices, moves.to_waiting(at, since, place))
