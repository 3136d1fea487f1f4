"""Who at the desk can take a chat, and who has done nothing for too long.

Pure rules: times are aware, and `at` is always passed in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo


@dataclass(frozen=True)
class Rules:
    """The limits of the desk, from organisation.yml."""

    chats: int
    grace: timedelta
    warning: timedelta
    inactive: timedelta


@dataclass(frozen=True)
class AtDesk:
    """What is known of one operator who is signed on.

    `active` is when they last did something; None when that was never told.
    """

    operator_id: int
    name: str
    available: bool
    last_seen: datetime
    active: datetime | None
    off_because: str | None


def is_present(one: AtDesk, rules: Rules, at: datetime) -> bool:
    """Whether the operator's console was heard of within the grace period."""
    return abs(at - one.last_seen) <= rules.grace


def can_receive(one: AtDesk, chats: int, rules: Rules, at: datetime) -> bool:
    """Whether a colleague may pass a chat on to an operator who has so many."""
    return one.available and is_present(one, rules, at) and chats < rules.chats


def is_idle(one: AtDesk, rules: Rules, at: datetime) -> bool:
    """Whether the operator has done nothing for long enough to be warned."""
    return one.active is not None and at - one.active >= rules.warning


def turns_off_at(one: AtDesk, rules: Rules) -> datetime | None:
    """When the switch goes off if nothing is done; None while it is off."""
    return one.active + rules.inactive if one.available and one.active is not None else None


def is_due_off(one: AtDesk, rules: Rules, at: datetime) -> bool:
    """Whether the switch has to go off now."""
    due = turns_off_at(one, rules)
    return due is not None and at >= due


def may_open_until(until: datetime, closes: datetime | None, zone: tzinfo, at: datetime) -> bool:
    """Whether the desk can be opened until then: later today, and later than it closes now.

    `closes` is when it closes as things stand, None while it is closed.
    """
    day = at.astimezone(zone).date()
    return (
        at < until and until.astimezone(zone).date() == day and (closes is None or until > closes)
    )
