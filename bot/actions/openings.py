"""How the interview begins, goes on after a pause, and takes up what was said meanwhile."""

from bot.actions.heard import FEW_WORDS, Heard
from bot.actions.mentions import OPENING_INTENTS, Slots, mentions, news
from bot.actions.readings import FORM_INTENTS, sounds_of_another
from bot.actions.taken import (
    STORY_WORDS,
    SUMMARY,
    Taken,
    ask_which_field,
    summary_again,
    taken,
)
from bot.helpline.report import REPORT_SLOTS, Known, Role, with_more_words

RUNNING = "running"
PAUSED = "paused"
STOPPED = "stopped"
DONE = "done"

BESIDE = ("traces", "leanings", "role_leanings", "role_by_sound", "said_apart")
"""Slots that belong to a report and are no part of it."""

# Says that the interview goes on, and nothing for the report.
WORDLESS = frozenset(
    {"continue", "no_danger", "affirm", "deny", "dont_know", "skip", "report_suspicion"}
)


def begin(said: Heard, known: Known, interview: str | None) -> Taken:
    """The slots with which the interview starts."""
    slots: Slots = {"interview": RUNNING, "told": None}
    if interview == DONE:
        if said.intent == "correct":
            return _change_what_is_done(said, slots)
        slots |= summary_again()
        if said.subject == "report_suspicion":
            slots |= dict.fromkeys((*REPORT_SLOTS, *BESIDE))
            known = {}
    return taken(slots | _heard(said, known, interview))


def _change_what_is_done(said: Heard, slots: Slots) -> Taken:
    """A correction after the end: made at once, or asked about."""
    changed = mentions(said)
    if not changed:
        return Taken(slots | ask_which_field().slots)
    return taken(slots | changed | summary_again(), "utter_changed")


def _heard(said: Heard, known: Known, interview: str | None) -> Slots:
    found = news(said, known)
    opens = said.intent in OPENING_INTENTS
    if opens and "role" not in found and presumes_another(said, known):
        found["role"] = Role.BYSTANDER
    only_leads_up = said.is_preface and known.get("narrative") is None
    if tells(said) or (_goes_on_telling(said, interview) and not only_leads_up):
        found["narrative"] = with_more_words(known.get("narrative"), said.text)
    return found


def presumes_another(said: Heard, known: Known) -> bool:
    """Whether it may be taken that somebody tells of another, so that it is not asked.

    Not when they tell what they do themselves, when it sounds like somebody else than a
    bystander, nor after a cry for help.
    """
    told = known.get("narrative") is not None or known.get("said_apart") is not None
    return known.get("role") is None and not told and sounds_of_another(said)


def tells(said: Heard) -> bool:
    """Whether an opening sentence already tells what happens, so that it is not asked."""
    if said.is_choice or said.subject not in OPENING_INTENTS:
        return False
    if said.is_preface:
        return False
    if said.subject in FORM_INTENTS:
        return said.words >= FEW_WORDS
    telling = mentions(said).keys() & {"exploitation_form", "minors", "people"}
    if "telling" in said.entities and said.words >= FEW_WORDS:
        return True
    if said.value("role") == Role.VICTIM and said.words > FEW_WORDS:
        return True
    return said.words >= (STORY_WORDS - 4 if telling else STORY_WORDS + 2)


def while_in_danger(said: Heard, known: Known) -> Slots:
    """What a message that tells of danger says for the report; 112 comes first."""
    if said.is_choice or not said.is_danger:
        return {}
    found = news(said, known)
    if said.words >= FEW_WORDS:
        # A cry for help seldom tells the case: the story is asked for when it is safe.
        now = {**known, **found}
        kept = "narrative" if now.get("narrative") or now.get("exploitation_form") else "said_apart"
        found[kept] = with_more_words(known.get(kept), said.text)
        if known.get("asked") == SUMMARY:
            found["asked"] = None  # the summary on the page is no longer the whole of it
    return found


def _goes_on_telling(said: Heard, interview: str | None) -> bool:
    if said.is_choice or said.intent in WORDLESS:
        return False
    return interview in (PAUSED, DONE) and said.words >= FEW_WORDS
