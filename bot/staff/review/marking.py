"""Marking words of a message: what the page sends, and what its script needs."""

from collections.abc import Collection, Iterable

from bot.helpline.pieces import Pieces, words_of
from bot.store.corrections import Span

MASK = "•••"


def spans_of(sent: Iterable[str], entities: Collection[str]) -> tuple[Span, ...]:
    """The spans written as "3-6-place"; what is none is left out."""
    found = []
    for one in sent:
        start, _, rest = one.partition("-")
        end, _, entity = rest.partition("-")
        if start.isdecimal() and end.isdecimal() and entity in entities:
            found.append(Span(int(start), int(end), entity))
    return tuple(found)


def written(span: Span) -> str:
    """A span as the page sends it back."""
    return f"{span.start}-{span.end}-{span.entity}"


def choices(pieces: Pieces) -> list[tuple[int, int, str]]:
    """The words to begin or end a span with: their places and what is shown."""
    return [(word.start, word.end, word.text or MASK) for word in words_of(pieces)]


def plain(pieces: Pieces) -> str:
    """The text with the same dots for everything that is masked."""
    return "".join(piece.text if piece.kind is None else MASK for piece in pieces)


def places(pieces: Pieces) -> list[tuple[int, int, int]]:
    """For each piece: how many characters `plain` shows of it, and its place as written."""
    return [
        (len(piece.text) if piece.kind is None else len(MASK), piece.start, piece.end)
        for piece in pieces
    ]
