from dataclasses import replace

import pytest

from bot.nlu.training import Example
from evaluation.answers import Answers
from evaluation.classifier import Judged
from evaluation.intents import by_intent, scores, with_errors
from evaluation.statistics import Rate
from evaluation.typing_errors import Kind

ANSWERS = Answers({"form_labour": ("interview",), "report_suspicion": ("interview",)})


def judged(intent: str, likeliest: str, confidence: float = 0.9, text: str = "hoi") -> Judged:
    return Judged(text, intent, likeliest, confidence, threshold=0.5)


CHOSEN = [
    judged("ask_hours", "ask_hours"),
    judged("ask_hours", "ask_hours", 0.2),
    judged("ask_hours", "ask_phone"),
    judged("form_labour", "report_suspicion"),
    judged("out_of_scope", "ask_hours"),
    judged("out_of_scope", "ask_hours", 0.2),
    judged("out_of_scope", "out_of_scope"),
]


@pytest.mark.parametrize(
    ("measure", "hits"),
    [
        ("likeliest", 2),
        ("exact", 1),
        ("right_answer", 2),
        ("other_answer", 1),
        ("not_understood", 1),
    ],
)
def test_what_is_counted_in_scope(measure: str, hits: int) -> None:
    assert getattr(scores(CHOSEN, ANSWERS, danger=False), measure) == Rate(hits, 4)


def test_out_of_scope_is_taken_only_above_the_threshold() -> None:
    assert scores(CHOSEN, ANSWERS, danger=False).outside_taken == Rate(1, 3)


def test_what_a_later_component_makes_of_it_counts() -> None:
    story = replace(judged("out_of_scope", "out_of_scope"), in_the_end="report_suspicion")
    assert scores([story], ANSWERS, danger=False).outside_taken == Rate(1, 1)


def test_danger_comes_after_the_classifier() -> None:
    scared = judged("ask_hours", "ask_hours", text="hij heeft een mes en staat voor me")
    assert scores([scared], ANSWERS).right_answer == Rate(1, 1)
    assert scores([scared], ANSWERS).right_answer_after_danger == Rate(0, 1)


def test_a_confidence_below_the_threshold_is_not_understood() -> None:
    assert judged("ask_hours", "ask_hours", 0.49).given == "nlu_fallback"
    assert judged("ask_hours", "ask_hours", 0.5).given == "ask_hours"


def test_each_intent_has_its_precision_recall_and_confusions() -> None:
    (row,) = [one for one in by_intent(CHOSEN) if one.intent == "ask_hours"]
    assert (row.precision, row.recall) == (Rate(1, 2), Rate(1, 3))
    assert row.taken_for == (("ask_phone", 1), ("nlu_fallback", 1))


def test_errors_leave_the_intent() -> None:
    (typed,) = with_errors([Example("tot ziens", "goodbye")], Kind.JOINED, 1)
    assert typed == Example("totziens", "goodbye")
