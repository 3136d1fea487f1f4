"""What an assessment of one message says."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much danger a message signals, and so what the answer has to name.

    `ACUTE` and `SUICIDE` put 112 first, `UNCLEAR` names it in one line and asks one closed
    question, `NONE` changes nothing.
    """

    NONE = "none"
    UNCLEAR = "unclear"
    SUICIDE = "suicide"
    ACUTE = "acute"


@dataclass(frozen=True)
class Assessment:
    """The level, the names of the features that led to it, and the language if recognised.

    `reasons` never holds anything that the visitor wrote. `language` is an ISO 639-1 code.
    """

    level: Level
    reasons: tuple[str, ...]
    language: str | None
