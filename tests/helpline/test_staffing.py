"""Who at the desk can take a chat, who does nothing, and until when the desk may be opened."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.helpline.staffing import (
    AtDesk,
    Rules,
    can_receive,
    is_due_off,
    is_idle,
    is_present,
    may_open_until,
    turns_off_at,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RULES = Rules(3, timedelta(seconds=40), timedelta(minutes=12), timedelta(minutes=15))


def somebody(*, available: bool = True, seen: float = 0, active: float | None = 0) -> AtDesk:
    """An operator; `seen` and `active` in minutes before noon."""
    then = None if active is None else NOON - timedelta(minutes=active)
    return AtDesk(1, "Ayla", available, NOON - timedelta(minutes=seen), then, None)


@pytest.mark.parametrize(("seconds", "present"), [(0, True), (40, True), (41, False), (-41, False)])
def test_present_within_the_grace_period(seconds: int, present: bool) -> None:
    assert is_present(somebody(seen=seconds / 60), RULES, NOON) is present


def test_who_can_be_given_a_chat() -> None:
    assert can_receive(somebody(), 2, RULES, NOON)
    assert not can_receive(somebody(), 3, RULES, NOON)
    assert not can_receive(somebody(available=False), 0, RULES, NOON)
    assert not can_receive(somebody(seen=1), 0, RULES, NOON)


def test_idle_before_the_switch_goes_off() -> None:
    assert not is_idle(somebody(active=11.9), RULES, NOON)
    assert is_idle(somebody(active=12), RULES, NOON)
    assert not is_due_off(somebody(active=14.9), RULES, NOON)
    assert is_due_off(somebody(active=15), RULES, NOON)
    assert turns_off_at(somebody(active=12), RULES) == NOON + timedelta(minutes=3)


def test_a_switch_that_is_off_does_not_go_off() -> None:
    assert not is_due_off(somebody(available=False, active=99), RULES, NOON)
    assert turns_off_at(somebody(available=False), RULES) is None


def test_who_was_never_heard_to_do_anything_is_left_alone() -> None:
    assert not is_idle(somebody(active=None), RULES, NOON)
    assert not is_due_off(somebody(active=None), RULES, NOON)


@pytest.mark.parametrize(
    ("hours", "closes", "may"),
    [
        (1, None, True),
        (1, 0.5, True),
        (1, 1, False),
        (0, None, False),
        (-1, None, False),
        (10.9, None, True),  # 23.54 uur in Amsterdam
        (11, None, False),  # midnight there
    ],
)
def test_later_today_and_later_than_it_closes(
    hours: float, closes: float | None, may: bool
) -> None:
    closing = None if closes is None else NOON + timedelta(hours=closes)
    assert may_open_until(NOON + timedelta(hours=hours), closing, AMSTERDAM, NOON) is may
