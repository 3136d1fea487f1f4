"""What is said when the assistant does not understand: never the same twice in a row."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.heard import Heard, heard
from bot.actions.openings import PAUSED
from bot.actions.speech import language_of, leave_form, note, report_of
from bot.engine.answer import Noted
from bot.helpline.danger import other_language, still_in
from bot.helpline.report import Known

NOT_UNDERSTOOD = "action_default_fallback"
OUT_OF_SCOPE = "action_out_of_scope"
ABUSE = "action_abuse"
WITH_RULE = frozenset({"nlu_fallback", "not_understood_feedback"})
CARD = "utter_language_card_"
REMINDER = "utter_language_reminder_"


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
        card = language_card(tracker)
        dispatcher.utter_message(response=card or _response(earlier, bool(form)))
        note(dispatcher, Noted.NOT_UNDERSTOOD)
        if heard(tracker).intent in WITH_RULE or tracker.get_slot("speaks") is not None:
            return _given(card)
        # No rule knows what follows here, so say it: the open question, or listening.
        return [*_given(card), FollowupAction(form or "action_listen")]


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
        card = language_card(tracker)
        dispatcher.utter_message(response=card or key)
        return _given(card)


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
    """The response with the card of the language of the message, when that is another one.

    Who has had that card gets a short reminder of it.
    """
    said, known = heard(tracker), report_of(tracker)
    language = None if said.is_choice else other_language(said.text, language_of(tracker))
    given = known.get("card")
    if language is None and goes_on_elsewise(said, known):
        language = str(given).removeprefix(CARD)
    if language is None:
        return None
    card = f"{CARD}{language}"
    if card == given and not tracker.active_loop.get("name"):
        card = f"{REMINDER}{language}"
    return card if card in surroundings.current().wording().keys else None


def goes_on_elsewise(said: Heard, known: Known) -> bool:
    """Whether somebody who got the card of a language writes on in it, be it a few words."""
    given = known.get("card")
    if given is None or said.is_choice or said.is_danger:
        return False
    return still_in(said.text, given.removeprefix(CARD), known.get("language") or "")


def _given(card: str | None) -> list[EventType]:
    """Remembers which card was given; a reminder is no card."""
    return [SlotSet("card", card)] if card and card.startswith(CARD) else []


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
