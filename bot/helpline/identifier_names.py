"""Names of persons: by what stands before them, and by themselves."""

import re
from collections.abc import Collection, Iterator

from bot.helpline.identifier_forms import Identifier, Kind, Words, any_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The word before, in the same sentence.
_BEFORE = re.compile(r"([^\W\d_]+)[,;:]?[ ]+[\"'“‘(]?\Z")
_REACH = 40
_MOST_WORDS = 5
_SHORTEST_KNOWN = 3


class Names:
    """The names that one language's cues and lists give away."""

    def __init__(self, words: Words) -> None:
        self._after = re.compile(rf"\b{any_of(words['name_follows'])}(?=[\s:,.])", re.IGNORECASE)
        self._after_capital = re.compile(
            rf"\b{any_of(words['capital_follows'])}(?=[\s,])", re.IGNORECASE
        )
        self._no_names = frozenset(words["not_names"])
        self._between = frozenset(words["between"])
        self._places_follow = frozenset(words["places_follow"])
        self._first = frozenset(words["first_names"])
        self._first_with_capital = frozenset(words["first_names_with_capital"])

    def find(self, text: str, public: Collection[str]) -> list[Identifier]:
        """The names in a text; they may overlap."""
        return [
            Identifier(words[0].start(), words[-1].end(), Kind.NAME)
            for words in self._found(text, public)
        ]

    def words(self, text: str, public: Collection[str]) -> Iterator[str]:
        """The words of these names, without the small ones."""
        for words in self._found(text, public):
            for word in words:
                said = word.group().casefold()
                if len(said) >= _SHORTEST_KNOWN and said not in self._between:
                    yield said

    def _found(self, text: str, public: Collection[str]) -> Iterator[list[re.Match[str]]]:
        words = list(_WORD.finditer(text))
        starts = {word.start(): place for place, word in enumerate(words)}
        for cue, small_too in ((self._after, True), (self._after_capital, False)):
            for hit in cue.finditer(text):
                place = starts.get(_skip(text, hit.end()))
                if place is not None and self._begins(words, place, small_too, public):
                    yield from self._row(text, words, place, public)
        for place, word in enumerate(words):
            if self._is_first_name(text, word, public):
                yield self._whole(text, words, place, public)

    def _begins(
        self,
        words: list[re.Match[str]],
        place: int,
        small_too: bool,
        public: Collection[str],
    ) -> bool:
        if self._may_be_name(words[place], small_too, public):
            return True
        # A family name alone, as in "mevrouw de Voorbeeld".
        while place < len(words) - 1 and words[place].group().casefold() in self._between:
            place += 1
            if self._may_be_name(words[place], False, public):
                return True
        return False

    def _row(
        self, text: str, words: list[re.Match[str]], place: int, public: Collection[str]
    ) -> Iterator[list[re.Match[str]]]:
        """This name, and those that are joined to it as in "Ana en Mihai"."""
        while True:
            name = self._whole(text, words, place, public)
            yield name
            place = words.index(name[-1]) + 1
            if place >= len(words):
                return
            gap = text[name[-1].end() : words[place].start()]
            if words[place].group() == "en":
                place += 1
            elif gap != ", ":
                return
            if place >= len(words) or not self._may_be_name(words[place], False, public):
                return

    def _whole(
        self, text: str, words: list[re.Match[str]], place: int, public: Collection[str]
    ) -> list[re.Match[str]]:
        """The name that begins with this word, with the family name after it."""
        name = [words[place]]
        small: list[re.Match[str]] = []
        for word in words[place + 1 : place + _MOST_WORDS]:
            if text[(small or name)[-1].end() : word.start()] not in (" ", ". "):
                break
            if word.group() in self._between:
                small.append(word)
            elif self._may_be_name(word, False, public):
                name += [*small, word]
                small = []
            else:
                break
        return name

    def _is_first_name(self, text: str, word: re.Match[str], public: Collection[str]) -> bool:
        said = word.group().casefold()
        if said in public:
            return False
        # Also "Ana-Maria", and "Sanne's".
        parts = re.split(r"['’-]", said)
        if parts[0] in self._first:
            return True
        return self._stands_out(text, word)

    def _stands_out(self, text: str, word: re.Match[str]) -> bool:
        """Whether a capital within a sentence can only mean a name."""
        said = word.group()
        before = _BEFORE.search(text[max(0, word.start() - _REACH) : word.start()])
        if before is None or not said[0].isupper() or not said[1:].islower():
            return False
        parts = re.split(r"['’-]", said.casefold())
        if parts[0] in self._first_with_capital:
            return True
        return before.group(1).casefold() not in self._places_follow and not any(
            part in self._no_names for part in parts
        )

    def _may_be_name(self, word: re.Match[str], small_too: bool, public: Collection[str]) -> bool:
        said = word.group()
        if said.casefold() in self._no_names or said.casefold() in public:
            return False
        # Letters without capitals, as in Arabic, count as capitals.
        return small_too or said[0] != said[0].lower() or said[0].lower() == said[0].upper()


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\n:,=.\"'“‘":
        place += 1
    return place
