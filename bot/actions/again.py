"""Notices that the answer to come is the one that was given last, so that its words differ."""

from itertools import takewhile

from rasa_sdk import Tracker

from bot.actions.heard import Heard

ANSWERS = {
    "wants_to_talk": "utter_invite",
    "danger_acute": "utter_danger_acute",
    "danger_now": "utter_danger_acute",
    "danger_suicide": "utter_danger_suicide",
    "danger_unclear": "utter_danger_unclear",
}
"""The answers that may follow each other, by the intent that they are an answer to."""

ONCE, MORE = "yes", "more"


def said_again(said: Heard, tracker: Tracker) -> str | None:
    """Whether the same answer comes a second or a third time in a row; None when it does not."""
    answer = ANSWERS.get(said.intent)
    if answer is None:
        return None
    events = reversed(tracker.events)
    for event in events:
        if event["event"] == "user":
            break
    last = takewhile(lambda event: event["event"] != "user", events)
    if not any(event["event"] == "action" and event["name"] == answer for event in last):
        return None
    return MORE if tracker.get_slot("again") == ONCE else ONCE
