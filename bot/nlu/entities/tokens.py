"""Words of a message with their places in it, and the numbers among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.text_features import LONGEST_TEXT, fold

_WORD = re.compile(r"\d+|[^\W\d_]+")
_STOPS = frozenset(".!?\n")


@dataclass(frozen=True)
class Token:
    """One word or number: folded, where it stands, and whether a sentence begins with it."""

    norm: str
    start: int
    end: int
    begins: bool = False


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and numbers of a message, in order; punctuation is left out."""
    tokens: list[Token] = []
    end = 0
    for found in _WORD.finditer(text[:LONGEST_TEXT]):
        between = text[end : found.start()]
        begins = not tokens or not _STOPS.isdisjoint(between)
        tokens.append(Token(fold(found.group()), found.start(), found.end(), begins))
        end = found.end()
    return tuple(tokens)


def norm_at(tokens: Sequence[Token], place: int) -> str:
    """The word at a place as it is compared; empty outside the message."""
    return tokens[place].norm if 0 <= place < len(tokens) else ""
