"""Words of a message with their places in it, and the numbers among them."""

import re
from dataclasses import dataclass

from bot.nlu.text_features import LONGEST_TEXT, fold

_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True)
class Token:
    """One word or number: folded, and where it stands in the message."""

    norm: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and numbers of a message, in order; punctuation is left out."""
    return tuple(
        Token(fold(found.group()), found.start(), found.end())
        for found in _WORD.finditer(text[:LONGEST_TEXT])
    )
