"""One message as the rules and the learned part see it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.helpline.danger import language
from bot.helpline.danger.normalise import MAX_LENGTH, clean, key, split
from bot.helpline.danger.segment import apart
from bot.helpline.danger.tagging import positions

CYRILLIC = re.compile("[а-яА-Я]")
_MOST_WORDS = 800
_HALF = _MOST_WORDS // 2


@dataclass(frozen=True)
class Message:
    """The words as keys, where each feature occurs, and the language if recognised."""

    keys: Sequence[str]
    places: Mapping[str, Sequence[int]]
    language: str | None


def _ends(words: list[str]) -> list[str]:
    """The words, or of very many the first and the last."""
    return words if len(words) <= _MOST_WORDS else [*words[:_HALF], *words[-_HALF:]]


def read(text: str) -> Message:
    """The message in the form in which it is judged; long messages keep their ends."""
    words = [part for word in _ends(split(clean(text))) for part in apart(word)]
    keys = [key(word) for word in _ends(words)]
    found = language.scores(keys, bool(CYRILLIC.search(text[:MAX_LENGTH])))
    return Message(keys, positions(keys, language.active(found)), language.likeliest(found))
