"""The limit on new conversations."""

import pytest

from bot.conversation.starts import StartLimit
from bot.conversation.values import TooManyStarts


class Timer:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_as_many_as_allowed_may_start_at_once() -> None:
    limit = StartLimit(3, Timer())
    for _ in range(3):
        limit.take()
    with pytest.raises(TooManyStarts) as refused:
        limit.take()
    assert refused.value.retry_after == 20


def test_with_the_time_new_starts_are_allowed() -> None:
    timer = Timer()
    limit = StartLimit(3, timer)
    for _ in range(3):
        limit.take()
    timer.seconds = 20
    limit.take()
    with pytest.raises(TooManyStarts):
        limit.take()


def test_a_quiet_hour_saves_up_no_more_than_one_minute() -> None:
    timer = Timer()
    limit = StartLimit(3, timer)
    timer.seconds = 3600
    for _ in range(3):
        limit.take()
    with pytest.raises(TooManyStarts):
        limit.take()


def test_zero_is_no_limit() -> None:
    limit = StartLimit(0, Timer())
    refused = 0
    for _ in range(1000):
        try:
            limit.take()
        except TooManyStarts:
            refused += 1
    assert refused == 0
