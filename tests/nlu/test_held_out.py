"""What the trained classifier makes of sentences that it has not seen; floors, not goals."""

from functools import cache
from pathlib import Path

import pytest

from bot.nlu.ngram_model import NgramModel
from bot.nlu.training import Example
from evaluation.classifier import judged
from evaluation.whole import after_all

pytestmark = pytest.mark.engine

# By set: the least share of exact intents, and the most of out of scope that is answered.
FLOORS = {
    "held_out_nl": (0.90, 0.05),
    "held_out_other_writer_nl": (0.85, 0.18),
    "held_out_third_writer_nl": (0.88, 0.08),
    "held_out_fourth_writer_nl": (0.93, 0.06),
    "held_out_fifth_writer_nl": (0.80, 0.11),
}


@cache
def held_out(name: str) -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((line.split("\t")[0], line.split("\t")[1]) for line in lines)


@pytest.mark.parametrize("name", FLOORS)
def test_most_unseen_sentences_get_their_intent(trained_classifier: NgramModel, name: str) -> None:
    in_scope = [(intent, text) for intent, text in held_out(name) if intent != "out_of_scope"]
    right = [trained_classifier.score(text).best[0] == intent for intent, text in in_scope]
    assert sum(right) / len(right) >= FLOORS[name][0]


@pytest.mark.parametrize("name", FLOORS)
def test_hardly_anything_out_of_scope_is_answered(
    trained_classifier: NgramModel, name: str
) -> None:
    outside = [Example(text, intent) for intent, text in held_out(name) if intent == "out_of_scope"]
    given = [one.given for one in after_all(judged(trained_classifier, outside))]
    taken = [intent for intent in given if intent not in ("out_of_scope", "nlu_fallback")]
    assert len(taken) / len(outside) <= FLOORS[name][1]


def test_every_held_out_set_has_its_floors() -> None:
    found = {path.stem for path in Path(__file__).parent.glob("held_out*.tsv")}
    assert found == FLOORS.keys()
