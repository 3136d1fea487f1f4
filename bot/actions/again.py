"""Notices that the answer to come is the one that was given last, so that its words differ."""

from collections.abc import Mapping
from itertools import takewhile

from rasa_sdk import Tracker

from bot.actions.heard import Heard

NOTHING_OPEN = frozenset({"utter_nothing_to_skip", "utter_done"})
"""What is said to "I do not know" where nothing was asked: at the start, and at the end."""

ANSWERS: Mapping[str, frozenset[str]] = {
    "wants_to_talk": frozenset({"utter_invite"}),
    "danger_acute": frozenset({"utter_danger_acute"}),
    "danger_now": frozenset({"utter_danger_acute"}),
    "danger_suicide": frozenset({"utter_danger_suicide"}),
    "danger_unclear": frozenset({"utter_danger_unclear"}),
    "dont_know": NOTHING_OPEN,
    "skip": NOTHING_OPEN,
    "acknowledge": NOTHING_OPEN,
    "affirm": NOTHING_OPEN,
    "deny": NOTHING_OPEN,
}
"""The answers that may follow each other, by the intent that they are an answer to."""

ONCE, MORE = "yes", "more"


def said_again(said: Heard, tracker: Tracker) -> str | None:
    """Whether the same answer comes a second or a third time in a row; None when it does not."""
    answers = ANSWERS.get(said.intent)
    if answers is None:
        return None
    events = reversed(tracker.events)
    for event in events:
        if event["event"] == "user":
            break
    last = takewhile(lambda event: event["event"] != "user", events)
    if not any(event["event"] == "action" and event["name"] in answers for event in last):
        return None
    return MORE if tracker.get_slot("again") == ONCE else ONCE
