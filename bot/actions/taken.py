"""What the form takes from a message."""

from dataclasses import dataclass

from bot.actions.leanings import likeliest
from bot.actions.mentions import Slots
from bot.helpline.report import (
    CHILD,
    OUTSIDE,
    REPORT_SLOTS,
    SKIPPED,
    UNKNOWN,
    UNSAID,
    Known,
    Role,
    YesNo,
    with_more_words,
)

SUMMARY = "summary_ok"
WHICH_FIELD = "correct_field"
CHANGE = "change"
CONFIRMED = "yes"

STORY_WORDS = 12
"""From so many words on a message is a story, unless it ends as a question."""

SHORT_WORDS = 2
"""Up to so many words a name is an answer, also where a question could begin with it."""


@dataclass(frozen=True)
class Taken:
    """An answer: slots to set (None: to be asked again), and responses to say first."""

    slots: Slots
    say: tuple[str, ...] = ()


def taken(slots: Slots, *say: str) -> Taken:
    """An answer, with a kind word when the place is in no municipality of the region."""
    outside = ("utter_outside_region",) if slots.get("municipality") == OUTSIDE else ()
    return Taken(slots, (*say, *outside))


def ask_which_field() -> Taken:
    """The visitor wants to change something, and is asked what."""
    return Taken({SUMMARY: CHANGE, WHICH_FIELD: None})


def ask_again(name: str | None) -> Taken:
    """One part is asked again, and then the summary is shown again."""
    slots: Slots = {name: None} if name in REPORT_SLOTS else {}
    return Taken({**slots, **summary_again()})


def summary_again() -> Slots:
    """The slots that make the form show the summary again."""
    return {SUMMARY: None, WHICH_FIELD: None}


def keep_summary() -> Taken:
    """Nothing is to be changed: the summary on the page is asked about in a few words."""
    return Taken({**summary_again(), "asked": SUMMARY, "reminder": "yes"})


def implied(now: Known, question: str | None) -> Slots:
    """What follows from the rest: a child to whom it happens is a minor.

    Who does not know the form, or about whom it is, gets what the story likely points to; the
    summary asks whether it is right.

    The story begins with what was said in danger or in another language.

    Whoever was asked about whom it is, is not asked for more at the end: eight is enough.
    """
    slots: Slots = {}
    if now.get("exploitation_form") == UNKNOWN and (form := likeliest(now.get("leanings"))):
        slots["exploitation_form"] = form
    if now.get("role") == UNKNOWN and (who := likeliest(now.get("role_leanings"))):
        slots["role"] = who
    if (apart := now.get("said_apart")) and (narrative := now.get("narrative")):
        slots["narrative"] = apart if narrative in UNSAID else with_more_words(apart, narrative)
        slots["said_apart"] = None
    child = now.get("role") == Role.VICTIM and now.get("age_group") == CHILD
    if child and now.get("minors") in (None, UNKNOWN):
        slots["minors"] = YesNo.YES
    if question == "role" and now.get("anything_else") is None:
        slots["anything_else"] = SKIPPED
    return slots


def next_to_ask(known: Slots, next_question: str | None) -> str | None:
    """What the form asks next, with the summary after the questions; None when it is done."""
    if known.get(SUMMARY) == CHANGE:
        return WHICH_FIELD
    if next_question is not None:
        return next_question
    return SUMMARY if known.get(SUMMARY) is None else None
