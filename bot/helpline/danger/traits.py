"""What the learned part sees of a message: words, their pieces and meanings, features; hashed."""

from collections.abc import Iterator, Sequence
from math import sqrt
from zlib import crc32

from bot.helpline.danger.meanings import meanings
from bot.helpline.danger.message import Message

BUCKETS = 65_536
_PIECES = (2, 3, 4, 5)
_WEIGHTS = {"words": 1.0, "pieces": 1.6, "features": 1.2, "outline": 0.8, "meanings": 1.2}
_MOST_PIECES = 6000
# The same trait of another kind is another trait.
_STARTS = {kind: crc32(kind.encode()) for kind in _WEIGHTS}


def _words(message: Message) -> Iterator[str]:
    before = "^"
    for word in message.keys:
        yield f"w {word}"
        yield f"b {before} {word}"
        before = word
    yield f"b {before} $"


def _pieces(message: Message) -> Iterator[str]:
    text = " ".join(word for word in message.keys if word.isalnum())
    for size in _PIECES:
        for start in range(min(len(text) - size + 1, _MOST_PIECES)):
            yield text[start : start + size]


def _meanings(message: Message) -> Iterator[str]:
    """Each meaning, and each pair of meanings that follow each other."""
    before: list[str] = []
    present: list[str] = []
    last = -1
    for place, meaning in meanings().at([word for word in message.keys if word.isalnum()]):
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
    """The buckets of a message with their weights; each kind of trait has the same length."""
    vector: dict[int, float] = {}
    kinds = {
        "words": _words(message),
        "pieces": _pieces(message),
        "features": _features(message, rules),
        "outline": _outline(message),
        "meanings": _meanings(message),
    }
    for kind, found in kinds.items():
        start = _STARTS[kind]
        buckets = {crc32(trait.encode(), start) % BUCKETS for trait in found}
        weight = _WEIGHTS[kind] / sqrt(len(buckets) or 1)
        for bucket in buckets:
            vector[bucket] = vector.get(bucket, 0.0) + weight
    return vector
