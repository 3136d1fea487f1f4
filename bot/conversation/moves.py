"""What else changes in a conversation when its owner changes."""

from datetime import datetime
from typing import Any

from bot.helpline.ending import Ending
from bot.helpline.ownership import State


def to_waiting(at: datetime, since: datetime, place: int) -> dict[str, Any]:
    """In the queue; `since` decides the place, so somebody who was dropped keeps theirs."""
    return {
        "state": State.WAITING.value,
        "state_since": at,
        "waiting_since": since,
        "operator_id": None,
        "told_place": place,
        "told_kept": False,
        "told_closing": False,
    }


def to_person(at: datetime, operator_id: int) -> dict[str, Any]:
    """An operator handles it. What was said to a person is kept as long as a report is."""
    return {
        "state": State.PERSON.value,
        "state_since": at,
        "operator_id": operator_id,
        "unread": 0,
        "ending": None,
        "has_report": True,
        "had_person": True,
    }


def to_colleague(at: datetime, operator_id: int) -> dict[str, Any]:
    """Another operator handles it; the place in the queue and what is unread stay."""
    return {"state": State.PERSON.value, "state_since": at, "operator_id": operator_id}


def to_bot(at: datetime) -> dict[str, Any]:
    """Back to the assistant, out of the queue."""
    return {
        "state": State.BOT.value,
        "state_since": at,
        "waiting_since": None,
        "operator_id": None,
        "told_place": None,
        "unread": 0,
    }


def in_vain(at: datetime) -> dict[str, Any]:
    """Back to the assistant, because nobody came."""
    return to_bot(at) | {"ending": Ending.WAITED_IN_VAIN.value, "phone_given": True}


def to_closed(at: datetime, ending: Ending) -> dict[str, Any]:
    """Over. Who handled it last stays known until it is deleted."""
    return {
        "ending": ending.value,
        "state": State.CLOSED.value,
        "state_since": at,
        "waiting_since": None,
        "told_place": None,
        "closed_at": at,
    }
