"""Which languages a message is in, by the small words that only one of them has."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.helpline.danger.lexicon import parse
from bot.helpline.danger.normalise import key

_FILE = Path(__file__).parent / "lexicon" / "small_words.txt"
SMALL_WORDS: Mapping[str, tuple[str, ...]] = parse(_FILE.read_text(encoding="utf-8"))
_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(key(word) for word in words) for code, words in SMALL_WORDS.items()
}
_STRONG = 0.45
_ENOUGH = 2
_FOREIGN = 3


def scores(keys: Sequence[str], cyrillic: bool) -> dict[str, int]:
    """For each language how many of the words belong to it; Cyrillic counts for Bulgarian."""
    found = {code: sum(word in small for word in keys) for code, small in _WORDS.items()}
    if cyrillic:
        found["bg"] += 1 + len(keys)
    return found


def active(found: Mapping[str, int]) -> tuple[str, ...]:
    """The languages whose lexicons to use: the likeliest and those nearly as likely."""
    best = max(found.values())
    if best == 0:
        return ("nl", *(code for code in found if code != "nl"))
    chosen = {
        code
        for code, count in found.items()
        if count == best or count >= max(_ENOUGH, best * _STRONG)
    }
    if found["en"]:
        chosen.add("en")
    if found["nl"] * _FOREIGN > best or best < _FOREIGN:
        chosen.add("nl")
    return tuple(code for code in found if code in chosen)


def likeliest(found: Mapping[str, int]) -> str | None:
    """The language of the message, or None when nothing tells."""
    best = max(found, key=lambda code: found[code])
    return best if found[best] > 0 else None
