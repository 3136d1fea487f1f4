"""What goes into the dialogue engine for one turn, and what comes out of it.

These values are all that the conversation service knows of the engine. Nothing here
imports Rasa.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Directive(StrEnum):
    """Something that the dialogue asks the conversation service to do."""

    HAND_OFF = "hand_off"
    ERASE = "erase"
    CLOSE = "close"


class Noted(StrEnum):
    """What the figures count of a turn; nothing else follows from it."""

    NOT_UNDERSTOOD = "not_understood"
    PHONE_GIVEN = "phone_given"
    """A person was asked for or due, and none could come: the phone number instead."""


@dataclass(frozen=True)
class Button:
    """A choice as the dialogue files hold it; the payload never leaves the server."""

    label: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message of the assistant."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What the engine made of the visitor's message, for review."""

    intent: str | None = None
    confidence: float = 0.0
    entities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Said:
    """One visitor turn: typed text, or the payload of a choice that the server issued."""

    text: str
    payload: str | None = None
    language: str = "nl"


@dataclass(frozen=True)
class Answer:
    """All that one turn led to.

    `memory` is the tracker after this turn, to be stored in the same transaction as the
    replies. `report` holds the interview's slots by name; unknown ones are absent.
    """

    replies: tuple[Reply, ...]
    memory: bytes
    report: Mapping[str, str] = field(default_factory=dict)
    directives: frozenset[Directive] = frozenset()
    understood: Understood = Understood()
    noted: frozenset[Noted] = frozenset()


class EngineUnavailable(Exception):
    """The engine raised, took too long, or is not loaded; the message holds no visitor text."""


class DialogueEngine(Protocol):
    """The engine as the conversation service sees it. Calls block; use them in a worker thread."""

    @property
    def ready(self) -> bool:
        """Whether a model is loaded and answering."""

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        """The answer to one turn, given the tracker as it was stored (None: a new visitor).

        Raises EngineUnavailable, within five seconds at the latest.
        """
