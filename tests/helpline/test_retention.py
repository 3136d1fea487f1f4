"""When a conversation is deleted by itself."""

from datetime import UTC, datetime, timedelta

from bot.helpline.ownership import State
from bot.helpline.retention import Keep, may_extend

LAST = datetime(2026, 11, 3, 10, tzinfo=UTC)
KEEP = Keep(with_report=timedelta(days=30), without_report=timedelta(hours=24))


def test_a_report_is_kept_for_days() -> None:
    assert KEEP.deleted_after(State.CLOSED, True, LAST) == LAST + timedelta(days=30)


def test_a_chat_without_one_for_hours() -> None:
    assert KEEP.deleted_after(State.CLOSED, False, LAST) == LAST + timedelta(hours=24)


def test_who_waits_or_talks_is_not_deleted_meanwhile() -> None:
    for state in (State.WAITING, State.PERSON):
        assert KEEP.deleted_after(state, False, LAST) == LAST + timedelta(days=30)


def test_an_extension_never_shortens() -> None:
    late, soon = LAST + timedelta(days=90), LAST + timedelta(days=2)
    assert KEEP.deleted_after(State.CLOSED, True, LAST, late) == late
    assert KEEP.deleted_after(State.CLOSED, True, LAST, soon) == LAST + timedelta(days=30)


def test_an_extension_goes_forward_and_no_further_than_a_year() -> None:
    present = LAST + timedelta(days=30)
    assert may_extend(present, present + timedelta(days=1), LAST)
    assert not may_extend(present, present, LAST)
    assert may_extend(present, LAST + timedelta(days=365), LAST)
    assert not may_extend(present, LAST + timedelta(days=366), LAST)
