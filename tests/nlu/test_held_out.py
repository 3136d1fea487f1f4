"""What the trained classifier makes of sentences that it has not seen; floors, not goals."""

from functools import cache
from pathlib import Path

import pytest

from bot.nlu.ngram_model import NgramModel

pytestmark = pytest.mark.engine

LEAST_RIGHT = 0.85
MOST_OUT_OF_SCOPE_TAKEN = 0.05


@cache
def held_out() -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / "held_out_nl.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((line.split("\t")[0], line.split("\t")[1]) for line in lines)


def test_most_unseen_sentences_get_their_intent(trained_classifier: NgramModel) -> None:
    in_scope = [(intent, text) for intent, text in held_out() if intent != "out_of_scope"]
    right = [trained_classifier.score(text).best[0] == intent for intent, text in in_scope]
    assert sum(right) / len(right) >= LEAST_RIGHT


def test_hardly_anything_out_of_scope_is_answered(trained_classifier: NgramModel) -> None:
    outside = [text for intent, text in held_out() if intent == "out_of_scope"]
    best = [trained_classifier.score(text).best for text in outside]
    taken = [
        name
        for name, confidence in best
        if name != "out_of_scope" and confidence >= trained_classifier.threshold
    ]
    assert len(taken) / len(outside) <= MOST_OUT_OF_SCOPE_TAKEN
