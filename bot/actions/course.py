"""Pausing, stopping and erasing."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.heard import heard
from bot.actions.openings import PAUSED, RUNNING, STOPPED, while_in_danger
from bot.actions.speech import direct, leave_form, report_of
from bot.engine.answer import Directive


class PauseInterview(Action):  # type: ignore[misc]  # the SDK has no types
    """Before danger and before the question whether to erase: no other question stays open."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_pause_interview"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Ends the form and keeps what the message says for the report."""
        said = while_in_danger(heard(tracker), report_of(tracker))
        kept = [SlotSet(slot, value) for slot, value in said.items()]
        left = leave_form(tracker)
        if left or said.keys() & {"narrative", "said_apart"}:
            kept.append(SlotSet("interview", PAUSED))
        return [*left, *kept]


class Stop(Action):  # type: ignore[misc]  # the SDK has no types
    """The visitor wants to stop; what was said stays, so that going on is possible."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_stop"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says that it stops, and ends the form."""
        dispatcher.utter_message(response="utter_stopped")
        return _stop(tracker)


class Goodbye(Action):  # type: ignore[misc]  # the SDK has no types
    """The visitor goes; a question that was open is not asked again."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_goodbye"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says goodbye, and ends the form."""
        dispatcher.utter_message(response="utter_goodbye")
        return _stop(tracker)


def _stop(tracker: Tracker) -> list[EventType]:
    underway = tracker.get_slot("interview") in (RUNNING, PAUSED)
    stopped = [SlotSet("interview", STOPPED)] if underway else []
    return [*leave_form(tracker), *stopped]


class Erase(Action):  # type: ignore[misc]  # the SDK has no types
    """The visitor has confirmed that everything is to be erased."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_erase"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says so, and asks the conversation service to erase."""
        dispatcher.utter_message(response="utter_erasing")
        direct(dispatcher, Directive.ERASE)
        return leave_form(tracker)
