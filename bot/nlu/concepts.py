"""Concepts: what different words have in common, as the word lists say it.

The model keeps its own copy of the lists it was trained with, so that editing a list
changes nothing before the next training.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from bot.nlu.entities.phrases import PhraseMatcher
from bot.nlu.entities.tokens import tokens_of


class Concepts:
    """The concepts of one language."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        numbers: Mapping[str, int],
        negations: Sequence[str],
    ) -> None:
        """Keep the phrases by concept, the number words and the negations."""
        self._phrases = phrases
        self._numbers = numbers
        self._negations = negations

    def found_in(self, text: str) -> frozenset[str]:
        """The names of the concepts that a message holds; a negated one by another name."""
        return frozenset(
            f"not {hit.concept}" if hit.negated else hit.concept
            for hit in self._matcher.find(tokens_of(text))
        )

    def described(self) -> dict[str, Any]:
        """All that is needed to make the same concepts again, fit for JSON."""
        return {
            "phrases": {name: list(listed) for name, listed in self._phrases.items()},
            "numbers": dict(self._numbers),
            "negations": sorted(self._negations),
        }

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        return PhraseMatcher(self._phrases, self._numbers, frozenset(self._negations))
