"""Messages that say no more than yes or no, in any of the languages of the word lists."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.helpline.danger.lexicon import parse
from bot.helpline.danger.normalise import clean, key, split

_FILE = Path(__file__).parent / "lexicon" / "answers.txt"


class Plain(StrEnum):
    """What a whole message says."""

    YES = "YES"
    NO = "NO"


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key(word) for word in split(clean(text)) if word.isalnum())


@cache
def _answers() -> dict[tuple[str, ...], Plain]:
    listed = parse(_FILE.read_text(encoding="utf-8"))
    return {_keys(entry): Plain(name) for name, entries in listed.items() for entry in entries}


def plain_answer(text: str) -> Plain | None:
    """Yes or no when the message is nothing else, however it is spelled; None otherwise."""
    return _answers().get(_keys(text))
