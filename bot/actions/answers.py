"""What a message within the interview means for the report.

`read` gives nothing for a message that is no answer: then the form steps aside, the message
gets its own reply, and bot/actions/beside.py keeps what it says for the report all the same.
"""

from bot.actions import corrections
from bot.actions.heard import FEW_WORDS, Heard
from bot.actions.interruptions import COMMANDS, interrupts
from bot.actions.mentions import (
    OPENING_INTENTS,
    SENTENCE,
    Slots,
    answered,
    mentions,
    news,
    tells_beside,
)
from bot.actions.plainly import begins_unknown
from bot.actions.questions import (
    BRIEFLY_NAMED,
    FREE,
    LOOKS_LIKE,
    NAMED,
    NO_MEANS,
    ONCE,
    STORY_FROM,
    TO_STORY,
)
from bot.actions.readings import sounds_of_another
from bot.actions.taken import SHORT_WORDS, SUMMARY, WHICH_FIELD, Taken, taken
from bot.helpline.report import (
    CHILD,
    NOTHING,
    REPORT_SLOTS,
    SKIPPED,
    UNKNOWN,
    Known,
    Role,
    is_code,
    with_more_words,
)

# Says nothing where words are asked for.
EMPTY = frozenset({"affirm", "continue", "no_danger", "report_suspicion"})

CLOSED = frozenset({"still_going_on", "minors"})
"""The questions to which "yes" and "no" are answers for the report."""

OTHER_HELP = frozenset(
    {"ask_crime_line", "ask_labour_inspectorate", "ask_coordinator", "ask_other_reporting_points"}
)
"""Asks for something that has an answer of its own: "moet dit niet naar ..."."""

BRIEF_REPLIES = {
    "why": "utter_why",
    "advice": "utter_advice_in_interview",
    "time": "utter_take_your_time",
}
"""Replies to questions that are asked within the interview and leave its question open."""


def read(said: Heard, question: str | None, known: Known) -> Taken | None:
    """What a message means as an answer to the question; None when it is no answer."""
    if question is None:
        return None
    if said.is_choice:
        return _choice(said, question)
    reply = BRIEF_REPLIES.get(said.value("asks") or "")
    is_brief = said.words <= SENTENCE and not said.is_danger and question in REPORT_SLOTS
    is_brief = is_brief and not (said.intent in OTHER_HELP and said.is_likely)
    if reply and is_brief and question not in answered(said, question):
        done: Slots = {question: NOTHING} if question == "anything_else" else {}
        return taken({**news(said, known), **done}, reply)
    if said.says_nothing and not said.is_danger:
        return _no_answer(said, question, known)
    if interrupts(said, question):
        return None
    if _asks_something_else(said, question):
        return taken({}, "utter_cannot_answer")
    if question in (SUMMARY, WHICH_FIELD):
        return corrections.at_the_end(said, question, known)
    return corrections.on_the_way(said, question, known) or _answer(said, question, known)


def _asks_something_else(said: Heard, question: str) -> bool:
    """Whether a short question of their own only sounds like the beginning of a story."""
    if not said.is_question or said.words > SENTENCE or said.intent not in OPENING_INTENTS:
        return False
    return question in REPORT_SLOTS and question not in FREE and not mentions(said)


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


def _no_answer(said: Heard, question: str, known: Known) -> Taken | None:
    """Nothing that can be read: asked in other words, and after that left."""
    if question == "anything_else":
        return taken({question: NOTHING})
    patience = (None, ONCE) if question == "municipality" else (None,)  # much hangs on the place
    given_up = known.get("reminder") not in patience and question not in (SUMMARY, WHICH_FIELD)
    return taken({question: SKIPPED}) if given_up else None


def _answer(said: Heard, question: str, known: Known) -> Taken | None:
    named = answered(said, question)
    found = news(said, known)
    if question in named:
        found[question] = named[question]
    if question == "minors":
        found.pop("people", None)  # a number is an age here
    if question == "minors" and said.value("age_group") == CHILD:
        found["role"] = Role.VICTIM  # counts themselves among those to whom it happens
    if question not in FREE and question in named and tells_beside(said):
        found["narrative"] = with_more_words(known.get("narrative"), said.text)
    if question not in named:
        if said.words >= STORY_FROM.get(question, said.words + 1):
            if question == "municipality":  # so much hangs on the place that it is asked again
                return _left_open(said, question, known, _to_story(said, None, known, found))
            return _to_story(said, question, known, found)
        if _answers_another(said, question, named):
            return _left_open(said, question, known, _another(found, named, known))
        if _tells_more(said, question):
            return _left_open(said, question, known, _to_story(said, None, known, found))
        if _is_no_place(said, question, known):
            return taken(found, "utter_place_unknown")
    if question == "role" and question not in named and said.tells_story:
        who = Role.BYSTANDER if sounds_of_another(said) else UNKNOWN
        story = with_more_words(known.get("narrative"), said.text)
        return taken({**found, question: who, "narrative": story})
    if question == "narrative" and said.is_preface and said.words > FEW_WORDS:
        return _left_open(said, question, known, taken(found))
    value = _value(said, question, found, known)
    if value is None or (question == "minors" and value == said.text):
        return _left_open(said, question, known, taken(found))
    if question in TO_STORY and value == said.text:
        return _to_story(said, question, known, found)
    unknown_place = question == "municipality" and question not in named and value == said.text
    say = ("utter_outside_region",) if unknown_place and said.words <= FEW_WORDS else ()
    return taken({**found, question: value}, *say)


def _answers_another(said: Heard, question: str, named: Slots) -> bool:
    """Whether a few words name something else than was asked: "al maanden", to how many."""
    others = named.keys() - {"role"}
    if said.intent == "affirm" and question not in FREE | NO_MEANS.keys():
        return bool(others)  # "ja, nog steeds" is no answer to when
    if said.intent in ("affirm", "deny") and question in CLOSED and said.words <= FEW_WORDS:
        return bool(others & CLOSED)  # "volwassen allemaal" is no answer to whether it goes on
    if question in FREE or said.words > FEW_WORDS or said.intent in ("affirm", "deny"):
        return False
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


def _left_open(said: Heard, question: str, known: Known, answer: Taken) -> Taken:
    """The question stays open once; after that, and after "I do not know", it is left."""
    if known.get("reminder") or said.intent == "dont_know" or begins_unknown(said):
        return Taken({question: UNKNOWN, **answer.slots}, answer.say)
    return answer


def _more_times(named: Slots, known: Known) -> Slots:
    """A second time beside the first: "elke nacht, al maanden"."""
    before, more = known.get("when"), named.get("when")
    if before is None or more is None or is_code("when", before) or more in before:
        return {}
    return {"when": f"{before}, {more}"}


def _tells_more(said: Heard, question: str) -> bool:
    """Whether somebody goes on with the story where a detail was asked."""
    tells = said.intent not in EMPTY or "telling" in said.entities
    is_story = said.intent in OPENING_INTENTS and said.is_sure and tells
    return is_story and said.words > SHORT_WORDS and question not in FREE | TO_STORY


def _is_no_place(said: Heard, question: str, known: Known) -> bool:
    """Whether words that name no known place are worth asking again, once."""
    if question != "municipality" or known.get("reminder"):
        return False
    return _without_words(said.intent, question) is None


def _to_story(said: Heard, question: str | None, known: Known, found: Slots) -> Taken:
    """Words that do not answer the question are not lost; without a question it stays open."""
    story = with_more_words(known.get("narrative"), said.text)
    if question is None:
        return taken({**found, "narrative": story}, "utter_added")
    return taken({**found, question: UNKNOWN, "narrative": story})


def _value(said: Heard, question: str, found: Slots, known: Known) -> str | None:
    named = found.get(question)
    several = len(said.entities.get("figure", ())) > 1  # "3 a 4" says more than 3
    brief = said.words <= BRIEFLY_NAMED.get(question, 0) and not several
    if named is not None and (question in NAMED or brief):
        return named
    if named is None and said.words <= FEW_WORDS:
        coded = _without_words(said.intent, question)
        if coded is not None:
            return coded
        if said.intent in EMPTY:
            return None
    return said.text


def _without_words(intent: str, question: str) -> str | None:
    """The value when somebody says no more than yes, no, not known, or not that."""
    to_any = {"skip": SKIPPED, "dont_know": UNKNOWN, "deny": UNKNOWN}
    return NO_MEANS.get(question, {}).get(intent, to_any.get(intent))
