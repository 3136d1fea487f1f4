"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]], words: int = 1) -> str:
    """A table whose first columns hold words, and whose other columns hold figures."""
    ruled = ["---" if column < words else "--:" for column in range(len(head))]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, ruled, *rows)) + "\n"


def sections(titled: Iterable[tuple[str, str]]) -> str:
    """Sections of a document, each with its heading."""
    return "\n".join(f"## {title}\n\n{body.strip()}\n" for title, body in titled)
