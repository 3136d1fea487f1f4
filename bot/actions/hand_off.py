"""Decides what comes after a report: a person now, or the phone."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.openings import DONE, PAUSED
from bot.actions.speech import (
    direct,
    language_of,
    leave_form,
    note,
    report_of,
    tell_next_opening,
)
from bot.engine.answer import Directive, Noted
from bot.helpline.report import Form, Known, Role


class DecideHandOff(Action):  # type: ignore[misc]  # the SDK has no types
    """After the summary: a person if one can come, else the phone and where else to report."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_decide_hand_off"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says where the visitor can go, and asks for the hand-off."""
        available = surroundings.current().available_now()
        if available.person_available:
            dispatcher.utter_message(response="utter_report_hand_off")
            direct(dispatcher, Directive.HAND_OFF)
        else:
            dispatcher.utter_message(response="utter_report_phone")
            tell_next_opening(dispatcher, available, language_of(tracker))
            report = report_of(tracker)
            referral = referral_for(report)
            if referral is not None:
                dispatcher.utter_message(response=referral)
            if report.get("role") == Role.PROFESSIONAL:
                dispatcher.utter_message(response="utter_referral_professional")
            note(dispatcher, Noted.PHONE_GIVEN)
        return [SlotSet("interview", DONE)]


class AskPerson(Action):  # type: ignore[misc]  # the SDK has no types
    """The visitor asks for a person."""

    def name(self) -> str:
        """The name in the rules."""
        return "action_ask_person"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Hands over if a person can come, and ends the form; else names the phone."""
        available = surroundings.current().available_now()
        if not available.person_available:
            dispatcher.utter_message(response="utter_person_phone")
            tell_next_opening(dispatcher, available, language_of(tracker))
            note(dispatcher, Noted.PHONE_GIVEN)
            return []
        dispatcher.utter_message(response="utter_hand_off")
        direct(dispatcher, Directive.HAND_OFF)
        left = leave_form(tracker)
        return [*left, SlotSet("interview", PAUSED)] if left else []


def referral_for(report: Known) -> str | None:
    """The response with the one other reporting point that fits, beside our own phone."""
    if report.get("exploitation_form") == Form.LABOUR:
        return "utter_referral_labour"
    # A line for tips about a crime is not for who is forced into that crime.
    if report.get("exploitation_form") == Form.CRIMINAL and report.get("role") != Role.VICTIM:
        return "utter_referral_criminal"
    return None
