"""What the visitor said in the present turn, as the actions look at it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from bot.engine.answer import Button

DANGERS = frozenset({"danger_acute", "danger_suicide", "danger_unclear"})
"""Set by the danger component, for typed text."""

MURMUR = 3
"""So many letters, when they are no word that is known, say nothing."""

LEARNED = ("_likely", "_sure", "_leaning")
"""What the names of entities end with that no word list knows: they find something in anything."""

SURE = 0.8
"""The confidence from which on the model is hardly ever wrong."""

RATHER_SURE = 0.6
"""The confidence from which on the model counts where something else says the same."""

FEW_WORDS = 5
"""More words than these beside a "no" or a "do not know" say something of their own."""

STORY_TOLD, NO_STORY = "yes", "no"
"""What was learned: that it tells something, or only leads up to that."""

CORRECTION = 15
"""With fewer words the model is believed in that something is to be changed."""

LIKELY = 0.5
"""The confidence from which on a doubtful view of the model counts."""


MANNERS = frozenset({"greet", "thanks", "goodbye"})
"""Said beside a story or a "no", they are no reason to leave it aside."""

MEANT = frozenset(
    {"affirm", "deny", "dont_know", "skip", "correct", "stop", "abuse", "danger_now", "no_danger"}
)
"""What the model may be believed in beside danger that is not sure."""

AGES = frozenset({"age", "minors", "age_group", "number", "years"})
"""What a number of years may seem to tell."""

YOUNGEST_SAID = 10
"""A smaller number, said where it was asked for something else, is hardly an age."""

NOW = {"danger_now": "affirm", "no_danger": "deny"}
"""What "yes, now" and "no, not now" say where it was asked whether something goes on."""


@dataclass(frozen=True)
class Heard:
    """One message: its text, what the model made of it, and whether it was a button.

    `beside_danger` is what the model made of a message apart from the danger in it.
    """

    text: str
    intent: str
    confidence: float = 1.0
    is_choice: bool = False
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside_danger: str = ""
    beside_confidence: float = 0.0

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())

    @property
    def words_told(self) -> int:
        """The number of words in the sentences that ask nothing."""
        return int(self.value("told") or 0)

    @property
    def is_question(self) -> bool:
        """Whether it ends as a question does."""
        return self.text.rstrip().endswith("?")

    @property
    def is_likely(self) -> bool:
        """Whether the model is more sure of the intent than not."""
        return self.confidence >= LIKELY

    @property
    def is_rather_sure(self) -> bool:
        """Whether no other intent comes near: enough where the words point the same way."""
        return self.confidence >= RATHER_SURE

    @property
    def is_sure(self) -> bool:
        """Whether the model is nearly certain of the intent."""
        return self.confidence >= SURE

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to read in it: dots, a picture, or no more than "hm"."""
        if "plain" in self.entities:
            return False
        signs = sum(sign.isalnum() for sign in self.text)
        few = signs <= MURMUR and self.intent == "nlu_fallback"
        named = any(not name.endswith(LEARNED) for name in self.entities)
        return signs == 0 or (few and not named and not self.text.strip().isdigit())

    @property
    def is_danger(self) -> bool:
        """Whether the danger component spoke up."""
        return self.intent in DANGERS

    @property
    def subject(self) -> str:
        """The intent, apart from danger."""
        return self.beside_danger if self.is_danger else self.intent

    @property
    def subject_is_sure(self) -> bool:
        """Whether the model is nearly certain of the intent, apart from danger."""
        return self.beside_confidence >= SURE if self.is_danger else self.is_sure

    @property
    def corrects(self) -> bool:
        """Whether it sounds as if something said before is to be changed.

        A long story only does when it begins so.
        """
        if "corrects" in self.entities:
            return True
        begins = self.words < CORRECTION or self.value("leads") in ("no", "almost")
        return self.intent == "correct" and begins

    @property
    def is_preface(self) -> bool:
        """Whether it hardly tells a thing that was seen or happens, however long it is."""
        return self.value("story_likely") == NO_STORY

    @property
    def tells_story(self) -> bool:
        """Whether it tells, by what was learned, a thing that was seen or happens."""
        return self.value("story_likely") == STORY_TOLD

    @property
    def surely_tells(self) -> bool:
        """Whether that is nearly certain."""
        return self.value("story_sure") == STORY_TOLD

    @property
    def is_statement(self) -> bool:
        """Whether it has the form of neither a question nor a request."""
        return "statement" in self.entities

    def value(self, entity: str) -> str | None:
        """The first value of an entity: the extractors put the most telling one first."""
        values = self.entities.get(entity, ())
        return values[0] if values else None


def heard(tracker: Tracker) -> Heard:
    """What the latest message says."""
    message: Mapping[str, Any] = tracker.latest_message
    text = str(message.get("text") or "")
    intent: Mapping[str, Any] = message.get("intent") or {}
    name = str(intent.get("name") or "")
    # The server says what a button means; only the model ranks what typed text may mean.
    by_button = bool(name) and not message.get("intent_ranking")
    beside, confidence = _beside_danger(message.get("intent_ranking") or ())
    return Heard(
        text=text,
        intent=name,
        confidence=float(intent.get("confidence") or 0.0),
        is_choice=text.startswith("/") or by_button,
        entities=_entities(message.get("entities") or ()),
        beside_danger=beside,
        beside_confidence=confidence,
    )


def calmly(said: Heard, question: str | None) -> Heard:
    """The message as an answer: "ok" is yes, and danger that is not sure may still be one."""
    if question == "when" and _names_years(said):
        said = _as_time(said)
    if said.intent == "acknowledge":
        return replace(said, intent="affirm")
    if question == "still_going_on" and said.subject in NOW and said.intent != "danger_acute":
        return replace(said, intent=NOW[said.subject], confidence=LIKELY)
    if said.intent != "danger_unclear":
        return said
    intent = said.beside_danger if said.beside_danger in MEANT else "nlu_fallback"
    return replace(said, intent=intent, confidence=LIKELY)


def _names_years(said: Heard) -> bool:
    """Whether a number is more likely one of years than an age: hardly anybody is two."""
    return "years" in said.entities or int(said.value("age") or YOUNGEST_SAID) < YOUNGEST_SAID


def _as_time(said: Heard) -> Heard:
    """A number of years, where it was asked when: no age."""
    told = {name: values for name, values in said.entities.items() if name not in AGES}
    years = {"time": said.entities["years"]} if "years" in said.entities else {}
    return replace(said, entities=told | years)


def pressed(button: Button) -> Heard:
    """What it would say to press a button of the wording."""
    intent, _, entities = button.payload.removeprefix("/").partition("{")
    values: dict[str, str] = json.loads("{" + entities) if entities else {}
    found = {name: (value,) for name, value in values.items()}
    return Heard(button.label, intent, is_choice=True, entities=found)


def _entities(found: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    entities: dict[str, tuple[str, ...]] = {}
    for entity in found:
        name, value = str(entity["entity"]), str(entity["value"])
        if value not in entities.get(name, ()):
            entities[name] = (*entities.get(name, ()), value)
    return entities


def _beside_danger(ranking: Sequence[Mapping[str, Any]]) -> tuple[str, float]:
    for candidate in ranking:
        if candidate.get("name") not in DANGERS:
            confidence = float(candidate.get("confidence") or 0.0)
            return (str(candidate.get("name") or "") if confidence >= LIKELY else ""), confidence
    return "", 0.0
