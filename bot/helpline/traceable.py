"""What in a visitor's words could tell who wrote them, so that it can be left out.

Numbers and addresses of mail are found by their form; the words that go before a name or
say "only I know this" stand in data/wording/traces_<language>.yml.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[2] / "data" / "wording"
DEFAULT_LANGUAGE = "nl"
LEFT_OUT = "…"

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?<!\d)(?:\+|0)\d(?:[ .-]?\d){7,12}(?!\d)"
_NUMBER_OF_A_PERSON = r"(?<!\d)\d{3}[ .]?\d{2,3}[ .]?\d{3}(?!\d)"
# Capital letters tell a name where there are any: who types none gives at most two words.
_NAME = (
    r"[^\W\d_]+(?:-[^\W\d_]+)?"
    r"(?:[ ](?:(?:van|de|der|den|ten|ter)[ ])*(?-i:[A-Z])[\w-]+){0,2}"
)
_HOUSE = r"[ ](?:nr\.?[ ]?|nummer[ ])?\d{1,4}(?:[ ]?-?[a-z])?\b"


@dataclass(frozen=True)
class Traces:
    """The patterns of one language."""

    patterns: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> tuple[str, ...]:
        """The parts of the text that could tell who wrote it, in order."""
        return tuple(text[start:end].strip() for start, end in self._spans(text))

    def left_out_of(self, text: str) -> str:
        """The text with three dots in the place of each such part."""
        for start, end in reversed(self._spans(text)):
            text = f"{text[:start]}{LEFT_OUT}{text[end:]}"
        return re.sub(r"…(?:\s*…)+", LEFT_OUT, text).strip()

    def _spans(self, text: str) -> list[tuple[int, int]]:
        hits = [hit.span() for pattern in self.patterns for hit in pattern.finditer(text)]
        return _apart(sorted(hits))


def load_traces(language: str = DEFAULT_LANGUAGE) -> Traces:
    """The patterns of a language, or the Dutch ones when it has none."""
    path = FOLDER / f"traces_{language.split('-')[0].lower()}.yml"
    return _load(path if path.exists() else FOLDER / f"traces_{DEFAULT_LANGUAGE}.yml")


@cache
def _load(path: Path) -> Traces:
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    before_names = _any_of(content["names"])
    streets = _any_of(content["streets"])
    sources = [
        _EMAIL,
        _PHONE,
        _NUMBER_OF_A_PERSON,
        rf"\b{_any_of(content['only_one'])}\b",
        rf"\b{before_names}[ ]+{_NAME}",
        rf"\b[^\W\d_]{{3,}}{streets}{_HOUSE}",
    ]
    return Traces(tuple(re.compile(source, re.IGNORECASE) for source in sources))


def _any_of(written: Iterable[str]) -> str:
    return "(?:" + "|".join(one.replace(" ", r"\s+") for one in written) + ")"


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
