"""Changes of what was said before: on the way, and in the summary."""

from bot.actions.heard import FEW_WORDS, Heard
from bot.actions.mentions import Slots, answered, mentions, news
from bot.actions.questions import FREE
from bot.actions.readings import FORM_INTENTS
from bot.actions.taken import (
    CONFIRMED,
    SHORT_WORDS,
    STORY_WORDS,
    SUMMARY,
    WHICH_FIELD,
    Taken,
    ask_again,
    ask_which_field,
    keep_summary,
    summary_again,
    taken,
)
from bot.helpline.report import (
    ADULT,
    OUTSIDE,
    REPORT_SLOTS,
    Known,
    YesNo,
    next_question,
    with_more_words,
)

YES_OR_NO = frozenset({"still_going_on", "minors", "anything_else"})
"""Questions to which "no" is an answer, and not the beginning of a correction."""

PLACE = "municipality"

TEEN, GROWN = 10, 30
"""Between these a bare number may be an age."""


def on_the_way(said: Heard, question: str, known: Known) -> Taken | None:
    """A correction while another question is open, as in "nee, in Urk"; None for no such."""
    if said.intent != "deny" and not said.corrects:
        return None
    if question in answered(said, question):
        return None  # "nee, zij is 22" answers what was asked
    named = _named(said)
    if said.corrects:
        named |= differs(said, known)
        if not named:
            asks = said.intent == "correct" and said.words <= FEW_WORDS and said.is_sure
            return ask_which_field() if asks and "telling" not in said.entities else None
        changed = named
    elif question in YES_OR_NO:
        moved = question not in named and known.get(PLACE) and PLACE in named
        changed = {PLACE: named[PLACE]} if moved else {}
    else:
        changed = {slot: value for slot, value in named.items() if known.get(slot)}
    changed = {slot: value for slot, value in changed.items() if value != known.get(slot)}
    if question in FREE and changed.get(PLACE) == OUTSIDE and said.words > FEW_WORDS:
        del changed[PLACE]  # "nee. wacht, de eigenaar heeft nog een zaak in Sneek"
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
        return keep_summary() if said.intent in ("deny", "skip") else None
    return _yes_or_no(said.intent)


def at_the_end(said: Heard, question: str, known: Known) -> Taken | None:
    """Typed words at the end: a change, yes, no, or something to add."""
    found = differs(said, known)
    within = known.get(PLACE) == OUTSIDE and found.get(PLACE, OUTSIDE) != OUTSIDE
    if found and (said.words < STORY_WORDS or within or _sets_right(said)):
        return taken({**found, **summary_again()}, "utter_changed")
    if said.corrects and "figure" in said.entities and said.words > SHORT_WORDS:
        return _added(said, known)  # "sorry, 15": what is written is right as it was
    field = said.value("field")
    if field in REPORT_SLOTS and said.words <= STORY_WORDS and said.intent != "affirm":
        return ask_again(field)
    if said.words <= FEW_WORDS or said.intent in ("affirm", "deny", "correct"):
        return _short(said, question, known) or _enough(question, known)
    return _added(said, known)


def _added(said: Heard, known: Known) -> Taken:
    """Words that change nothing are kept beside the rest."""
    more = with_more_words(known.get("anything_else"), said.text)
    added: Slots = {**news(said, known), "anything_else": more, **summary_again()}
    return taken(added, "utter_added")


def _enough(question: str, known: Known) -> Taken | None:
    """Asked twice what to change, and still nothing named: nothing is changed."""
    return keep_summary() if question == WHICH_FIELD and known.get("reminder") else None


def differs(said: Heard, known: Known) -> Slots:
    """What a message names otherwise than the report; who is telling is asked apart."""
    named = {slot: value for slot, value in _named(said).items() if slot != "role"}
    perhaps = () if "plain" in said.entities else said.entities.get("place_perhaps", ())
    places = said.entities.get("place") or perhaps
    others = [place for place in places if place != known.get(PLACE)]
    if others:
        named[PLACE] = others[0]
    if (named.get("when") or "") in (known.get("when") or ""):
        named.pop("when", None)
    _as_an_age(said, known, named)
    return {slot: value for slot, value in named.items() if value != known.get(slot)}


def _named(said: Heard) -> Slots:
    """What a message names; a form that it only sounds like may be any other detail."""
    named = mentions(said)
    if "exploitation_form" not in said.entities and said.intent not in FORM_INTENTS:
        named.pop("exploitation_form", None)
    return named


def _as_an_age(said: Heard, known: Known, named: Slots) -> None:
    """A bare number that would change whether anybody is under 18 is an age: "nee 17"."""
    figures = said.entities.get("figure", ())
    if not figures or "minors" in named or "persons" in said.entities:
        return
    number = int(figures[0])
    now = YesNo.YES if number < ADULT else YesNo.NO
    if TEEN <= number <= GROWN and known.get("minors") in set(YesNo) - {now}:
        named.pop("people", None)
        named["minors"] = now


def _sets_right(said: Heard) -> bool:
    """Whether a long message begins or sounds as one that puts something right."""
    return said.corrects or said.intent == "deny" or said.value("leads") in ("no", "almost")


def _short(said: Heard, question: str, known: Known) -> Taken | None:
    if question == SUMMARY:
        return _yes_or_no(said.intent)
    if said.intent == "affirm":
        # "ja" wants to change something, "ja klopt" does not.
        if said.words == 1:
            return None
        # Who was asked on the way has not seen the summary yet.
        return Taken({SUMMARY: CONFIRMED}) if next_question(known) is None else keep_summary()
    return keep_summary() if said.intent in ("deny", "skip", "stop", "dont_know") else None


def _yes_or_no(intent: str) -> Taken | None:
    if intent in ("affirm", "skip"):
        return Taken({SUMMARY: CONFIRMED})
    return ask_which_field() if intent in ("deny", "correct") else None
