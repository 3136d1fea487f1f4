"""What words mean, coarsely: the learned part then knows words that no sentence taught it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.helpline.danger.normalise import clean, key, split

FOLDER = Path(__file__).parent / "lexicon" / "meanings"

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Meanings:
    """Phrases by their keys, and how long a phrase can be that begins with a key."""

    phrases: Mapping[Keys, frozenset[str]]
    longest: Mapping[str, int]

    def at(self, keys: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The places in a message where a meaning begins, in order, with the meaning."""
        for place, first in enumerate(keys):
            found: set[str] = set()
            for length in range(1, self.longest.get(first, 0) + 1):
                found |= self.phrases.get(tuple(keys[place : place + length]), frozenset())
            for meaning in sorted(found):
                yield place, meaning


def parse(text: str) -> Iterator[tuple[str, Keys]]:
    """The meanings of a file with the keys of each phrase; ValueError when malformed."""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        meaning, colon, phrases = line.partition(": ")
        if not colon:
            raise ValueError(f"no meaning before the words: {line[:40]!r}")
        for phrase in phrases.split(","):
            keys = tuple(key(word) for word in split(clean(phrase)) if word.isalnum())
            if keys and len("".join(keys)) > 1:
                yield meaning, keys


@cache
def meanings() -> Meanings:
    """All meanings of the folder, read once."""
    phrases: defaultdict[Keys, set[str]] = defaultdict(set)
    longest: dict[str, int] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for meaning, keys in parse(path.read_text(encoding="utf-8")):
            phrases[keys].add(meaning)
            longest[keys[0]] = max(longest.get(keys[0], 0), len(keys))
    return Meanings({keys: frozenset(found) for keys, found in phrases.items()}, longest)
