"""What the learned part sees of a message: words, what stands together, meanings, features."""

from collections.abc import Iterator, Sequence
from math import sqrt
from zlib import crc32

from bot.helpline.danger.meanings import meanings
from bot.helpline.danger.message import Message

_PIECES = (2, 3, 4, 5)
# Words that have at most so many between them stand together.
_BETWEEN = 3
_WEIGHTS = {
    "words": 1.0,
    "pieces": 1.6,
    "together": 0.8,
    "triples": 0.8,
    "ends": 0.4,
    "features": 1.2,
    "outline": 0.8,
    "meanings": 1.2,
}
_MOST_PIECES = 6000
# So many bits of a number: of a hundred unknown traits one is taken for a known one at most.
_NUMBERS = (1 << 26) - 1
# The same trait of another kind is another trait.
_STARTS = {kind: crc32(kind.encode()) for kind in _WEIGHTS}


def _words(message: Message) -> Iterator[str]:
    before = "^"
    for word in message.keys:
        yield f"w {word}"
        yield f"b {before} {word}"
        before = word
    yield f"b {before} $"


def _triples(message: Message) -> Iterator[str]:
    words = ["^", *message.keys, "$"]
    yield from map(" ".join, zip(words, words[1:], words[2:], strict=False))


def _together(words: Sequence[str]) -> Iterator[str]:
    """Pairs of words that are near each other, whatever stands between them."""
    for at, word in enumerate(words):
        for other in words[at + 2 : at + 2 + _BETWEEN]:
            yield f"{word} {other}"


def _ends(words: Sequence[str]) -> Iterator[str]:
    """How a message begins and ends."""
    yield from (f"^ {word}" for word in words[:2])
    yield from (f"{word} $" for word in words[-2:])


def _pieces(words: Sequence[str]) -> Iterator[str]:
    text = " ".join(words)
    for size in _PIECES:
        for start in range(min(len(text) - size + 1, _MOST_PIECES)):
            yield text[start : start + size]


def _meanings(words: Sequence[str]) -> Iterator[str]:
    """Each meaning, and each pair of meanings that follow each other."""
    before: list[str] = []
    present: list[str] = []
    last = -1
    for place, meaning in meanings().at(words):
        if place != last:
            before, present, last = present, [], place
        present.append(meaning)
        yield f"m {meaning}"
        for earlier in before:
            yield f"s {earlier} {meaning}"


def _outline(message: Message) -> Iterator[str]:
    """The message as a sequence of features, so that unknown wording of known kinds counts."""
    at: dict[int, list[str]] = {}
    for name, places in message.places.items():
        for place in places:
            at.setdefault(place, []).append(name)
    before: list[str] = ["^"]
    for place in sorted(at):
        for name in at[place]:
            for earlier in before:
                yield f"o {earlier} {name}"
        before = at[place]


def _features(message: Message, rules: Sequence[str]) -> Iterator[str]:
    names = sorted(message.places)
    for at, name in enumerate(names):
        yield f"f {name}"
        for other in names[at + 1 :]:
            yield f"p {name} {other}"
    for rule in rules:
        yield f"r {rule}"
    yield f"n {min(len(message.keys), 12)}"


def traits(message: Message, rules: Sequence[str]) -> dict[int, float]:
    """The traits of a message, each a number of 26 bits, and how much it weighs in this message.

    Each kind of trait has the same length in all messages.
    """
    words = [word for word in message.keys if word.isalnum()]
    kinds = {
        "words": _words(message),
        "pieces": _pieces(words),
        "together": _together(words),
        "triples": _triples(message),
        "ends": _ends(words),
        "features": _features(message, rules),
        "outline": _outline(message),
        "meanings": _meanings(words),
    }
    found: dict[int, float] = {}
    for kind, names in kinds.items():
        start = _STARTS[kind]
        numbers = {crc32(name.encode(), start) & _NUMBERS for name in names}
        weight = _WEIGHTS[kind] / sqrt(len(numbers) or 1)
        for number in numbers:
            found[number] = found.get(number, 0.0) + weight
    return found
