"""What the figures count, and how waiting times are summed up."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is counted; the keys of each are given with it."""

    OPENED = "opened"
    """Chats in which the visitor wrote nothing: ""; they count nowhere else."""
    CHATS = "chats"
    """"": all others."""
    HOUR = "hour"
    """The hour by the clock of the helpline, from "00" to "23"."""
    LANGUAGE = "language"
    ENDING = "ending"
    """How it ended (bot.helpline.ending), or NONE."""
    FORM = "form"
    """The mark of the form, or NONE."""
    MUNICIPALITY = "municipality"
    """The mark of the municipality, or NONE."""
    DANGER = "danger"
    PERSON = "person"
    """CAME, NOBODY or NOT_ASKED."""
    PHONE = "phone"
    UNCLEAR = "unclear"
    """Whether the assistant did not understand one message or more."""
    UNCLEAR_MESSAGES = "unclear_messages"
    """"": messages that the assistant did not understand."""
    WAIT_PERSON = "wait_person"
    """Waits that a person ended: the seconds, as `wait_class` has them."""
    WAIT_VAIN = "wait_vain"
    """Waits that ended without a person."""


NONE = "none"
YES, NO = "yes", "no"
CAME, NOBODY, NOT_ASKED = "came", "nobody", "not_asked"
OTHER = "other"
LONG_WAIT = 300
"""So many seconds are a long wait; longer is counted apart."""

# Fine where most waits are, rougher above: together with the day a wait tells of nobody.
_CLASSES: tuple[int, ...] = (*range(10, 120, 10), *range(120, 600, 30), *range(600, 3601, 300))
LONGER = _CLASSES[-1] + 1


@dataclass(frozen=True)
class Facts:
    """What is counted of one conversation, or of several that are alike."""

    language: str
    ending: str | None
    form: str | None
    municipality: str | None
    danger: bool
    asked_person: bool
    had_person: bool
    phone_given: bool
    unclear: bool


def counted_under(facts: Facts) -> Iterator[tuple[Measure, str]]:
    """The measures and keys under which a conversation counts once."""
    yield Measure.CHATS, ""
    yield Measure.LANGUAGE, facts.language
    yield Measure.ENDING, facts.ending or NONE
    yield Measure.FORM, facts.form or NONE
    yield Measure.MUNICIPALITY, facts.municipality or NONE
    yield Measure.DANGER, YES if facts.danger else NO
    without = NOBODY if facts.asked_person else NOT_ASKED
    yield Measure.PERSON, CAME if facts.had_person else without
    yield Measure.PHONE, YES if facts.phone_given else NO
    yield Measure.UNCLEAR, YES if facts.unclear else NO


def wait_class(seconds: int) -> int:
    """The seconds that a wait is counted under: the next mark above, LONGER at the end."""
    place = bisect_left(_CLASSES, seconds)
    return _CLASSES[place] if place < len(_CLASSES) else LONGER


def quantile(waits: Mapping[int, int], share: float) -> int | None:
    """Within how many seconds this share of the waits was over; None without waits."""
    left = sum(waits.values()) * share
    for seconds in sorted(waits):
        left -= waits[seconds]
        if left <= 0 and waits[seconds]:
            return seconds
    return None
