"""What is done about somebody who waits."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.helpline.availability import Availability, Presence, Reason
from bot.helpline.waiting import Step, Wait, has_dropped, last_sign_of, next_step

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
MAX_WAIT = timedelta(minutes=10)
GRACE = timedelta(seconds=40)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def desk(reason: Reason = Reason.OPEN, last_call: bool = False) -> Availability:
    return Availability(reason is Reason.OPEN, reason, None, None, last_call)


def step(
    availability: Availability,
    waited: timedelta = timedelta(minutes=1),
    place: int = 1,
    told_place: int | None = 1,
    told_closing: bool = False,
    last_sign: datetime | None = None,
) -> Step:
    wait = Wait(NOON - waited, place, told_place, told_closing)
    return next_step(wait, availability, last_sign, MAX_WAIT, GRACE, NOON)


def test_somebody_whose_turn_comes_is_left_alone() -> None:
    assert step(desk()) is Step.STAY


def test_the_maximum_wait_is_over_when_it_is_reached() -> None:
    assert step(desk(), waited=MAX_WAIT - timedelta(seconds=1)) is Step.STAY
    assert step(desk(), waited=MAX_WAIT) is Step.END_TOO_LONG


@pytest.mark.parametrize("reason", [Reason.OUTSIDE_HOURS, Reason.HOLIDAY, Reason.CLOSED_BY_STAFF])
def test_a_closed_desk_ends_the_wait_at_once(reason: Reason) -> None:
    assert step(desk(reason), waited=timedelta(seconds=1)) is Step.END_DESK_CLOSED


def test_the_last_call_is_told_once() -> None:
    assert step(desk(last_call=True)) is Step.TELL_CLOSING
    assert step(desk(last_call=True), told_closing=True) is Step.STAY


def test_a_new_place_is_told() -> None:
    assert step(desk(), place=1, told_place=2) is Step.TELL_PLACE


def test_the_last_call_goes_before_a_new_place() -> None:
    assert step(desk(last_call=True), place=1, told_place=2) is Step.TELL_CLOSING


def test_an_absence_that_may_be_short_does_not_end_the_wait() -> None:
    seen = NOON - timedelta(seconds=79)
    assert step(desk(Reason.NOBODY_PRESENT), last_sign=seen) is Step.STAY


@pytest.mark.parametrize("reason", [Reason.NOBODY_PRESENT, Reason.UNKNOWN])
def test_an_absence_that_lasts_ends_the_wait(reason: Reason) -> None:
    seen = NOON - timedelta(seconds=80)
    assert step(desk(reason), waited=minutes(5), last_sign=seen) is Step.END_TOO_LONG


def test_who_just_began_to_wait_is_given_the_same_time() -> None:
    waited = timedelta(seconds=79)
    assert step(desk(Reason.NOBODY_PRESENT), waited=waited) is Step.STAY
    assert step(desk(Reason.NOBODY_PRESENT), waited=2 * GRACE) is Step.END_TOO_LONG


def test_only_available_operators_give_a_sign() -> None:
    early, late = NOON - minutes(2), NOON - minutes(1)
    presences = [Presence("1", True, early), Presence("2", False, late)]
    assert last_sign_of(presences) == early
    assert last_sign_of([]) is None


def test_an_operator_drops_off_after_the_grace_period() -> None:
    assert not has_dropped(1, [Presence("1", True, NOON - GRACE)], GRACE, NOON)
    assert has_dropped(1, [Presence("1", True, NOON - GRACE - minutes(1))], GRACE, NOON)


def test_an_operator_who_takes_no_new_chats_has_not_dropped_off() -> None:
    assert not has_dropped(1, [Presence("1", False, NOON)], GRACE, NOON)


def test_an_operator_who_signed_off_has_dropped_off() -> None:
    assert has_dropped(1, [Presence("2", True, NOON)], GRACE, NOON)
