"""What a message can mean and what can stand in it, as the model is trained."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

# These come from buttons and from the course of the dialogue, and are not learned.
_NOT_LEARNED = frozenset({"start", "choose", "nlu_fallback", "danger_now", "no_danger"})


@dataclass(frozen=True)
class Labels:
    """The names of intents and entities, in the order of the domain."""

    intents: tuple[str, ...]
    entities: tuple[str, ...]


@cache
def load_labels(domain: Path) -> Labels:
    """The labels of a domain file."""
    content: dict[str, Any] = YAML(typ="safe").load(domain.read_text(encoding="utf-8"))
    intents = tuple(_name(one) for one in content["intents"])
    return Labels(
        intents=tuple(one for one in intents if one not in _NOT_LEARNED),
        entities=tuple(_name(one) for one in content["entities"]),
    )


def _name(label: str | dict[str, Any]) -> str:
    # A label with options of its own is a mapping with one key.
    return label if isinstance(label, str) else next(iter(label))
