"""Finding the phrases of a word list in a message, in one pass over its words.

A phrase is written as people read it, with four signs: `*` at the start or end of a word
stands for any letters, `..` for at most three words, `#` for a number, and `a|b` for
either word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.nlu.entities.tokens import Token
from bot.nlu.text_features import fold

GAP = ".."
NUMBER = "#"
_LONGEST_GAP = 3


@dataclass(frozen=True)
class Hit:
    """A concept that was found, from one word to another (both included)."""

    concept: str
    first: int
    last: int
    negated: bool


@dataclass(frozen=True)
class _Phrase:
    concept: str
    words: tuple[str, ...]


class PhraseMatcher:
    """All phrases of a language, looked up by their first word, or first two."""

    def __init__(
        self,
        concepts: Mapping[str, Sequence[str]],
        numbers: Mapping[str, int],
        negations: frozenset[str],
    ) -> None:
        """Index the phrases of each concept; number words and negations come folded."""
        self._numbers = numbers
        self._negations = negations
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_start: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_end: dict[str, list[_Phrase]] = defaultdict(list)
        for concept, phrases in concepts.items():
            for written in phrases:
                for words in _spelled_out(written):
                    self._add(_Phrase(concept, words))
        self._start_lengths = sorted({len(start) for start in self._by_start})
        self._end_lengths = sorted({len(end) for end in self._by_end})

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Every concept in the message, in order of its first word."""
        return tuple(self._hits(tokens))

    def value(self, token: Token) -> int | None:
        """The number that a word stands for; None when it is no number."""
        if token.norm.isdigit():
            return int(token.norm)
        return self._numbers.get(token.norm)

    def _add(self, phrase: _Phrase) -> None:
        first, *rest = phrase.words
        if first.endswith("*"):
            self._by_start[first[:-1]].append(phrase)
        elif first.startswith("*"):
            self._by_end[first[1:]].append(phrase)
        elif rest and rest[0] not in (GAP, NUMBER) and "*" not in rest[0]:
            self._by_word[f"{first} {rest[0]}"].append(phrase)
        else:
            self._by_word[first].append(phrase)

    def _hits(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        for place, token in enumerate(tokens):
            following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
            for phrase in self._starting_with(token, following):
                words = phrase.words
                last = place if len(words) == 1 else self._end(words, 1, tokens, place)
                if last is not None:
                    yield Hit(phrase.concept, place, last, self._negated(tokens, place))

    def _starting_with(self, token: Token, following: str) -> list[_Phrase]:
        norm = token.norm
        found = [*self._by_word.get(norm, ()), *self._by_word.get(f"{norm} {following}", ())]
        if self.value(token) is not None:
            found += self._by_word.get(NUMBER, ())
            found += self._by_word.get(f"{NUMBER} {following}", ())
        for length in self._start_lengths:
            found += self._by_start.get(norm[:length], ()) if length <= len(norm) else ()
        for length in self._end_lengths:
            found += self._by_end.get(norm[-length:], ()) if length <= len(norm) else ()
        return found

    def _end(
        self, words: Sequence[str], index: int, tokens: Sequence[Token], place: int
    ) -> int | None:
        """Where the phrase ends when its words before `index` ended at `place`."""
        if index == len(words):
            return place
        reach = 1
        if words[index] == GAP:
            index, reach = index + 1, _LONGEST_GAP + 1
        for next_place in range(place + 1, min(place + 1 + reach, len(tokens))):
            if self._fits(words[index], tokens[next_place]):
                end = self._end(words, index + 1, tokens, next_place)
                if end is not None:
                    return end
        return None

    def _fits(self, word: str, token: Token) -> bool:
        if word == NUMBER:
            return self.value(token) is not None
        if word.endswith("*"):
            return token.norm.startswith(word[:-1])
        if word.startswith("*"):
            return token.norm.endswith(word[1:])
        return token.norm == word

    def _negated(self, tokens: Sequence[Token], place: int) -> bool:
        return place > 0 and tokens[place - 1].norm in self._negations


def _spelled_out(written: str) -> Iterator[tuple[str, ...]]:
    parts = written.replace("'", " ").replace("-", " ").split()
    yield from product(*([fold(word) for word in part.split("|")] for part in parts))


def of_concepts(hits: Iterable[Hit], *concepts: str) -> list[Hit]:
    """The hits of some concepts, in order."""
    return [hit for hit in hits if hit.concept in concepts]


def inside(hit: Hit, others: Iterable[Hit]) -> bool:
    """Whether a hit is a part of another."""
    return any(other.first <= hit.first and hit.last <= other.last for other in others)
