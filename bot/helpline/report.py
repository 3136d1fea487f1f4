"""What a report consists of, and what is still to be asked.

Pure: a report is a mapping from slot name to value, with None or nothing for what is not
known yet. The labels and the words for the values are wording, not here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

Known = Mapping[str, str | None]

SKIPPED = "skipped"
"""The visitor was asked and would rather not say."""

UNKNOWN = "unknown"
"""The visitor was asked and does not know."""


class Role(StrEnum):
    """Who is telling."""

    BYSTANDER = "bystander"
    VICTIM = "victim"
    PROFESSIONAL = "professional"


class Form(StrEnum):
    """The forms of exploitation."""

    SEXUAL = "sexual"
    LABOUR = "labour"
    CRIMINAL = "criminal"
    ORGAN = "organ"


class YesNo(StrEnum):
    """An answer to a closed question."""

    YES = "yes"
    NO = "no"


ADULT = 18
"""The age from which somebody is no minor."""

CHILD = "child"
"""The age group of a visitor who says to be younger than that."""

OUTSIDE = "outside"
"""The municipality, when all that is known is that it is another region."""

NOTHING = "nothing"
"""What there is to add, when there is nothing."""

UNSAID = frozenset({SKIPPED, UNKNOWN})
"""A question that was answered without saying anything for the report."""

_YES_NO = frozenset(YesNo) | UNSAID

CODES: Mapping[str, frozenset[str]] = {
    "role": frozenset(Role) | UNSAID,
    "narrative": UNSAID,
    "exploitation_form": frozenset(Form) | UNSAID,
    "municipality": UNSAID | {OUTSIDE},
    "when": UNSAID,
    "still_going_on": _YES_NO,
    "people": _YES_NO,
    "minors": _YES_NO,
    "anything_else": UNSAID | {NOTHING},
}
"""For each part of a report the values that are codes; all others are the visitor's words."""

REPORT_SLOTS: tuple[str, ...] = tuple(CODES)
"""The parts of a report, in the order in which they are asked and shown."""


def next_question(known: Known) -> str | None:
    """The first part of the report that is not known yet, None when it is complete."""
    return next((slot for slot in REPORT_SLOTS if known.get(slot) is None), None)


def is_complete(known: Known) -> bool:
    """Whether every question was answered, skipped, or answered by the way."""
    return next_question(known) is None


def is_code(slot: str, value: str) -> bool:
    """Whether a value is a code, with words in the wording, and not the visitor's own words."""
    return value in CODES[slot]


def told(known: Known) -> Iterator[tuple[str, str]]:
    """The parts of which the visitor said something, in order; skipped ones are left out."""
    for slot in REPORT_SLOTS:
        value = known.get(slot)
        if value not in (None, SKIPPED, NOTHING):
            yield slot, value


def own_words(known: Known) -> Iterator[tuple[str, str]]:
    """The parts that are in the visitor's own words, in order."""
    return ((slot, value) for slot, value in told(known) if not is_code(slot, value))


def with_words_apart(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was told, with what was said apart from the story in its place until there is one."""
    apart = told.get("said_apart")
    return told if apart is None or told.get("narrative") else {**told, "narrative": apart}


def with_more_words(text: str | None, more: str) -> str:
    """A free text with something added on a new line; codes make way for the words."""
    if text is None or text in UNSAID or text == NOTHING:
        return more
    return text if more in text else f"{text}\n{more}"
