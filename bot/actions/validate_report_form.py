"""Runs the interview: takes answers from messages and decides what is asked next."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from bot.actions import surroundings
from bot.actions.answers import read
from bot.actions.beside import asides, beside
from bot.actions.fallback import language_card
from bot.actions.heard import FEW_WORDS, Heard, calmly, heard, pressed
from bot.actions.labels import button_named
from bot.actions.mentions import SENTENCE, Slots, answered
from bot.actions.openings import begin
from bot.actions.plainly import plainly
from bot.actions.questions import CHANGED, MORE, ONCE
from bot.actions.speech import in_this_turn, language_of
from bot.actions.taken import SUMMARY, WHICH_FIELD, Taken, implied, next_to_ask, taken
from bot.actions.traces import TRACES, decided
from bot.helpline.report import REPORT_SLOTS, next_question

FORM = "report_form"

CHOICES = frozenset({"role", "exploitation_form", WHICH_FIELD})
"""The questions whose buttons may be typed."""

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
        said = heard(tracker)
        question = tracker.get_slot(REQUESTED_SLOT)
        if _starts(tracker):
            answer: Taken | None = begin(said, known, tracker.get_slot("interview"))
        elif _comes_back(tracker):  # the message has had its reply
            answer = taken(beside(said, question, known))
        else:
            said = calmly(plainly(_named_button(tracker, question), question), question)
            answer = decided(said, question, known) or read(said, question, known)
        if answer is None:
            return []
        told = () if _comes_back(tracker) or said.words <= SENTENCE else asides(said)
        card = None if _comes_back(tracker) else language_card(tracker)
        if card == known.get("card"):
            card = None
        for key in (*((card,) if card else ()), *answer.say, *told):
            dispatcher.utter_message(response=key)
        shown: Slots = {"card": card} if card else {}
        slots = answer.slots | shown | implied(known | answer.slots, question)
        return [SlotSet(*slot) for slot in (_what_to_ask(known, slots, said) | slots).items()]


def _named_button(tracker: Tracker, question: str | None) -> Heard:
    """What was typed, as the button of the question that it names, if it names one."""
    said = heard(tracker)
    if (
        question is None
        or question not in CHOICES
        or said.is_choice
        or said.is_danger
        or said.is_question
    ):
        return said
    if said.words > FEW_WORDS or question in answered(said, question):
        return said
    wording = surroundings.current().wording()
    buttons = wording.reply(f"utter_ask_{FORM}_{question}", language_of(tracker), {}).buttons
    named = button_named(said.text, [button for button in buttons if "{" in button.payload])
    return said if named is None else pressed(named)


def _what_to_ask(known: Slots, changed: Slots, said: Heard) -> Slots:
    """The next question; the same one again is asked in other and fewer words.

    A summary that has changed is shown in full.
    """
    now = known | changed
    question = next_to_ask(now, next_question(now))
    again = question is not None and question == known.get("asked")
    if question == SUMMARY and not changed.keys().isdisjoint({*REPORT_SLOTS, TRACES}):
        again = False
    reminder = _reminder(known, said) if again else None
    if question in REPORT_SLOTS and question in changed and known.get(question) is not None:
        reminder = CHANGED
    return {REQUESTED_SLOT: question, "asked": question, "reminder": reminder}


def _reminder(known: Slots, said: Heard) -> str:
    """How often the open question came back: from the second time on it is not asked."""
    return MORE if known.get("reminder") or said.intent == "wants_to_talk" else ONCE


def _starts(tracker: Tracker) -> bool:
    """Whether it is this message that starts the form."""
    return any(event["event"] == "active_loop" for event in in_this_turn(tracker))


def _comes_back(tracker: Tracker) -> bool:
    """Whether something else than the form has answered the message."""
    return any(
        event["event"] == "action_execution_rejected"
        or (event["event"] == "action" and event["name"] not in QUIET)
        for event in in_this_turn(tracker)
    )
