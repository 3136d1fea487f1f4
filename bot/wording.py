"""The wording of the dialogue files, for what is said outside a turn of the dialogue.

The same responses that Rasa uses, read from domain.yml and data/responses/, so that every
sentence for a visitor stands in one place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from ruamel.yaml import YAML

from bot.engine.answer import Button, Reply

ROOT = Path(__file__).parents[1]
DEFAULT_LANGUAGE = "nl"
LANGUAGE_SLOT = "language"

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")
"""As in bot/engine/nlg.py: a doubled brace stands for one brace."""


class MissingWording(Exception):
    """The dialogue files have no such response, or nothing fills one of its placeholders."""


@dataclass(frozen=True)
class Variation:
    """One way to say a response: its text, its buttons, and the slots it asks for."""

    text: str
    buttons: tuple[Button, ...] = ()
    condition: Mapping[str, str] = field(default_factory=dict)

    def fits(self, slots: Mapping[str, str]) -> bool:
        """Whether every slot of the condition has the value that it asks for."""
        return all(slots.get(name) == value for name, value in self.condition.items())


class Wording:
    """Every response of the dialogue files, by key."""

    def __init__(self, responses: Mapping[str, Sequence[Variation]]) -> None:
        self._responses = {key: tuple(variations) for key, variations in responses.items()}

    @classmethod
    def load(cls, root: Path = ROOT) -> Self:
        """The wording of the dialogue files below `root`. OSError when there are none."""
        responses: dict[str, list[Variation]] = {}
        for path in [root / "domain.yml", *sorted((root / "data" / "responses").glob("*.yml"))]:
            for key, variations in _responses_of(path):
                responses.setdefault(key, []).extend(map(_variation, variations))
        return cls(responses)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all responses."""
        return frozenset(self._responses)

    def variations(self, key: str) -> tuple[Variation, ...]:
        """Every way to say a response, placeholders unfilled. Raises MissingWording."""
        try:
            return self._responses[key]
        except KeyError:
            raise MissingWording(f"the dialogue files have no response '{key}'") from None

    def reply(self, key: str, language: str, facts: Mapping[str, str], **values: object) -> Reply:
        """A response in a language, or in Dutch when it has none in that language.

        Placeholders are filled from `values` first, then from `facts`. Raises
        MissingWording.
        """
        variation = self._choose(key, language)
        filled = {**facts, **values}
        return Reply(
            _fill(variation.text, filled, key).strip(),
            tuple(
                Button(_fill(button.label, filled, key), _fill(button.payload, filled, key))
                for button in variation.buttons
            ),
        )

    def text(self, key: str, language: str, facts: Mapping[str, str], **values: object) -> str:
        """The text of a response alone, as `reply` gives it."""
        return self.reply(key, language, facts, **values).text

    def _choose(self, key: str, language: str) -> Variation:
        variations = self.variations(key)
        slots = {LANGUAGE_SLOT: language.split("-")[0].lower()}
        conditional = [v for v in variations if v.condition and v.fits(slots)]
        for variation in [*conditional, *(v for v in variations if not v.condition)]:
            return variation
        raise MissingWording(f"'{key}' has no wording in '{language}' and no default")


def _responses_of(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or {}
    yield from (content.get("responses") or {}).items()


def _variation(entry: Mapping[str, Any]) -> Variation:
    buttons = entry.get("buttons") or ()
    return Variation(
        text=str(entry["text"]),
        buttons=tuple(Button(str(b["title"]), str(b["payload"])) for b in buttons),
        condition={str(c["name"]): str(c["value"]) for c in entry.get("condition") or ()},
    )


def _fill(text: str, values: Mapping[str, object], key: str) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0][0]
        if name not in values:
            raise MissingWording(f"nothing fills '{name}' in '{key}'")
        return str(values[name])

    return PLACEHOLDER.sub(value, text)
