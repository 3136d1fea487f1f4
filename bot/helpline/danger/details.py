"""Messages that hold no more than details: about whom it is, how many, how old, since when."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.helpline.danger.lexicon import parse
from bot.helpline.danger.normalise import clean, key, split

_FILE = Path(__file__).parent / "lexicon" / "details.txt"
ALARMS = frozenset({"112", "113"})
"""Numbers that say something by themselves: of the emergency services and of the suicide line."""

_BESIDE = {"AGE": "NUMBER", "TIME": "SINCE"}
"""Words that tell a detail only beside others: "ben" with a number, "week" with "vorige"."""


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    listed = parse(_FILE.read_text(encoding="utf-8"))
    return {
        name: frozenset(key(part) for entry in entries for part in split(clean(entry)))
        for name, entries in listed.items()
    }


def only_details(keys: Sequence[str]) -> bool:
    """Whether a message, given by its keys, is nothing but an answer to a closed question."""
    words = [word for word in keys if word.isalnum()]
    if not words or not ALARMS.isdisjoint(words):
        return False
    groups = _groups()
    present = {name for name, listed in groups.items() if not listed.isdisjoint(words)}
    if any(word.isdigit() for word in words):
        present.add("NUMBER")
    plain = {name for name in groups if _BESIDE.get(name, name) in present}
    return all(word.isdigit() or any(word in groups[name] for name in plain) for word in words)
