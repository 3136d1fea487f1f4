"""What the tests of the engine share: the tiny project and somebody who talks to it."""

import random
from datetime import UTC, datetime
from pathlib import Path

import tiny_actions

from bot.engine.answer import Answer, Said
from bot.engine.embedded import EmbeddedEngine

TINY = Path(__file__).parent / "tiny"
SLOTS = ("narrative", "place", "kind")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FACTS = {"organisation": "Testlijn", "emergency": "112", "chat_hours": "from nine to five"}

THINGS_TO_SAY = (
    ("hello", None),
    ("Yes", "/affirm"),
    ("report", "/report"),
    ("what are your hours", None),
    ("there were mattresses in the shed", None),
    ("Skip", "/skip"),
    ("Work", '/choose{"kind": "work"}'),
    ("Testdorp", '/choose{"place": "Testdorp"}'),
    ("a person", "/ask_person"),
    ("qqq zzz", None),
)

SCRIPTS = [random.Random(seed).choices(THINGS_TO_SAY, k=14) for seed in range(8)]  # noqa: S311
"""What is said, with the payload of a choice, in some long and senseless conversations."""


def make_engine(models: Path, timeout: float = 5.0) -> EmbeddedEngine:
    """An engine for the tiny project; it still has to be started."""
    return EmbeddedEngine(models, lambda language: FACTS, timeout, tiny_actions, SLOTS)


class Conversation:
    """Somebody who talks to an engine, with the memory of what was said."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self.engine = engine
        self.memory: bytes | None = None

    def say(self, text: str, payload: str | None = None, language: str = "nl") -> Answer:
        said = Said(text, payload, language)
        answer = self.engine.answer("tiny-conversation", said, self.memory, AT)
        self.memory = answer.memory
        return answer

    def texts(self, text: str, payload: str | None = None, language: str = "nl") -> list[str]:
        return [reply.text for reply in self.say(text, payload, language).replies]
