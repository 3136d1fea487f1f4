"""What counts where, and how waiting times are summed up."""

import pytest

from bot.helpline.figures import (
    LONG_WAIT,
    LONGER,
    Facts,
    Measure,
    counted_under,
    quantile,
    wait_class,
)


def facts(**changes: object) -> Facts:
    plain = {
        "language": "nl",
        "ending": None,
        "form": None,
        "municipality": None,
        "danger": False,
        "asked_person": False,
        "had_person": False,
        "phone_given": False,
        "unclear": False,
    }
    return Facts(**{**plain, **changes})  # type: ignore[arg-type]


def test_a_conversation_counts_once_under_each_measure() -> None:
    measures = [measure for measure, _ in counted_under(facts())]

    assert len(measures) == len(set(measures)) == 9


@pytest.mark.parametrize(
    ("asked", "had", "key"),
    [
        (False, False, "not_asked"),
        (True, False, "nobody"),
        (True, True, "came"),
    ],
)
def test_asking_for_a_person_leads_to_one_or_to_nobody(asked: bool, had: bool, key: str) -> None:
    counted = dict(counted_under(facts(asked_person=asked, had_person=had)))

    assert counted[Measure.PERSON] == key


@pytest.mark.parametrize(
    ("seconds", "counted"),
    [(0, 10), (10, 10), (11, 20), (300, 300), (301, 330), (3600, 3600), (3601, LONGER)],
)
def test_a_wait_counts_under_the_next_mark(seconds: int, counted: int) -> None:
    assert wait_class(seconds) == counted


def test_no_class_goes_across_a_long_wait() -> None:
    assert wait_class(LONG_WAIT) == LONG_WAIT


@pytest.mark.parametrize(
    ("waits", "share", "seconds"),
    [
        ({}, 0.5, None),
        ({10: 0}, 0.5, None),
        ({10: 1}, 0.5, 10),
        ({10: 5, 60: 5}, 0.5, 10),
        ({10: 5, 60: 6}, 0.5, 60),
        ({10: 9, 300: 1}, 0.9, 10),
        ({10: 8, 300: 2}, 0.9, 300),
    ],
)
def test_within_how_long_a_share_was_over(
    waits: dict[int, int], share: float, seconds: int | None
) -> None:
    assert quantile(waits, share) == seconds
