"""What is said when the assistant does not understand: never the same twice in a row."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.heard import heard

NAME = "action_default_fallback"
WITH_RULE = frozenset({"nlu_fallback", "not_understood_feedback"})


class NotUnderstood(Action):  # type: ignore[misc]  # the SDK has no types
    """In the place of Rasa's own fallback, which takes the visitor's turn back.

    One plain request to rephrase; then a person or the phone; then quiet.
    """

    def name(self) -> str:
        """The name in the rules, and of the fallback in config.yml."""
        return NAME

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says one of the three."""
        form = tracker.active_loop.get("name")
        dispatcher.utter_message(response=_response(misses(tracker), bool(form)))
        if heard(tracker).intent in WITH_RULE:
            return []
        # No rule knows what follows here, so say it: the open question, or listening.
        return [FollowupAction(form or "action_listen")]


def misses(tracker: Tracker) -> int:
    """How many of the visitor's turns just before this one were not understood either."""
    count, missed, present = 0, False, True
    for event in reversed(tracker.events):
        if event["event"] == "action" and event["name"] == NAME:
            missed = True
        if event["event"] == "user":
            if not present and not missed:
                break
            count += missed
            missed = present = False
    return count


def _response(earlier: int, in_interview: bool) -> str:
    if earlier == 0:
        return "utter_rephrase_in_interview" if in_interview else "utter_rephrase"
    if earlier > 1:
        return "utter_still_not_understood"
    available = surroundings.current().available_now().person_available
    return "utter_not_understood_person" if available else "utter_not_understood_phone"
