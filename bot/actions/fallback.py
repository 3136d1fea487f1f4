"""What is said when the assistant does not understand: never the same twice in a row."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.heard import heard
from bot.actions.openings import PAUSED
from bot.actions.speech import language_of, leave_form, note
from bot.engine.answer import Noted
from bot.helpline.danger import other_language

NOT_UNDERSTOOD = "action_default_fallback"
OUT_OF_SCOPE = "action_out_of_scope"
ABUSE = "action_abuse"
WITH_RULE = frozenset({"nlu_fallback", "not_understood_feedback"})
CARD = "utter_language_card_"


class NotUnderstood(Action):  # type: ignore[misc]  # the SDK has no types
    """In the place of Rasa's own fallback, which takes the visitor's turn back.

    One plain request to rephrase; then a person or the phone; then quiet.
    """

    def name(self) -> str:
        """The name in the rules, and of the fallback in config.yml."""
        return NOT_UNDERSTOOD

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says one of the three, or the card of the language that the message is in."""
        form = tracker.active_loop.get("name")
        earlier = times_before(tracker, NOT_UNDERSTOOD)
        key = language_card(tracker) or _response(earlier, bool(form))
        dispatcher.utter_message(response=key)
        note(dispatcher, Noted.NOT_UNDERSTOOD)
        if heard(tracker).intent in WITH_RULE:
            return []
        # No rule knows what follows here, so say it: the open question, or listening.
        return [FollowupAction(form or "action_listen")]


class OutOfScope(Action):  # type: ignore[misc]  # the SDK has no types
    """The visitor asks for something that is not for this chat."""

    def name(self) -> str:
        """The name in the rules."""
        return OUT_OF_SCOPE

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says so; the second time in a row with choices of what it is for."""
        again = times_before(tracker, OUT_OF_SCOPE) > 0
        key = "utter_out_of_scope_again" if again else "utter_out_of_scope"
        dispatcher.utter_message(response=language_card(tracker) or key)
        return []


class Abuse(Action):  # type: ignore[misc]  # the SDK has no types
    """One calm boundary; after that no question any more until the visitor goes on."""

    def name(self) -> str:
        """The name in the rules."""
        return ABUSE

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says it once, and then only that the chat stays open."""
        if times_before(tracker, ABUSE) == 0:
            in_interview = bool(tracker.active_loop.get("name"))
            key = "utter_abuse_in_interview" if in_interview else "utter_abuse"
            dispatcher.utter_message(response=key)
            return []
        dispatcher.utter_message(response="utter_abuse_again")
        left = leave_form(tracker)
        return [*left, SlotSet("interview", PAUSED)] if left else []


def language_card(tracker: Tracker) -> str | None:
    """The response with the card of the language of the message, when that is another one."""
    said = heard(tracker)
    language = None if said.is_choice else other_language(said.text, language_of(tracker))
    if language is None:
        return None
    card = f"{CARD}{language}"
    return card if card in surroundings.current().wording().keys else None


def times_before(tracker: Tracker, name: str) -> int:
    """How many of the visitor's turns just before this one led to the action, in a row."""
    count, found, present = 0, False, True
    for event in reversed(tracker.events):
        if event["event"] == "action" and event["name"] == name:
            found = True
        if event["event"] == "user":
            if not present and not found:
                break
            count += found
            found = present = False
    return count


def _response(earlier: int, in_interview: bool) -> str:
    if earlier == 0:
        return "utter_rephrase_in_interview" if in_interview else "utter_rephrase"
    if earlier > 1:
        return "utter_still_not_understood"
    available = surroundings.current().available_now().person_available
    return "utter_not_understood_person" if available else "utter_not_understood_phone"
