"""What a message tells about the parts of a report, whatever was asked."""

from bot.actions.heard import YOUNGEST_SAID, Heard
from bot.actions.leanings import likeliest
from bot.actions.readings import (
    FORM_INTENTS,
    OTHERS,
    ROLE_INTENTS,
    STORY,
    exploitation_form,
    role,
)
from bot.helpline.report import ADULT, UNSAID, Known, Role, YesNo

Slots = dict[str, str | None]

OPENING_INTENTS = frozenset({"report_suspicion", *FORM_INTENTS, *ROLE_INTENTS})
"""What somebody says who comes to tell something."""

YOUNGEST = 5
"""A smaller number, said where it was asked for minors, tells how many there are."""

LEADS = {"yes": YesNo.YES, "fine": YesNo.YES, "no": YesNo.NO}
"""What the beginning of an answer to a closed question says."""

WORDLESS = frozenset({"dont_know", "skip", "deny", "stop"})
"""Says that the answer is not known or not given."""

ONLY_IF_ASKED = {
    "municipality": "place_perhaps",
    "exploitation_form": "form_perhaps",
    "role": "about",
}
"""Entities that are an answer only to their own question."""

LEARNED = frozenset({"role", "exploitation_form", "still_going_on", "minors"})
"""Questions whose answers the model has learned to read: data/answers/ holds a file of each."""

LONG = 15
"""So many words are hardly ever a question alone."""

ASKED = 4
"""A question of so few words is about a word of the question that is open."""

SENTENCE = 8
"""From so many words on a message may tell a story beside a question."""


def mentions(said: Heard) -> Slots:
    """The parts of the report that a message names, with their values."""
    found = {
        "role": role(said),
        "exploitation_form": exploitation_form(said),
        "municipality": said.value("place"),
        "when": ", ".join(said.entities.get("time", ())) or None,
        "still_going_on": _still_going_on(said),
        "people": said.value("number"),
        "minors": minors(said),
    }
    return {slot: value for slot, value in found.items() if value is not None}


def _still_going_on(said: Heard) -> str | None:
    """What is said of it, but no "no" out of a story: in "dan is het klaar" nothing is over."""
    value = said.value("still_going_on")
    return None if value == YesNo.NO and said.words >= STORY else value


def answered(said: Heard, question: str) -> Slots:
    """The parts that a message names as an answer to a question.

    What was asked is looked for in places where it would otherwise not be meant.
    """
    named = mentions(said)
    learned = _learned(said, question)
    value = _asked_for(said, question, named.get(question)) or learned
    if question == "role" and learned in OTHERS and "role" not in said.entities:
        value = learned  # "wij zijn haar ouders" is not about us
    return named if value is None else {**named, question: value}


def _learned(said: Heard, question: str) -> str | None:
    """What the words likely answer, by what was learned from answers to that question."""
    if said.is_choice or said.corrects or question not in LEARNED:
        return None
    if said.intent in WORDLESS and not _denies_an_end(said, question):
        return None
    if (said.intent.startswith("ask_") and said.is_likely) or _asks_what(said):
        return None  # a question of their own
    if "asks" in said.entities and said.words <= SENTENCE:
        return None  # "waarom moet je dat weten"
    # "I live there" is no answer to whom it is about; who suffers says so in other words.
    value = said.value(f"{question}_likely")
    return value if value != Role.VICTIM else said.value(f"{question}_sure")


def _denies_an_end(said: Heard, question: str) -> bool:
    """Whether it only sounds like a no, as in "nog lang niet gedaan"."""
    is_no = said.intent == "deny" and said.value("leads") != "no"
    return is_no and question == "still_going_on" and said.words > ASKED // 2


def _asked_for(said: Heard, question: str, named: str | None) -> str | None:
    """What answers a question, only because it was asked; else what is named anyway."""
    if question == "minors":
        return young(said, named)
    if named is None and question == "still_going_on":
        named = said.value("still_going_on")
    if named is not None:
        return named
    if question == "when":
        return ", ".join(said.entities.get("clock", ())) or None
    if question == "people":
        counts = "persons" in said.entities or "figure" in said.entities
        wordless = said.intent in WORDLESS or said.value("leads") in ("unknown", "skip")
        return said.text if counts and said.words < STORY and not wordless else None
    if question == "still_going_on":
        return LEADS.get(said.value("leads") or "")
    wordless = said.intent in WORDLESS and said.is_likely
    if question == "role" and (wordless or said.value("leads") == "unknown"):
        return None  # "I do not know" is not about oneself
    return said.value(ONLY_IF_ASKED.get(question, ""))


def young(said: Heard, named: str | None) -> str | None:
    """Whether an answer tells of anybody under 18: by ages, by words, or by yes and no.

    A number too small for an age tells how many there are.
    """
    figures = [int(figure) for figure in said.entities.get("figure", ())]
    small = max(figures, default=0) < YOUNGEST_SAID
    recounts = said.corrects and "number" in said.entities
    if recounts and (small or "counted" in said.entities):
        return named  # "nee wacht, het waren er 9" is about the question before
    if age := said.value("age"):
        figures.append(int(age))
    if any(YOUNGEST <= figure < ADULT for figure in figures):
        return YesNo.YES
    if named is not None:
        return named
    if any(figure >= ADULT for figure in figures):
        return YesNo.NO
    leads = LEADS.get(said.value("leads") or "")
    if leads == YesNo.YES and said.intent == "dont_know":
        leads = None  # "da zou 'k nie weten"
    if leads is not None or not figures:
        return leads
    return YesNo.YES if max(figures) > 0 else YesNo.NO


def news(said: Heard, known: Known) -> Slots:
    """What a message names that is not known yet, or was not said when it was asked."""
    return {slot: value for slot, value in mentions(said).items() if may_fill(slot, known, said)}


def may_fill(slot: str, known: Known, said: Heard) -> bool:
    """Whether a message may set a slot; "it is me" overrules that it is about another."""
    value = known.get(slot)
    if value is None or value in UNSAID:
        return True
    if slot != "role" or value != Role.BYSTANDER:
        return False
    if role(said, STORY) != Role.VICTIM:
        return False
    stories = known.get("role_leanings")  # of all stories, this one among them
    whole = likeliest(stories)
    in_words = whole is None and said.words < STORY
    unheard = stories is None and said.value("role_sure") == Role.VICTIM
    return said.is_choice or whole == Role.VICTIM or in_words or unheard


def _asks_what(said: Heard) -> bool:
    """Whether a few words ask something, and tell nothing beside it."""
    return said.words <= ASKED and "asking" in said.entities and "age" not in said.entities


def minors(said: Heard) -> str | None:
    """Whether somebody under 18 is involved, when the message says so.

    In a story a word that names a child may be about another one: what was learned from whole
    stories goes before it where that is sure, and where it says otherwise, it is asked.
    """
    named = said.value("minors")
    if _asks_what(said):
        return None  # "wat is minderjarig" tells of nobody
    if said.words < STORY or not said.tells_story:
        return named
    likely, sure = said.value("minors_likely"), said.value("minors_sure")
    if named is None or (sure == YesNo.YES and said.value("age") is None):
        return sure if sure in set(YesNo) else named
    return None if likely in set(YesNo) and likely != named else named


def story_in(said: Heard) -> bool:
    """Whether the words themselves are worth keeping as a part of the story."""
    return said.words >= STORY or "exploitation_form" in mentions(said)


def tells_beside(said: Heard) -> bool:
    """Whether a message that wants something else tells of a case as well."""
    if said.is_choice or said.words < SENTENCE:
        return False
    named = mentions(said).keys()
    about = named & {"role", "minors", "people"}
    if "exploitation_form" in named and about:
        return True
    if said.intent.startswith("ask_"):
        told = said.words_told
        of_a_case = "exploitation_form" in named or (bool(about) and len(named) > 1)
        return told >= 2 * LONG or (told >= LONG and of_a_case)
    return bool(about) or "exploitation_form" in named
