"""Answers questions: when one can chat with a person, and what came beside a story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.heard import heard
from bot.actions.speech import language_of, tell_next_opening
from bot.helpline.availability import Availability, Reason
from bot.helpline.opening import time_in_words

HOURS = "ask_hours"
NAMED_SHORTER = {
    "about_helpline": "helpline",
    "are_you_computer": "computer",
    "what_is_trafficking": "trafficking",
    "in_doubt": "doubt",
}
"""Subjects whose answer has another name than the question."""


class Hours(Action):  # type: ignore[misc]  # the SDK has no types
    """Hours and presence are different facts: open with nobody there is said as such."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_hours"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says whether a person can come now, else the phone and the next opening."""
        tell_hours(dispatcher, tracker)
        return []


class AnswerQuestion(Action):  # type: ignore[misc]  # the SDK has no types
    """Answers the question that came together with a story, before the interview begins."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says what the rule of that question says."""
        intent = heard(tracker).intent
        if intent == HOURS:
            tell_hours(dispatcher, tracker)
        else:
            subject = intent.removeprefix("ask_")
            dispatcher.utter_message(response=f"utter_about_{NAMED_SHORTER.get(subject, subject)}")
        return []


def tell_hours(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says whether a person can come now, else the phone and the next opening."""
    available = surroundings.current().available_now()
    language = language_of(tracker)
    if available.person_available and available.until is not None:
        closes_at = _local_time(available.until, language)
        dispatcher.utter_message(response="utter_hours_open", closes_at=closes_at)
        return
    dispatcher.utter_message(response=_closed(available))
    tell_next_opening(dispatcher, available, language)


def _closed(available: Availability) -> str:
    if available.person_available or available.reason is Reason.NOBODY_PRESENT:
        return "utter_hours_nobody_present"
    if available.reason is Reason.UNKNOWN:
        return "utter_hours_unknown"
    return "utter_hours_closed"


def _local_time(at: datetime, language: str) -> str:
    zone = surroundings.current().organisation().office_hours().zone
    return time_in_words(at.astimezone(zone), language)
