"""Which messages within the interview want something else than to answer."""

from bot.actions.heard import Heard
from bot.actions.mentions import mentions
from bot.actions.questions import FREE
from bot.actions.taken import SHORT_WORDS, STORY_WORDS

# Never an answer, however long the message is.
COMMANDS = frozenset({"ask_person", "ask_erase", "start", "danger_now"})
# No answer when short; within a long story they are only what a part of it sounds like.
ASIDES = frozenset({"stop", "greet", "thanks", "goodbye", "abuse", "not_understood_feedback"})
QUESTION = "ask_"

FEW_OUT_OF_SCOPE = 3
"""Up to so many words on a subject of their own are an answer all the same."""


def interrupts(said: Heard, question: str) -> bool:
    """Whether a typed message is left to the rules, although a question is open."""
    if said.is_danger or said.intent in COMMANDS:
        return True
    found = {} if said.is_question else mentions(said)
    if found and (said.words <= SHORT_WORDS or (question == "when" and "when" in found)):
        return False  # "om 9 uur" only sounds like a question about the hours
    if question in FREE and _is_story(said):
        return False
    if said.intent == "nlu_fallback":
        return said.is_question or not (said.has_words or found)
    if said.intent == "out_of_scope":  # a short answer seems so, taken by itself
        return said.is_question or (said.is_likely and said.words > FEW_OUT_OF_SCOPE)
    asks = said.intent in ASIDES or said.intent.startswith(QUESTION)
    return asks and (said.is_likely or said.is_question)


def _is_story(said: Heard) -> bool:
    """Whether a message is so long that it tells something, even when it ends in a question."""
    asks = said.is_question and said.intent.startswith(QUESTION)
    return said.words >= (2 * STORY_WORDS if asks else STORY_WORDS)
