"""Runs the interview: takes answers from messages and decides what is asked next."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from bot.actions.answers import read
from bot.actions.heard import heard
from bot.actions.mentions import Slots
from bot.actions.openings import begin
from bot.actions.taken import next_to_ask
from bot.helpline.report import next_question

FORM = "report_form"
QUIET = frozenset({FORM, "action_listen", "action_extract_slots", "action_session_start"})


class ValidateReportForm(Action):  # type: ignore[misc]  # the SDK has no types
    """Validates the form. No event at all makes it step aside for the rules."""

    def name(self) -> str:
        """The name by which Rasa's form action finds it."""
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """The slots that the message fills, and the question that comes next."""
        known: Slots = dict(tracker.slots)
        if not _is_active(tracker):
            answer = begin(heard(tracker), known, tracker.get_slot("interview"))
        elif _comes_back(tracker):
            return [_ask(known)]  # the message has had its reply
        else:
            question = tracker.get_slot(REQUESTED_SLOT)
            found = read(heard(tracker), question, known)
            if found is None:
                return []
            answer = found
        for key in answer.say:
            dispatcher.utter_message(response=key)
        slots = [SlotSet(name, value) for name, value in answer.slots.items()]
        return [*slots, _ask({**known, **answer.slots})]


def _ask(known: Slots) -> EventType:
    return SlotSet(REQUESTED_SLOT, next_to_ask(known, next_question(known)))


def _is_active(tracker: Tracker) -> bool:
    return bool(tracker.active_loop.get("name") == FORM)


def _comes_back(tracker: Tracker) -> bool:
    """Whether something else than the form has answered the latest message."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action_execution_rejected":
            return True
        if event["event"] == "action" and event["name"] not in QUIET:
            return True
    return False
