"""Changes of what was said before: on the way, and in the summary."""

from bot.actions.heard import Heard
from bot.actions.mentions import Slots, mentions
from bot.actions.taken import (
    CONFIRMED,
    FEW_WORDS,
    STORY_WORDS,
    SUMMARY,
    WHICH_FIELD,
    Taken,
    ask_again,
    ask_which_field,
    summary_again,
    taken,
)
from bot.helpline.report import Known, with_more_words

YES_OR_NO = frozenset({"still_going_on", "minors", "anything_else"})
"""Questions to which "no" is an answer, and not the beginning of a correction."""


def on_the_way(said: Heard, question: str, known: Known) -> Taken | None:
    """A correction while another question is open, as in "nee, in Urk"; None for no such."""
    if said.intent == "correct":
        changed = mentions(said)
        if not changed:
            return ask_which_field() if said.words <= FEW_WORDS else None
    elif said.intent == "deny" and question not in YES_OR_NO:
        changed = {slot: value for slot, value in mentions(said).items() if known.get(slot)}
    else:
        return None
    if not changed:
        return None
    overwritten = any(known.get(slot) for slot in changed.keys() - {question})
    return taken(changed, *(["utter_changed"] if overwritten else []))


def by_button(said: Heard, question: str) -> Taken | None:
    """A button below the summary or below the question what to change."""
    if said.intent == "correct":
        field = said.value("field")
        return ask_which_field() if field is None else ask_again(field)
    if question == WHICH_FIELD:
        return Taken(summary_again()) if said.intent in ("deny", "skip") else None
    return _yes_or_no(said.intent)


def at_the_end(said: Heard, question: str, known: Known) -> Taken | None:
    """Typed words at the end: yes, no, a change, or something to add."""
    found = {slot: value for slot, value in mentions(said).items() if value != known.get(slot)}
    if found and said.intent != "affirm" and said.words < STORY_WORDS:
        changed: Slots = {**found, **summary_again()}
        return taken(changed, "utter_changed")
    if said.words <= FEW_WORDS or said.intent in ("affirm", "deny", "correct"):
        return _short(said.intent, question)
    more = with_more_words(known.get("anything_else"), said.text)
    return taken({"anything_else": more, **summary_again()}, "utter_added")


def _short(intent: str, question: str) -> Taken | None:
    if question == WHICH_FIELD and intent in ("affirm", "deny", "skip"):
        return Taken(summary_again())
    return _yes_or_no(intent) if question == SUMMARY else None


def _yes_or_no(intent: str) -> Taken | None:
    if intent in ("affirm", "skip"):
        return Taken({SUMMARY: CONFIRMED})
    return ask_which_field() if intent in ("deny", "correct") else None
