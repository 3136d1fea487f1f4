"""What a message within the interview means for the report.

`read` gives nothing for a message that is no answer: then the form steps aside, the message
gets its own reply, and the question is asked again.
"""

from bot.actions import corrections
from bot.actions.heard import Heard
from bot.actions.interruptions import COMMANDS, interrupts
from bot.actions.mentions import OPENING_INTENTS, Slots, mentions
from bot.actions.questions import FREE, LOOKS_LIKE, NAMED, NO_MEANS, STORY_FROM, TO_STORY
from bot.actions.taken import FEW_WORDS, SHORT_WORDS, SUMMARY, WHICH_FIELD, Taken, taken
from bot.helpline.report import SKIPPED, UNKNOWN, Known, is_code, with_more_words

# Says nothing where words are asked for.
EMPTY = frozenset({"affirm", "continue", "no_danger", "report_suspicion"})

SURE = 0.8
"""The confidence from which on a message is taken as more of the story."""


def read(said: Heard, question: str | None, known: Known) -> Taken | None:
    """What a message means as an answer to the question; None when it is no answer."""
    if question is None:
        return None
    if said.is_choice:
        return _choice(said, question)
    if interrupts(said, question):
        return None
    if question in (SUMMARY, WHICH_FIELD):
        return corrections.at_the_end(said, question, known)
    return corrections.on_the_way(said, question, known) or _answer(said, question, known)


def _choice(said: Heard, question: str) -> Taken | None:
    if said.intent in COMMANDS:
        return None
    if said.intent == "correct" or question in (SUMMARY, WHICH_FIELD):
        return corrections.by_button(said, question)
    if said.intent == "choose":
        chosen = mentions(said)
        return taken(chosen) if chosen else None
    value = _without_words(said.intent, question)
    return None if value is None else taken({question: value})


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
        if _tells_more(said, question):
            given_up = None if known.get("reminder") is None else question
            return _to_story(said, given_up, known, found)
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
    return bool(others - LOOKS_LIKE.get(question, frozenset()))


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


def _tells_more(said: Heard, question: str) -> bool:
    """Whether somebody goes on with the story where a detail was asked."""
    is_story = said.intent in OPENING_INTENTS and said.confidence >= SURE
    return is_story and said.words > SHORT_WORDS and question not in FREE | TO_STORY


def _to_story(said: Heard, question: str | None, known: Known, found: Slots) -> Taken:
    """Words that do not answer the question are not lost; without a question it stays open."""
    story = with_more_words(known.get("narrative"), said.text)
    if question is None:
        return taken({**found, "narrative": story}, "utter_added")
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
