from datetime import UTC, datetime, timedelta

import pytest

from bot.staff.people.lockout import Strangers, locked_until, wait_after

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(4, 0), (5, 30), (6, 60), (7, 120), (10, 900), (500, 900)]
)
def test_the_wait_grows_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


def test_without_a_wait_nothing_is_locked() -> None:
    assert locked_until(1, NOW) is None
    assert locked_until(5, NOW) == NOW + timedelta(seconds=30)


def test_a_login_that_does_not_exist_is_locked_like_one_that_does() -> None:
    strangers = Strangers()

    answers = [strangers.attempt("niemand", NOW) for _ in range(6)]

    assert answers == [None] * 5 + [NOW + timedelta(seconds=30)]
    assert strangers.attempt("niemand", NOW + timedelta(seconds=31)) is None
    assert strangers.attempt("niemand", NOW + timedelta(seconds=32)) is not None


def test_the_memory_of_strangers_is_bounded() -> None:
    strangers = Strangers(limit=2)
    for _ in range(5):
        strangers.attempt("eerste", NOW)
    strangers.attempt("tweede", NOW)
    strangers.attempt("derde", NOW)

    assert strangers.attempt("eerste", NOW) is None
