"""Takes notes of every message, before the dialogue decides what to say.

So the words with which the interview begins fit who is writing, and a story that comes
together with a question is not lost.
"""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from bot.actions.again import said_again
from bot.actions.fallback import goes_on_elsewise
from bot.actions.heard import FEW_WORDS, Heard, heard
from bot.actions.leanings import with_one_more
from bot.actions.mentions import (
    OPENING_INTENTS,
    Slots,
    may_fill,
    mentions,
    news,
    story_in,
    tells_beside,
)
from bot.actions.openings import DONE, PAUSED, presumes_another
from bot.actions.readings import OTHERS, STORY, role
from bot.actions.speech import in_this_turn, report_of
from bot.actions.taken import SHORT_WORDS
from bot.helpline.danger import other_language
from bot.helpline.report import CHILD, Known, Role, with_more_words

TOLD = "yes"
OTHER = "other"
NO_STORY = frozenset({"out_of_scope", "abuse", "stop", "goodbye"})


class TakeNotes(Action):  # type: ignore[misc]  # the SDK has no types
    """Runs at every message: domain.yml names it where slots are filled."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_take_notes"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Sets what the message says of who is writing, and of the case if it comes in between."""
        said, before = heard(tracker), report_of(tracker)
        known, taken = before, dict[str, str | None]()
        in_form = bool(tracker.active_loop.get("name"))
        if not _counted(tracker):
            taken = points_to(said, known, tracker.get_slot(REQUESTED_SLOT))
            known = {**before, **taken}
        taken |= notes(said, known, in_form)
        taken["again"] = said_again(said, tracker)
        taken["speaks"] = OTHER if not in_form and goes_on_elsewise(said, known) else None
        return [SlotSet(slot, value) for slot, value in taken.items() if before.get(slot) != value]


def points_to(said: Heard, known: Known, question: str | None) -> Slots:
    """What the message adds to that to which all messages together point.

    An answer to a question about a detail tells little of who is telling.
    """
    if said.words <= FEW_WORDS or said.is_choice:
        return {}
    tells = said.tells_story and question in (None, "role", "narrative", "exploitation_form")
    who = said.value("role_leaning") if tells else None
    form = said.value("exploitation_form_leaning")
    return {
        "role_leanings": with_one_more(known.get("role_leanings"), who),
        "leanings": with_one_more(known.get("leanings"), form),
    }


def _counted(tracker: Tracker) -> bool:
    """Whether the message has been added: Rasa fills slots again when a form begins."""
    return any(
        event["event"] == "slot" and event["name"] == "leanings" for event in in_this_turn(tracker)
    )


def notes(said: Heard, known: Known, in_form: bool) -> Slots:
    """The slots that a message sets, whatever is said next."""
    found: Slots = {"age_group": CHILD} if said.value("age_group") == CHILD else {}
    if not in_form:
        found |= _in_another_language(said, known)
    if said.is_danger:
        return found
    if in_form:
        return found | _who(said, known, STORY)
    if known.get("interview") == DONE:
        return found
    if said.intent in OPENING_INTENTS:
        return found | (_who(said, known) or _presumed(said, known))
    return found | _case(said, known)


def _in_another_language(said: Heard, known: Known) -> Slots:
    """What is kept, word for word, of a story that the assistant cannot read."""
    pushed = said.is_danger and said.intent != "danger_unclear"  # kept where 112 is said
    if pushed or said.is_choice or said.is_question or said.words < STORY:
        return {}
    if other_language(said.text, known.get("language") or "") is None:
        return {}
    place = said.value("place") if may_fill("municipality", known, said) else None
    where: Slots = {"municipality": place} if place else {}
    return {"said_apart": with_more_words(known.get("said_apart"), said.text), **where}


def _who(said: Heard, known: Known, fewest: int = FEW_WORDS) -> Slots:
    """Who is writing, when that is told and not known better."""
    now, before = role(said, fewest), known.get("role")
    if another := _tells_otherwise(said, known):
        return {"role": another}
    told = before is None or (before == Role.BYSTANDER and now == Role.PROFESSIONAL)
    told = now is not None and (told or may_fill("role", known, said))
    if not told or now == before:
        return {}
    by_sound = now == Role.VICTIM and _only_sounds_so(said)
    sound: Slots = {"role_by_sound": TOLD} if by_sound else {}
    return {"role": now, **sound}


def _only_sounds_so(said: Heard) -> bool:
    """Whether words that tell nothing yet sound like somebody to whom it happens."""
    sure = said.is_choice or "role" in said.entities or said.value("role_sure") == Role.VICTIM
    return said.is_preface and not sure


def _tells_otherwise(said: Heard, known: Known) -> str | None:
    """Who is telling by the first story, where before only a sound told it: "ik schaam me dood"."""
    if known.get("role") != Role.VICTIM or known.get("role_by_sound") is None:
        return None
    if known.get("narrative") is not None:
        return None
    likely = said.value("role_likely")
    return likely if said.tells_story and likely in OTHERS else None


def _by_profession(said: Heard, known: Known) -> bool:
    """Whether somebody says what their profession is, in a message that asks something."""
    return said.value("role") == Role.PROFESSIONAL and known.get("role") is None


def _presumed(said: Heard, known: Known) -> Slots:
    return {"role": Role.BYSTANDER} if presumes_another(said, known) else {}


def _case(said: Heard, known: Known) -> Slots:
    """What is said of a case beside a question, a wish or a greeting."""
    if said.is_choice or (_no_story(said) and not _bare_place(said)):
        return {}
    if _bare_place(said) and known.get("interview") is None:
        return {"municipality": said.value("place"), "role": Role.BYSTANDER, "told": TOLD}
    if _is_strange_story(said, known):
        return {"told": TOLD, "narrative": with_more_words(known.get("narrative"), said.text)} | (
            news(said, known) | _presumed(said, known)
        )
    if not tells_beside(said):
        return {"role": Role.PROFESSIONAL} if _by_profession(said, known) else {}
    first = {"interview": PAUSED} if said.intent == "ask_person" else {"told": TOLD}
    started = first if known.get("interview") is None else {}
    found = news(said, known) | _presumed(said, known) | _who(said, known)
    if story_in(said):
        found["narrative"] = with_more_words(known.get("narrative"), said.text)
    return found | started


def _is_strange_story(said: Heard, known: Known) -> bool:
    """Whether so much is told that it is taken down, although the model knows no such words."""
    is_story = said.words >= STORY and said.is_statement and "telling" in said.entities
    unknown = said.intent == "nlu_fallback" and known.get("interview") is None
    return is_story and unknown and other_language(said.text, known.get("language") or "") is None


def _no_story(said: Heard) -> bool:
    """Whether it tells of no case; where a form is named, only a sure view of the model counts."""
    if said.intent not in NO_STORY:
        return False
    return said.is_sure if "exploitation_form" in mentions(said) else said.is_likely


def _bare_place(said: Heard) -> bool:
    """Whether a message is no more than the name of a place."""
    is_short = said.words <= SHORT_WORDS and not said.is_question
    return is_short and not said.is_choice and said.value("place") is not None
