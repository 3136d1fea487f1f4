import pytest

from evaluation.goals import Goal
from evaluation.statistics import Rate


@pytest.mark.parametrize(
    ("reached", "verdict"),
    [
        (Rate(995, 1000), "yes"),
        (Rate(50, 50), "yes, not proven"),
        (Rate(90, 100), "no"),
        (Rate(0, 0), "no"),
    ],
)
def test_at_least(reached: Rate, verdict: str) -> None:
    assert Goal("named", 0.98, False, reached, "Danger").verdict == verdict


@pytest.mark.parametrize(
    ("reached", "verdict"),
    [(Rate(1, 1000), "yes"), (Rate(2, 100), "yes, not proven"), (Rate(30, 100), "no")],
)
def test_at_most(reached: Rate, verdict: str) -> None:
    assert Goal("taken", 0.05, True, reached, "Needs").verdict == verdict
