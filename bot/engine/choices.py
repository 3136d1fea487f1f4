"""Reads the payload of a choice: `/intent` or `/intent{"entity": "value"}`.

Only payloads that the dialogue files hold come here; what a visitor types never does.
"""

import json
import re
from collections.abc import Collection
from typing import Any

PAYLOAD = re.compile(r"/(?P<intent>[A-Za-z][A-Za-z0-9_-]*)(?P<entities>\{.*\})?", re.DOTALL)

COMMANDS = frozenset({"restart", "back", "session_start", "nlu_fallback"})
"""Intents that mean something to Rasa itself; no choice may stand for them."""

EXTRACTOR = "choice"


class ChoiceUnreadable(Exception):
    """A payload is not one that the dialogue can hold."""


def parse_choice(
    label: str, payload: str, intents: Collection[str], entities: Collection[str]
) -> dict[str, Any]:
    """The choice as Rasa's own parsing of a message would have given it.

    Raises ChoiceUnreadable for an intent or entity that the model does not have.
    """
    match = PAYLOAD.fullmatch(payload)
    if match is None:
        raise ChoiceUnreadable("the payload is not of the form /intent{entities}")
    intent = match["intent"]
    if intent in COMMANDS or intent not in intents:
        raise ChoiceUnreadable(f"the model has no intent '{intent}' for a choice")
    values = _entity_values(match["entities"])
    unknown = values.keys() - set(entities)
    if unknown:
        raise ChoiceUnreadable(f"the model has no entity '{min(unknown)}'")
    return {
        "text": label,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [
            {"entity": name, "value": value, "extractor": EXTRACTOR}
            for name, several in values.items()
            for value in (several if isinstance(several, list) else [several])
        ],
    }


def _entity_values(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        values: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise ChoiceUnreadable("the entities of the payload are not JSON") from error
    return values
