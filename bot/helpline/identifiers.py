"""What in a text tells who somebody is, so that it can be masked in review.

It rather masks a word too many than a name too few, but leaves places and ordinary words.
The cues and the words that are no names stand in data/wording/identifiers_<language>.yml.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.helpline.identifier_forms import Forms, Identifier, Kind
from bot.helpline.identifier_names import Names

FOLDER = Path(__file__).parents[2] / "data" / "wording"
DEFAULT_LANGUAGE = "nl"

__all__ = ["Identifier", "Identifiers", "Kind", "load_identifiers", "masked"]


class Identifiers:
    """Finds identifiers; `public` is what may always be read, like the helpline's own number."""

    def __init__(self, forms: Forms, names: Names, public: Iterable[str] = ()) -> None:
        self._forms = forms
        self._names = names
        known = list(public)
        words = (word for one in known for word in re.findall(r"[^\W\d_]{2,}", one))
        self._public = frozenset(
            one.casefold() for one in (*known, *(word for word in words if word[0].isupper()))
        )
        self._public_numbers = frozenset(_digits(one) for one in known if len(_digits(one)) > 2)

    def find(self, text: str, known_names: Collection[str] = ()) -> tuple[Identifier, ...]:
        """The identifiers in a text, in order, none inside another.

        `known_names` are those that other messages of the conversation gave away.
        """
        found = [one for one in self._forms.find(text) if not self._is_public(text, one)]
        found += self._names.find(text, self._public)
        found += _mentions(text, known_names)
        return _apart(found)

    def names(self, texts: Iterable[str]) -> frozenset[str]:
        """The words of the names in a conversation, in lower case, to know them elsewhere."""
        return frozenset(word for text in texts for word in self._names.words(text, self._public))

    def _is_public(self, text: str, found: Identifier) -> bool:
        said = text[found.start : found.end].casefold()
        if found.kind in (Kind.PHONE, Kind.NUMBER):
            return _digits(said) in self._public_numbers
        return found.kind in (Kind.URL, Kind.EMAIL) and any(
            said.removeprefix("https://").removeprefix("www.").startswith(one)
            for one in self._public
            if "." in one
        )


def load_identifiers(public: Iterable[str] = (), language: str = DEFAULT_LANGUAGE) -> Identifiers:
    """The recogniser of a language, or the Dutch one when it has none."""
    path = FOLDER / f"identifiers_{language}.yml"
    forms, names = _load(path if path.exists() else FOLDER / f"identifiers_{DEFAULT_LANGUAGE}.yml")
    return Identifiers(forms, names, public)


def masked(text: str, found: Iterable[Identifier], block: Callable[[Kind], str]) -> str:
    """The text with a block in the place of each identifier."""
    for one in reversed(tuple(found)):
        text = f"{text[: one.start]}{block(one.kind)}{text[one.end :]}"
    return text


@cache
def _load(path: Path) -> tuple[Forms, Names]:
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return Forms(content), Names(content)


def _mentions(text: str, names: Collection[str]) -> Iterator[Identifier]:
    if not names:
        return
    for word in re.finditer(r"[^\W\d_]+", text):
        said = word.group().casefold()
        if said in names or (said.endswith("s") and said[:-1] in names):
            yield Identifier(*word.span(), Kind.NAME)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _apart(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Those that overlap joined; the longest one says what it is."""
    joined: list[Identifier] = []
    longest = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        length = one.end - one.start
        if joined and one.start < joined[-1].end:
            last = joined[-1]
            kind = one.kind if length > longest else last.kind
            joined[-1] = Identifier(last.start, max(last.end, one.end), kind)
            longest = max(longest, length)
        else:
            joined.append(one)
            longest = length
    return tuple(joined)
