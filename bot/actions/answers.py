"""What a message within the interview means for the report.

`read` gives nothing for a message that is no answer: then the form steps aside, the message
gets its own reply, and the question is asked again.
"""

from collections.abc import Mapping

from bot.actions import corrections
from bot.actions.heard import Heard
from bot.actions.mentions import Slots, mentions
from bot.actions.taken import FEW_WORDS, STORY_WORDS, SUMMARY, WHICH_FIELD, Taken, taken
from bot.helpline.report import (
    NOTHING,
    SKIPPED,
    UNKNOWN,
    Known,
    YesNo,
    is_code,
    with_more_words,
)

# Never an answer, however long the message is.
COMMANDS = frozenset({"ask_person", "ask_erase", "start", "danger_now"})
# No answer when short; within a long story they are only what a part of it sounds like.
ASIDES = frozenset({"stop", "greet", "thanks", "goodbye", "abuse", "not_understood_feedback"})
# Says nothing where words are asked for.
EMPTY = frozenset({"affirm", "continue", "no_danger", "report_suspicion"})
QUESTION = "ask_"

SHORT_WORDS = 2
"""Up to so many words a name is an answer, also where a question could begin with it."""

NAMED = frozenset({"role", "exploitation_form", "municipality", "minors"})
"""The questions whose answer is what a message names; the others keep the words."""

FREE = frozenset({"narrative", "anything_else"})
"""The questions to which any words are an answer."""

TO_STORY = frozenset({"role", "exploitation_form"})
"""The questions whose answer is a code: other words go to the story."""

STORY_FROM: Mapping[str, int] = {
    "people": FEW_WORDS + 1,
    "municipality": STORY_WORDS,
    "minors": STORY_WORDS,
    "still_going_on": STORY_WORDS,
}
"""From so many words on a message that does not name the answer belongs to the story."""

FEW_OUT_OF_SCOPE = 3
"""Up to so many words on a subject of their own are an answer all the same."""

YES_NO: Mapping[str, str] = {"affirm": YesNo.YES, "deny": YesNo.NO}
NO_MEANS: Mapping[str, Mapping[str, str]] = {
    "narrative": {"deny": SKIPPED},
    "still_going_on": YES_NO,
    "minors": YES_NO,
    "anything_else": {"deny": NOTHING, "skip": NOTHING, "dont_know": NOTHING},
}
"""What yes and no mean to a question, where no is more than "I cannot say"."""


def read(said: Heard, question: str | None, known: Known) -> Taken | None:
    """What a message means as an answer to the question; None when it is no answer."""
    if said.is_danger or said.intent in COMMANDS or question is None:
        return None
    if said.is_choice:
        return _choice(said, question)
    if _is_interruption(said, question):
        return None
    if question in (SUMMARY, WHICH_FIELD):
        return corrections.at_the_end(said, question, known)
    return corrections.on_the_way(said, question, known) or _answer(said, question, known)


def _choice(said: Heard, question: str) -> Taken | None:
    if said.intent == "correct" or question in (SUMMARY, WHICH_FIELD):
        return corrections.by_button(said, question)
    if said.intent == "choose":
        chosen = mentions(said)
        return taken(chosen) if chosen else None
    value = _without_words(said.intent, question)
    return None if value is None else taken({question: value})


def _is_interruption(said: Heard, question: str) -> bool:
    """Whether the message wants something else than to answer."""
    found = {} if said.is_question else mentions(said)
    if found and (said.words <= SHORT_WORDS or (question == "when" and "when" in found)):
        return False  # "om 9 uur" only sounds like a question about the hours
    if said.words >= STORY_WORDS and not said.is_question:
        return False
    if said.intent == "nlu_fallback":
        return said.is_question or not (said.has_words or found)
    if said.intent == "out_of_scope":  # a short answer seems so, taken by itself
        return said.is_question or (said.is_likely and said.words > FEW_OUT_OF_SCOPE)
    asks = said.intent in ASIDES or said.intent.startswith(QUESTION)
    return asks and (said.is_likely or said.is_question)


def _answer(said: Heard, question: str, known: Known) -> Taken | None:
    named = mentions(said)
    found = {
        slot: value
        for slot, value in named.items()
        if slot == question or _may_fill(slot, known, said)
    }
    if question not in named:
        if _answers_another(said, question, named):
            return _another(found, named, known)
        if said.words >= STORY_FROM.get(question, said.words + 1):
            return _to_story(said, question, known, found)
    value = _value(said, question, found, known)
    if value is None:
        return None
    if question in TO_STORY and value == said.text:
        return _to_story(said, question, known, found)
    elsewhere = question == "municipality" and value == said.text and said.words <= FEW_WORDS
    say = ("utter_outside_region",) if elsewhere and question not in found else ()
    return taken({**found, question: value}, *say)


def _answers_another(said: Heard, question: str, named: Slots) -> bool:
    """Whether a few words name something else than was asked: "al maanden", to how many."""
    if question in FREE or said.words > FEW_WORDS or said.intent in ("affirm", "deny"):
        return False
    others = named.keys() - {"role"}
    # A number may be an age, and a form may be what a word in the answer sounds like.
    return bool(others - ({"people", "exploitation_form"} if question == "minors" else set()))


def _another(found: Slots, named: Slots, known: Known) -> Taken:
    """What a message says that answers another question; this one stays open."""
    before, now = known.get("municipality"), named.get("municipality")
    moved: Slots = {}
    if before is not None and now not in (None, before):
        moved = {"municipality": now}  # one names another place only to say where it is
    changed = bool(moved) and not is_code("municipality", str(before))
    slots = found | _more_times(named, known) | moved
    return taken(slots, *(["utter_changed"] if changed else []))


def _more_times(named: Slots, known: Known) -> Slots:
    """A second time beside the first: "elke nacht, al maanden"."""
    before, more = known.get("when"), named.get("when")
    if before is None or more is None or is_code("when", before) or more in before:
        return {}
    return {"when": f"{before}, {more}"}


def _to_story(said: Heard, question: str, known: Known, found: Slots) -> Taken:
    """Words that do not answer the question are not lost."""
    story = with_more_words(known.get("narrative"), said.text)
    return taken({**found, question: UNKNOWN, "narrative": story})


def _may_fill(slot: str, known: Known, said: Heard) -> bool:
    """Only what is not known yet, but who says "it is me" is not a bystander after all."""
    return known.get(slot) is None or (slot == "role" and said.intent == "happens_to_me")


def _value(said: Heard, question: str, found: Slots, known: Known) -> str | None:
    named = found.get(question)
    if named is not None and question in NAMED:
        return named
    if named is None and said.words <= FEW_WORDS:
        coded = _without_words(said.intent, question)
        if coded is not None:
            return coded
        if said.intent in EMPTY:
            # Asked twice is enough: no question comes a third time.
            return _without_words("dont_know", question) if known.get("reminder") else None
    return said.text


def _without_words(intent: str, question: str) -> str | None:
    """The value when somebody says no more than yes, no, not known, or not that."""
    to_any = {"skip": SKIPPED, "dont_know": UNKNOWN, "deny": UNKNOWN}
    return NO_MEANS.get(question, {}).get(intent, to_any.get(intent))
