"""Sentences of the service itself, which may not fail when everything else does."""

import logging
from collections.abc import Mapping
from typing import Protocol

from bot.conversation.house import House
from bot.engine.answer import Reply

logger = logging.getLogger(__name__)

ENGINE_FAILED = "utter_engine_failed"
DANGER_ACUTE = "utter_danger_acute"
DANGER_SUICIDE = "utter_danger_suicide"
DANGER_UNCLEAR = "utter_danger_unclear"
DANGER_LINE = "utter_danger_line"
DANGER_LINE_AGAIN = "utter_danger_line_again"
DANGER_LINE_ANEW = "utter_danger_line_anew"
DANGER_ALSO_SUICIDE = "utter_danger_also_suicide"
DANGER_WITH_PERSON = "utter_danger_with_person"
# Rendered at the start and kept, for when the wording or the facts cannot be had.
KEPT = (
    ENGINE_FAILED,
    DANGER_ACUTE,
    DANGER_SUICIDE,
    DANGER_UNCLEAR,
    DANGER_LINE,
    DANGER_LINE_AGAIN,
    DANGER_LINE_ANEW,
    DANGER_ALSO_SUICIDE,
    DANGER_WITH_PERSON,
)
CARD = "utter_language_card_"
DEFAULT_LANGUAGE = "nl"


class Words(Protocol):
    """The wording of the dialogue files; a bot.wording.Wording."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all sentences."""

    def reply(self, key: str, language: str, facts: Mapping[str, str], **values: object) -> Reply:
        """The sentence of that key with its buttons, the facts and values filled in."""


class Speaker:
    """Finds the service's sentences. Raises at the start when the vital ones are missing."""

    def __init__(self, words: Words, house: House) -> None:
        self._words = words
        self._house = house
        facts = house.facts(DEFAULT_LANGUAGE)
        self._kept = {key: words.reply(key, DEFAULT_LANGUAGE, facts) for key in KEPT}

    def reply(self, key: str, language: str, **values: str) -> Reply:
        """The sentence of that key; if it cannot be had, one with the phone numbers."""
        try:
            return self._words.reply(key, language, self._house.facts(language), **values)
        except Exception as error:  # noqa: BLE001 - the visitor must read the numbers anyway
            logger.error("wording %s cannot be had: %s", key, type(error).__name__)
            return self._kept.get(key, self._kept[ENGINE_FAILED])

    def card(self, language: str) -> tuple[Reply, ...]:
        """The safety card of a language without reviewed texts; none for other languages."""
        key = f"{CARD}{language}"
        return (self.reply(key, language),) if key in self._words.keys else ()

    @property
    def emergency(self) -> str:
        """The emergency number."""
        return self._house.last_good().emergency
