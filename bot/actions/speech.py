"""Small things that several actions do."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from bot.actions import surroundings
from bot.engine.answer import Directive, Noted
from bot.helpline.availability import Availability, Reason
from bot.helpline.opening import opening_in_words
from bot.wording import DEFAULT_LANGUAGE

DIRECTIVE = "directive"
NOTED = "noted"


def direct(dispatcher: CollectingDispatcher, directive: Directive) -> None:
    """Asks the conversation service to do something."""
    dispatcher.utter_message(json_message={DIRECTIVE: directive.value})


def note(dispatcher: CollectingDispatcher, noted: Noted) -> None:
    """Tells the conversation service what the figures count."""
    dispatcher.utter_message(json_message={NOTED: noted.value})


def language_of(tracker: Tracker) -> str:
    """The language of the conversation."""
    return str(tracker.get_slot("language") or DEFAULT_LANGUAGE)


def report_of(tracker: Tracker) -> Mapping[str, str | None]:
    """The slots, the parts of the report among them."""
    slots: dict[str, Any] = tracker.slots
    return slots


def in_this_turn(tracker: Tracker) -> Iterator[Mapping[str, Any]]:
    """What has happened since the latest message, backwards."""
    return takewhile(lambda event: event["event"] != "user", reversed(tracker.events))


def leave_form(tracker: Tracker) -> list[EventType]:
    """Ends the form, if it is active: its question is no longer open."""
    if not tracker.active_loop.get("name"):
        return []
    return [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]


def tell_next_opening(
    dispatcher: CollectingDispatcher, available: Availability, language: str
) -> None:
    """Says when the desk opens again, if it is closed and that is known."""
    if available.reason is Reason.NOBODY_PRESENT or available.next_opening is None:
        return
    now = surroundings.current().clock()
    opening = opening_in_words(available.next_opening, now, language)
    dispatcher.utter_message(response="utter_next_opening", next_opening=opening)
