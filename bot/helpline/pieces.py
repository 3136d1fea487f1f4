"""A text in pieces, some of which are masked, each with its place in the text as written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.helpline.identifiers import Identifier, Kind


@dataclass(frozen=True)
class Piece:
    """A part of a text, from `start` up to `end`; masked when it has a kind, then without words."""

    start: int
    end: int
    text: str
    kind: Kind | None = None


Pieces = tuple[Piece, ...]


def in_pieces(text: str, found: Iterable[Identifier]) -> Pieces:
    """The text with what was found masked."""
    return tuple(_split(text, found))


def words_of(pieces: Pieces) -> Iterator[Piece]:
    """The words one by one; what is masked is one word."""
    for piece in pieces:
        if piece.kind is not None:
            yield piece
            continue
        for word in re.finditer(r"\S+", piece.text):
            start = piece.start + word.start()
            yield Piece(start, piece.start + word.end(), word.group())


def cut(pieces: Pieces, start: int, end: int) -> Pieces:
    """What stands between two places of the text as written; a masked part stays whole."""
    return tuple(_cut(pieces, start, end))


def is_masked(pieces: Pieces) -> bool:
    """Whether anything is masked."""
    return any(piece.kind is not None for piece in pieces)


def _split(text: str, found: Iterable[Identifier]) -> Iterator[Piece]:
    place = 0
    for one in found:
        if one.start > place:
            yield Piece(place, one.start, text[place : one.start])
        yield Piece(one.start, one.end, "", one.kind)
        place = one.end
    if place < len(text):
        yield Piece(place, len(text), text[place:])


def _cut(pieces: Pieces, start: int, end: int) -> Iterator[Piece]:
    for piece in pieces:
        if piece.end <= start or piece.start >= end:
            continue
        if piece.kind is not None:
            yield piece
            continue
        first, last = max(start, piece.start), min(end, piece.end)
        yield Piece(first, last, piece.text[first - piece.start : last - piece.start])
