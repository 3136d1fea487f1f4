"""Which municipality a message speaks of, misspelt or not, or that it is elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.entities.tokens import Token, norm_at, tokens_of
from bot.organisation.model import Municipality

OUTSIDE = "outside"
_SHORT_ANSWER = 4
_SHORTEST_FUZZY = 6
_TWO_MISTAKES_FROM = 8
_SHORTEST_SURE = 4
"""A doubled letter in a name with fewer letters makes another word of it."""

_DENIED, _PERHAPS, _BY_THE_WAY, _NAMED, _HERE, _STRESSED = range(6)
"""How surely a name tells where it happens."""


@dataclass(frozen=True)
class PlaceFound:
    """A place in the message: the municipality or `outside`, and from which word to which."""

    value: str
    first: int
    last: int
    strength: int


class PlaceFinder:
    """Names of places by their words; misspelt single words by bounded edit distance."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        landmarks: Mapping[str, tuple[str, ...]],
        outside: Iterable[str],
        words: Mapping[str, frozenset[str]],
    ) -> None:
        """Index all spellings; `words` holds the small words that stand around a place."""
        self._words = words
        self._names: dict[tuple[str, ...], str] = {}
        self._fuzzy: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in outside:
            self._names[_words(name)] = OUTSIDE
        for municipality in municipalities:
            for spelling in (*municipality.spellings(), *landmarks.get(municipality.name, ())):
                self._names[_words(spelling)] = municipality.name
        self._longest: dict[str, int] = {}
        for name_words, value in self._names.items():
            first = name_words[0]
            self._longest[first] = max(len(name_words), self._longest.get(first, 0))
            if len(name_words) == 1 and value != OUTSIDE and len(first) >= _SHORTEST_FUZZY:
                self._fuzzy[_sound(first[0])].append((first, value))

    def find(self, tokens: Sequence[Token]) -> tuple[PlaceFound, ...]:
        """The places that the message gives, the most telling first.

        A town elsewhere counts only when no place of the region is named.
        """
        named = list(self._all(tokens))
        denied = {place.value for place in named if place.strength == _DENIED}
        found = [place for place in named if place.strength > _PERHAPS]
        # "in Urk, niet in Emmeloord. In Emmeloord slapen we" is about Urk.
        found = [place for place in found if place.value not in denied] or found
        within = [place for place in found if place.value != OUTSIDE]
        if len(tokens) > 1 and tokens[0].norm in self._words["between"]:
            within.reverse()  # "tussen Urk en Emmeloord" is nearer to the second
        return tuple(sorted(within or found, key=lambda place: -place.strength))

    def perhaps(self, tokens: Sequence[Token]) -> tuple[PlaceFound, ...]:
        """What is a place only where one was asked for, as a name that is also a word."""
        return tuple(place for place in self._all(tokens) if place.strength == _PERHAPS)

    def _all(self, tokens: Sequence[Token]) -> Iterable[PlaceFound]:
        place = 0
        while place < len(tokens):
            value, length = self._at(tokens, place)
            if value is not None:
                last = place + length - 1
                yield PlaceFound(value, place, last, self._strength(tokens, place, last, value))
            place += length

    def _at(self, tokens: Sequence[Token], place: int) -> tuple[str | None, int]:
        longest = self._longest.get(tokens[place].norm, 0)
        for length in range(min(longest, len(tokens) - place), 0, -1):
            words = tuple(token.norm for token in tokens[place : place + length])
            if length == 1 and _is_another_word(tokens[place]):
                continue
            if words in self._names:
                return self._names[words], length
        return self._misspelt(tokens[place].norm), 1

    def _misspelt(self, word: str) -> str | None:
        if len(word) < _SHORTEST_FUZZY - 1 or word in self._words["never_places"]:
            return None
        for name, value in self._fuzzy.get(_sound(word[0]), ()):
            allowed = 2 if len(name) >= _TWO_MISTAKES_FROM else 1
            if abs(len(name) - len(word)) <= allowed and within_edits(name, word, allowed):
                return value
        return None

    def _strength(self, tokens: Sequence[Token], first: int, last: int, value: str) -> int:
        """How surely this is where it happens."""
        begin = max(0, first - 3)
        while any(token.begins for token in tokens[begin + 1 : first + 1]):
            begin += 1
        if self._happens_there(tokens, first, last):
            return _STRESSED
        before = [token.norm for token in tokens[begin:first]]
        near_by = _just_before(tokens, begin, first)
        if not self._words["not_there"].isdisjoint(near_by) and value != OUTSIDE:
            return _DENIED
        # "in de buurt van Urk" is as good as "bij Urk".
        near = before[:-1] if before and before[-1] in self._words["of"] else before
        at_place = bool(near) and near[-1] in self._words["at_place"]
        short = len(tokens) <= _SHORT_ANSWER
        if value == OUTSIDE:
            elsewhere = not short and not self._words["self"].isdisjoint(before)
            sure = (at_place or short or last > first) and not elsewhere
            return _NAMED if sure else _PERHAPS
        if first == last and tokens[first].norm in self._words["also_words"] and not at_place:
            return self._of_a_word(before, short)
        if at_place or short:
            return _HERE if self._words["lives_in"].isdisjoint(before) else _NAMED
        return _BY_THE_WAY if before and before[-1] in self._words["by_the_way"] else _NAMED

    def _happens_there(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the words beside it say that it is there: "... in Urk, daar gebeurt het"."""
        happens = self._words["happens"]
        if norm_at(tokens, first - 1) in self._words["at_place"]:
            return norm_at(tokens, first - 2) in happens  # "maar het gebeurt in Urk"
        there = norm_at(tokens, last + 1) in self._words["that_place"]
        return there and norm_at(tokens, last + 2) in happens

    def _of_a_word(self, before: Sequence[str], short: bool) -> int:
        """How surely a word that is also the name of a place is meant as one."""
        if not self._words["name_before"].isdisjoint(before[-2:]):
            return _DENIED
        if short:
            return _HERE
        return _BY_THE_WAY if before and before[-1] in self._words["moves"] else _PERHAPS


def _just_before(tokens: Sequence[Token], begin: int, first: int) -> list[str]:
    """The words before a place that no sign parts from it: "dat klopt niet, in Urk"."""
    place = first
    while place > max(begin, first - 2) and tokens[place].start - tokens[place - 1].end <= 1:
        place -= 1
    return [token.norm for token in tokens[place:first]]


def _is_another_word(token: Token) -> bool:
    """Whether a word only looks like a short name because doubled letters do not matter."""
    return len(token.norm) < _SHORTEST_SURE and token.end - token.start != len(token.norm)


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokens_of(name))


def _sound(letter: str) -> str:
    return {"z": "s", "v": "f", "c": "k"}.get(letter, letter)


def within_edits(left: str, right: str, allowed: int) -> bool:
    """Whether so many letters changed, added, lost or swapped turn one word into the other."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        earlier, before = before, row
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
