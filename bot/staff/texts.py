"""The console's words, with the helpline's facts filled in."""

from collections.abc import Callable
from pathlib import Path

from bot.web.catalogue import Catalogue, load_catalogue

FOLDER = Path(__file__).parent / "catalogue"

# Filled in by the script, from what it is told later.
_LATER = ("choices", "code", "count", "hours", "limit", "minutes", "name", "seconds", "time")
_FOR_SCRIPT = (
    "alarm",
    "availability",
    "bar",
    "chat",
    "composer",
    "connection",
    "danger",
    "error",
    "listen",
    "mine",
    "start",
    "title",
    "transcript",
    "wait",
)


class Texts:
    """Texts by key, in one language."""

    def __init__(self, catalogue: Catalogue, facts: Callable[[], dict[str, str]]) -> None:
        self._catalogue = catalogue
        self._keys = catalogue.keys()
        self._facts = facts

    def __call__(self, key: str, **values: object) -> str:
        """The text, with facts and values filled in."""
        filled = {name: str(value) for name, value in values.items()}
        return self._catalogue.text(key, self._facts() | filled)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self._keys

    def for_script(self) -> dict[str, str]:
        """The texts that the page's script uses; what it fills in itself stays in braces."""
        values = self._facts() | {name: f"{{{name}}}" for name in _LATER}
        return {
            key: self._catalogue.text(key, values)
            for key in sorted(self._keys)
            if key.split(".")[0] in _FOR_SCRIPT
        }


def load_texts(facts: Callable[[], dict[str, str]], language: str = "nl") -> Texts:
    """The console's texts in a language that has a catalogue."""
    return Texts(load_catalogue(FOLDER / language), facts)
