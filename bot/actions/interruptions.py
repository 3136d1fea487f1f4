"""Which messages within the interview want something else than to answer."""

from bot.actions.heard import MANNERS, Heard
from bot.actions.mentions import answered, tells_beside
from bot.actions.questions import FREE
from bot.actions.taken import SHORT_WORDS, STORY_WORDS

# Never an answer, however long the message is.
FINAL = frozenset({"ask_erase", "start", "danger_now"})
COMMANDS = FINAL | {"ask_person"}
# No answer when short; within a long story they are only what a part of it sounds like.
ASIDES = frozenset(
    {"stop", "greet", "thanks", "goodbye", "abuse", "not_understood_feedback", "wants_to_talk"}
)
QUESTION = "ask_"
ABOUT_FORMS = frozenset({"ask_sexual", "ask_labour", "ask_criminal", "ask_organ", "ask_forms"})

DETAILS = frozenset({"municipality", "when", "still_going_on", "people", "minors"})
"""The questions that a few words answer."""

FEW_OUT_OF_SCOPE = 3
"""Up to so many words on a subject of their own are an answer all the same."""


def interrupts(said: Heard, question: str) -> bool:
    """Whether a typed message is left to the rules, although a question is open."""
    if said.is_danger or (said.intent in FINAL and not tells_beside(said)):
        return True
    found = {} if said.is_question else answered(said, question)
    if said.intent in ABOUT_FORMS and said.is_likely and not _names_a_form(said, question):
        found.pop("exploitation_form", None)  # what it is, is asked; not what it looks like
    if question in found or (found and said.words <= SHORT_WORDS):
        return False  # "om 9 uur" only sounds like a question about the hours
    if _only_sounds_like_a_question(said, question):
        return False
    if said.intent in COMMANDS:
        return said.is_likely or not said.surely_tells
    if question in FREE and _is_story(said):
        return False
    if said.intent in MANNERS and _is_story(said) and said.tells_story:
        return False
    if said.intent == "nlu_fallback":
        return said.is_question
    if question in FREE and said.intent == "out_of_scope" and _is_told(said, question):
        return False
    if said.intent == "out_of_scope":  # a short answer seems so, taken by itself
        is_sure = said.is_sure and said.words > FEW_OUT_OF_SCOPE
        return said.is_question or (is_sure and not _is_a_time(said))
    asks = said.intent in ASIDES or said.intent.startswith(QUESTION)
    return asks and (said.is_likely or said.is_question)


def _names_a_form(said: Heard, question: str) -> bool:
    """Whether a form is named where it was asked for, and nothing has the form of a question."""
    return question == "exploitation_form" and "asking" not in said.entities


def _only_sounds_like_a_question(said: Heard, question: str) -> bool:
    """Whether a statement where something was asked is taken for a question by its words."""
    if not said.is_statement:
        return False
    if said.intent in COMMANDS or said.intent == "out_of_scope":
        told_when = question == "still_going_on" and "time" in said.entities
        return (question in DETAILS and not said.is_sure) or question == "people" or told_when
    return said.intent.startswith(QUESTION)


def _is_told(said: Heard, question: str) -> bool:
    """Whether words that seem to be about something else are a detail: "een donkere Golf"."""
    return "asking" not in said.entities and (question == "anything_else" or said.tells_story)


def _is_a_time(said: Heard) -> bool:
    """Whether hardly a word is not a part of a time: "al een half jaar ongeveer"."""
    told = sum(len(time.split()) for time in said.entities.get("time", ()))
    return told > 0 and said.words - told <= 1


def _is_story(said: Heard) -> bool:
    """Whether a message is so long that it tells something, even when it ends in a question."""
    asks = said.is_question and said.intent.startswith(QUESTION)
    return said.words >= (2 * STORY_WORDS if asks else STORY_WORDS)
