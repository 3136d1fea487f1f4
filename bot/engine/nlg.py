"""Fills the responses of the dialogue files with the helpline's own facts and with slots.

Numbers, hours and names stand in organisation.yml only; a response says `{phone}` where a
number belongs. A placeholder that nothing fills is an error: a visitor never sees braces.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

Facts = Callable[[str], Mapping[str, str]]
"""The facts of the organisation in a language."""

LANGUAGE_SLOT = "language"
DEFAULT_LANGUAGE = "nl"

FILLED = ("text", "buttons", "quick_replies", "custom")

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")
"""A doubled brace stands for one brace; the braces of JSON do not look like a placeholder."""


class UnfilledPlaceholder(Exception):
    """A response asks for a value that neither facts, slots nor the action give."""


class FactsNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):  # type: ignore[misc]
    """Rasa's response generator, with the facts of organisation.yml beside the slots.

    In endpoints.yml: `nlg: {type: bot.engine.nlg.FactsNaturalLanguageGenerator}`, with
    `organisation_file` when that is not `organisation.yml`.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        facts: Facts | None = None,
    ) -> None:
        super().__init__(domain.responses if domain else {})
        self._facts = facts or _facts_of_file(endpoint_config)

    def generate_from_slots(
        self,
        utter_action: str,
        filled_slots: dict[str, Any],
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The response of that name, filled; None when the domain has no such response.

        What the action passes wins over the facts, and the facts win over the slots: no
        slot may replace a phone number. Raises UnfilledPlaceholder.
        """
        response = self._variation(utter_action, filled_slots, output_channel)
        if response is None:
            return None
        language = filled_slots.get(LANGUAGE_SLOT) or DEFAULT_LANGUAGE
        values = {**filled_slots, **self._facts(language), **kwargs}
        return {
            key: _fill(value, values, utter_action) if key in FILLED else value
            for key, value in response.items()
        }

    def _variation(
        self, utter_action: str, filled_slots: dict[str, Any], output_channel: str
    ) -> dict[str, Any] | None:
        """The first variation that fits: what a visitor reads is no matter of chance."""
        if utter_action not in self.responses:
            return None
        fitting = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, filled_slots
        )
        return fitting[0] if fitting else None


def _fill(part: Any, values: Mapping[str, Any], key: str) -> Any:
    """A copy of a part of a response with every placeholder filled.

    A value is put in as it is: braces that a visitor typed are just braces.
    """
    if isinstance(part, str):
        return PLACEHOLDER.sub(lambda match: _value(match, values, key), part)
    if isinstance(part, dict):
        return {name: _fill(value, values, key) for name, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, values, key) for value in part]
    return part


def _value(match: re.Match[str], values: Mapping[str, Any], key: str) -> str:
    name = match[1]
    if name is None:
        return match[0][0]
    value = values.get(name)
    if value is None:
        raise UnfilledPlaceholder(f"nothing fills '{name}' in '{key}'")
    return str(value)


def _facts_of_file(endpoint_config: EndpointConfig | None) -> Facts:
    # Imported here: the serving process passes its own facts and test models need none.
    from bot.organisation import OrganisationFile

    options = endpoint_config.kwargs if endpoint_config else {}
    file = OrganisationFile(Path(options.get("organisation_file", "organisation.yml")))
    return lambda language: file.current().facts(language)
