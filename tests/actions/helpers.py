"""Trackers, a dispatcher and surroundings for the tests of the actions."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.heard import Heard

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = datetime(2026, 11, 21, 23, 0, tzinfo=AMSTERDAM)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=AMSTERDAM)

FULL_REPORT: dict[str, Any] = {
    "role": "bystander",
    "narrative": "In een loods slapen mannen die geen loon krijgen.",
    "exploitation_form": "labour",
    "municipality": "Urk",
    "when": "vorige week",
    "still_going_on": "yes",
    "people": "tien",
    "minors": "no",
    "anything_else": "nothing",
}


def said(intent: str, text: str = "een zin", **entities: str) -> Heard:
    """A typed message."""
    found = {name: (value,) for name, value in entities.items()}
    return Heard(text=text, intent=intent, confidence=0.9, entities=found)


def pressed(intent: str, **entities: str) -> Heard:
    """A button that was pressed."""
    found = {name: (value,) for name, value in entities.items()}
    return Heard(text="een knop", intent=intent, is_choice=True, entities=found)


def user(intent: str, text: str = "een zin", **entities: str) -> dict[str, Any]:
    """The event of a typed message."""
    ranking = [{"name": intent, "confidence": 0.9}]
    parsed = {
        "text": text,
        "intent": ranking[0],
        "intent_ranking": ranking,
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    return {"event": "user", "text": text, "parse_data": parsed}


def did(name: str) -> dict[str, Any]:
    """The event of an action."""
    return {"event": "action", "name": name}


STARTED = {"event": "active_loop", "name": "report_form"}
REJECTED = {"event": "action_execution_rejected", "name": "report_form"}


def tracker(
    events: Iterable[dict[str, Any]],
    slots: Mapping[str, Any] | None = None,
    in_form: bool = False,
) -> Tracker:
    """A tracker after some events."""
    events = list(events)
    latest = next((e["parse_data"] for e in reversed(events) if e["event"] == "user"), {})
    filled = {"language": "nl", "requested_slot": None, "interview": None, **(slots or {})}
    loop = {"name": "report_form"} if in_form else {}
    return Tracker("conversation", filled, latest, events, False, None, loop, None)


class Outcome:
    """What an action said, set and asked for."""

    def __init__(self, messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
        self.messages = messages
        self.events = events

    @property
    def keys(self) -> list[str]:
        """The keys of the responses, in order."""
        return [m["response"] for m in self.messages if m.get("response")]

    @property
    def slots(self) -> dict[str, Any]:
        """The slots that were set."""
        return {e["name"]: e["value"] for e in self.events if e["event"] == "slot"}

    @property
    def directives(self) -> list[str]:
        """What the conversation service is asked to do."""
        return self._custom("directive")

    @property
    def noted(self) -> list[str]:
        """What the figures count."""
        return self._custom("noted")

    def _custom(self, key: str) -> list[str]:
        found = (m.get("custom") or {} for m in self.messages)
        return [custom[key] for custom in found if key in custom]

    @property
    def leaves_form(self) -> bool:
        """Whether the form is ended."""
        return any(e["event"] == "active_loop" and e["name"] is None for e in self.events)


def run(action: Action, at: Tracker) -> Outcome:
    """Runs an action."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, at, {}))
    return Outcome(dispatcher.messages, events)
