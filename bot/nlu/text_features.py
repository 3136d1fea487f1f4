"""From a message to the n-grams that the intent classifier counts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LONGEST_TEXT = 4000
"""Characters of a message that are looked at; the visitor API accepts no more."""

_DOUBLED = re.compile(r"([^\W\d_])\1+")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_CHAR_SIZES = (2, 3, 4)


@dataclass(frozen=True)
class Grams:
    """The n-grams of one message, with repetitions."""

    words: tuple[str, ...]
    chars: tuple[str, ...]


_START, _END = "<s>", "</s>"


def fold(text: str) -> str:
    """The text in lower case, without accents, each doubled letter written once."""
    cut = text[:LONGEST_TEXT].lower()
    if not cut.isascii():
        decomposed = unicodedata.normalize("NFKD", cut)
        cut = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _DOUBLED.sub(r"\1", cut)


def has_letters(text: str) -> bool:
    """Whether there is anything to read in the text beside digits, signs and pictures."""
    return _LETTER.search(text) is not None


def grams_of(text: str) -> Grams:
    """Words and pairs of words, and runs of two to four characters inside words."""
    folded = fold(text)
    words = _WORD.findall(folded)
    # How a message starts and ends tells a question from an answer.
    pairs = [f"{first} {second}" for first, second in pairwise((_START, *words, _END))]
    return Grams(words=(*words, *pairs), chars=tuple(_runs(folded.split())))


def _runs(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        padded = f" {word} "
        length = len(padded)
        for size in _CHAR_SIZES:
            for start in range(length - size + 1):
                yield padded[start : start + size]
