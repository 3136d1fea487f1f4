"""Reads a plain answer as what it says to the open question, whatever the model made of it."""

from dataclasses import replace

from bot.actions.heard import MANNERS, Heard
from bot.actions.taken import SUMMARY, WHICH_FIELD

CERTAIN = 1.0
INTENTS = {
    "yes": "affirm",
    "fine": "affirm",
    "no": "deny",
    "unknown": "dont_know",
    "skip": "skip",
    "done": "skip",
}
ENDS = {"anything_else": "deny", SUMMARY: "affirm", WHICH_FIELD: "deny"}
"""What "that is all" says to the questions at the end."""

CLOSES = frozenset({"anything_else"})
"""The questions to which "fine" says that there is nothing to add."""

NOT_KNOWN = frozenset({"unknown", "skip"})
"""How a message begins that gives no answer, with more words after it."""


def plainly(said: Heard, question: str | None) -> Heard:
    """The message with the intent of a plain answer, if it is no more than one."""
    if question in CLOSES and said.value("leads") == "no" and said.intent in MANNERS:
        return replace(said, intent=ENDS[question], confidence=CERTAIN)  # "nee, succes"
    plain = said.value("plain")
    if plain not in INTENTS or said.is_choice or question is None:
        return said
    intent = INTENTS[plain]
    if plain == "done":
        # In the middle "never mind" may as well mean that somebody wants to stop.
        intent = ENDS.get(question) or (intent if said.intent == "nlu_fallback" else said.intent)
    elif plain == "fine" and question in CLOSES:
        intent = ENDS[question]
    return replace(said, intent=intent, confidence=CERTAIN)


def begins_unknown(said: Heard) -> bool:
    """Whether a message begins by saying that the answer is not known or not given."""
    return said.value("leads") in NOT_KNOWN
