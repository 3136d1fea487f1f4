"""A scripted visitor who looks which question is open and gives their own words for it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.organisation import OrganisationFile
from bot.wording import Wording
from tests.live import ROOT
from tests.talking import Visitor

WORDING = Wording.load(ROOT)
FACTS = OrganisationFile(ROOT / "organisation.yml").current().facts("nl")
DO_NOT_KNOW = "weet ik niet"
CONFIRMS = "ja klopt"
MOST_TURNS = 30
MOST_QUESTIONS = 8
ASKS_WHAT_TO_CHANGE = "correct_field"
SLOTS = (
    "role",
    "narrative",
    "exploitation_form",
    "municipality",
    "when",
    "still_going_on",
    "people",
    "minors",
    "anything_else",
)
SUMMARY = ("utter_summary", "utter_summary_reminder", "utter_summary_empty")
TRACES = ("utter_summary_traces", "utter_summary_traces_reminder")


@dataclass(frozen=True)
class Persona:
    """Who somebody is, what they say to which question, and what must come of it."""

    name: str
    first: Sequence[str]
    end: Mapping[str, Any]
    answers: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    at_summary: Sequence[str] = ()


def personas(path: Path) -> list[Persona]:
    """Everybody in a file."""
    return [Persona(**one) for one in YAML(typ="safe", pure=True).load(path.read_text("utf-8"))]


@dataclass
class Talk:
    """What came of a conversation."""

    transcript: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    summary: dict[str, str] = field(default_factory=dict)

    def take(self, visitor: Visitor) -> None:
        """Notes what the assistant has just said."""
        for message in visitor.last.messages:
            if message["sender"] == "visitor":
                continue
            labels = " | ".join(choice["label"] for choice in message["choices"])
            self.transcript.append(f"  {message['text']}  <{labels}>")
            self.said.append(message["text"])
            self.asked += questions_in(message["text"])
            self.summary = dict(_lines(message["text"])) or self.summary


def talk(visitor: Visitor, persona: Persona) -> Talk:
    """Holds the whole conversation."""
    script, held = _Script(persona), Talk()
    held.take(visitor)
    held.said.clear()  # what everybody reads at the start names 112
    for _ in range(MOST_TURNS):
        words = script.next(visitor.last.text)
        if words is None:
            break
        held.transcript.append(f"> {words}")
        visitor.says(words)
        held.take(visitor)
    return held


class _Script:
    """What a persona says next."""

    def __init__(self, persona: Persona) -> None:
        self._first = list(persona.first)
        self._at_summary = [*persona.at_summary, CONFIRMS]
        self._answers = {
            name: [words] if isinstance(words, str) else list(words)
            for name, words in persona.answers.items()
        }
        self._open: str | None = None

    def next(self, text: str) -> str | None:
        if self._first:
            return self._first.pop(0)
        if any(_shown(key, text) for key in TRACES):
            return self._answers.get("traces", ["weglaten"])[0]
        if any(_shown(key, text) for key in SUMMARY):
            self._open = "summary"
        else:
            self._open = next(iter(questions_in(text)), self._open)
        if self._open in ("summary", ASKS_WHAT_TO_CHANGE):
            return self._at_summary.pop(0) if self._at_summary else None
        left = self._answers.get(self._open or "", [])
        if self._open is None:
            return "ik wil iets melden"
        return left.pop(0) if left else DO_NOT_KNOW


def faults(persona: Persona, held: Talk) -> list[str]:
    """What went wrong, in words."""
    if not held.summary:
        return ["no summary"]
    everything = "\n".join(held.said)
    wrong = [
        f"{slot}: {held.summary.get(slot)}"
        for slot, value in _wanted(persona.end).items()
        if held.summary.get(slot) != value
    ]
    for name in persona.end.get("named", ()):
        if FACTS.get(name, name) not in everything:
            wrong.append(f"not named: {name}")
    for name in persona.end.get("not_named", ()):
        if FACTS.get(name, name) in everything:
            wrong.append(f"named: {name}")
    return [*wrong, *_too_often(held)]


def _wanted(end: Mapping[str, Any]) -> dict[str, str]:
    slots = {"form": "exploitation_form"}
    return {
        slots.get(name, name): _in_words(value)
        for name, value in end.items()
        if name not in ("named", "not_named")
    }


def _in_words(value: str) -> str:
    key = f"utter_value_{value}"
    return WORDING.text(key, "nl", {}) if key in WORDING.keys else value


def _too_often(held: Talk) -> Iterator[str]:
    """Words said twice, but for the summary and the line that names 112."""
    questions = [text for text in held.said if "?" in text and FACTS["emergency"] not in text]
    for text, times in Counter(questions).items():
        if times > 1:
            yield f"asked twice: {text}"
    first_times = dict.fromkeys(name for name in held.asked if name != ASKS_WHAT_TO_CHANGE)
    if len(first_times) > MOST_QUESTIONS:
        yield f"too many questions: {list(first_times)}"


def questions_in(text: str) -> list[str]:
    """The questions of the interview that a message asks, in any of their wordings."""
    return [slot for slot in (*SLOTS, ASKS_WHAT_TO_CHANGE) if _shown(_key(slot), text)]


def _key(slot: str) -> str:
    return f"utter_ask_{'' if slot == 'municipality' else 'report_form_'}{slot}"


def _shown(key: str, text: str) -> bool:
    """Whether a text holds a response; its placeholders may hold anything."""
    for variation in WORDING.variations(key):
        open_left = variation.condition.get("reminder") == "more"
        parts = [re.escape(part) for part in re.split(r"\{\w+\}", variation.text.strip())]
        if not open_left and re.search(".*".join(parts), text, re.DOTALL):
            return True
    return False


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The parts of the summary, if it is one."""
    if not any(_shown(key, text) for key in ("utter_summary", "utter_summary_traces")):
        return
    for slot in SLOTS:
        label = WORDING.variations(f"utter_summary_line_{slot}")[0].text.split("{")[0]
        for line in text.splitlines():
            if line.startswith(label):
                yield slot, line.removeprefix(label)
