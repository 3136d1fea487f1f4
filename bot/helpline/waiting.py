"""What is to be done about somebody who waits for a person, or whose person dropped off.

Pure rules: times are aware, and `at` is always passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.helpline.availability import Availability, Presence, Reason

DESK_CLOSED = frozenset({Reason.OUTSIDE_HOURS, Reason.HOLIDAY, Reason.CLOSED_BY_STAFF})
# An operator who reloads a page or changes trains is not gone for good.
ABSENCES = 2


class Step(StrEnum):
    """What to do now about somebody who waits."""

    STAY = "stay"
    TELL_PLACE = "tell_place"
    TELL_CLOSING = "tell_closing"
    END_DESK_CLOSED = "end_desk_closed"
    END_TOO_LONG = "end_too_long"


@dataclass(frozen=True)
class Wait:
    """Somebody who waits: since when this time, the place now, and what was told already."""

    since: datetime
    place: int
    told_place: int | None
    told_closing: bool


def next_step(
    wait: Wait,
    availability: Availability,
    last_sign: datetime | None,
    max_wait: timedelta,
    grace: timedelta,
    at: datetime,
) -> Step:
    """What to do about this wait at this moment, the weightiest first.

    `last_sign` is when an available operator was last heard of.
    """
    if availability.reason in DESK_CLOSED:
        return Step.END_DESK_CLOSED
    if at - wait.since >= max_wait or _in_vain(wait, availability, last_sign, grace, at):
        return Step.END_TOO_LONG
    if availability.last_call and not wait.told_closing:
        return Step.TELL_CLOSING
    if wait.place != wait.told_place:
        return Step.TELL_PLACE
    return Step.STAY


def last_sign_of(presences: Sequence[Presence]) -> datetime | None:
    """When an available operator was last heard of."""
    return max((one.last_seen for one in presences if one.available), default=None)


def has_dropped(
    operator: int | None, presences: Sequence[Presence], grace: timedelta, at: datetime
) -> bool:
    """Whether the operator of a chat is gone: signed off, or not heard of for `grace`."""
    for presence in presences:
        if presence.operator == str(operator):
            return at - presence.last_seen > grace
    return True


def _in_vain(
    wait: Wait,
    availability: Availability,
    last_sign: datetime | None,
    grace: timedelta,
    at: datetime,
) -> bool:
    """Whether nobody can come, and nobody seems to come back soon."""
    if availability.person_available:
        return False
    hoped_since = wait.since if last_sign is None else max(wait.since, last_sign)
    return at - hoped_since >= ABSENCES * grace
