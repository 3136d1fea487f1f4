"""What thumbs do to a sentence: typing errors that are the same at every run.

A sentence's errors depend on that sentence and the kind only, so adding sentences to a set
leaves those of the others as they were.
"""

import zlib
from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise

import numpy as np

SEED = 41
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Kind(StrEnum):
    """One way to get a sentence wrong; MIXED is any of those before BARE."""

    SWAPPED = "two letters swapped"
    DROPPED = "a letter dropped"
    DOUBLED = "a letter doubled"
    NEIGHBOUR = "the key beside it"
    JOINED = "a space forgotten"
    BARE = "no capitals, no punctuation"
    MIXED = "any of these"


def _neighbours() -> dict[str, str]:
    found: dict[str, set[str]] = {key: set() for row in _ROWS for key in row}
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_ROWS):
        # On a phone each row is shifted by half a key.
        pairs += [(upper[n], key) for n, key in enumerate(lower)]
        pairs += [(upper[n + 1], key) for n, key in enumerate(lower) if n + 1 < len(upper)]
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {key: "".join(sorted(others)) for key, others in found.items()}


NEIGHBOURS = _neighbours()
"""The keys that touch each key of a phone's keyboard."""


def mistyped(text: str, kind: Kind, times: int = 1) -> str:
    """The sentence with that many errors; as it was where there is no place for one."""
    random = np.random.default_rng([SEED, zlib.crc32(f"{kind}\t{text}".encode())])
    if kind is Kind.BARE:
        return _bare(text)
    kinds = tuple(_ERRORS)
    for _ in range(times):
        chosen = kinds[int(random.integers(len(kinds)))] if kind is Kind.MIXED else kind
        text = _with_error(text, chosen, random)
    return text


def _with_error(text: str, kind: Kind, random: np.random.Generator) -> str:
    fits, change = _ERRORS[kind]
    places = [place for place in range(len(text)) if fits(text, place)]
    if not places:
        return text
    place = places[int(random.integers(len(places)))]
    return change(text, place, random)


def _bare(text: str) -> str:
    kept = "".join(char if char.isalnum() else " " for char in text.lower().replace("'", ""))
    return " ".join(kept.split()) or text


def _letter(text: str, place: int) -> bool:
    return text[place].isalpha()


def _inside(text: str, place: int) -> bool:
    """Whether a letter stands in a word, not alone."""
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return _letter(text, place) and any(char.isalpha() for char in beside)


def _swappable(text: str, place: int) -> bool:
    pair = text[place : place + 2]
    return len(pair) == 2 and pair.isalpha() and pair[0] != pair[1]


def _on_keyboard(text: str, place: int) -> bool:
    return text[place].lower() in NEIGHBOURS


def _space(text: str, place: int) -> bool:
    return text[place] == " " and 0 < place < len(text) - 1


def _beside(text: str, place: int, random: np.random.Generator) -> str:
    keys = NEIGHBOURS[text[place].lower()]
    return text[:place] + keys[int(random.integers(len(keys)))] + text[place + 1 :]


Fits = Callable[[str, int], bool]
Change = Callable[[str, int, np.random.Generator], str]

_ERRORS: dict[Kind, tuple[Fits, Change]] = {
    Kind.SWAPPED: (_swappable, lambda t, p, _: t[:p] + t[p + 1] + t[p] + t[p + 2 :]),
    Kind.DROPPED: (_inside, lambda t, p, _: t[:p] + t[p + 1 :]),
    Kind.DOUBLED: (_letter, lambda t, p, _: t[: p + 1] + t[p:]),
    Kind.NEIGHBOUR: (_on_keyboard, _beside),
    Kind.JOINED: (_space, lambda t, p, _: t[:p] + t[p + 1 :]),
}
