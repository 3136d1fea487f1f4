"""From words to features: which words and phrases of a lexicon occur, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.helpline.danger.lexicon import LEXICONS, Lexicon
from bot.helpline.danger.normalise import clean, key, split

Phrase = tuple[tuple[str, ...], str]


@dataclass(frozen=True)
class Index:
    """One language's lexicon, prepared for looking words up."""

    words: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    longest_prefix: int = field(default=0)

    def of(self, word: str) -> frozenset[str]:
        """The features of one word, given by its key."""
        found = self.words.get(word, frozenset())
        for length in range(4, min(len(word), self.longest_prefix) + 1):
            found |= self.prefixes.get(word[:length], frozenset())
        return found


def _entries(lexicon: Lexicon) -> list[tuple[str, list[str]]]:
    """Every entry of a lexicon with its feature, cut into words."""
    return [
        (feature, split(clean(entry.removesuffix("*"))))
        for feature, entries in lexicon.items()
        for entry in entries
    ]


def _index(lexicon: Lexicon) -> Index:
    words: dict[str, set[str]] = {}
    prefixes: dict[str, set[str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    starred = {
        key(entry[:-1]) for entries in lexicon.values() for entry in entries if entry.endswith("*")
    }
    for feature, parts in _entries(lexicon):
        keys = tuple(key(part) for part in parts)
        if len(keys) > 1:
            phrases.setdefault(keys[0], []).append((keys, feature))
        elif keys and keys[0] in starred:
            prefixes.setdefault(keys[0], set()).add(feature)
        elif keys:
            words.setdefault(keys[0], set()).add(feature)
    return Index(
        words={word: frozenset(tags) for word, tags in words.items()},
        prefixes={word: frozenset(tags) for word, tags in prefixes.items()},
        phrases={word: tuple(found) for word, found in phrases.items()},
        longest_prefix=max(map(len, prefixes), default=0),
    )


INDEXES: Mapping[str, Index] = {code: _index(lexicon) for code, lexicon in LEXICONS.items()}


def positions(keys: list[str], languages: tuple[str, ...]) -> dict[str, list[int]]:
    """For each feature the places where it occurs, in order."""
    found: dict[str, set[int]] = {}
    for language in languages:
        index = INDEXES[language]
        for at, word in enumerate(keys):
            for feature in index.of(word):
                found.setdefault(feature, set()).add(at)
            for phrase, feature in index.phrases.get(word, ()):
                if tuple(keys[at : at + len(phrase)]) == phrase:
                    found.setdefault(feature, set()).update(range(at, at + len(phrase)))
    return {feature: sorted(places) for feature, places in found.items()}
