import numpy as np
import pytest

from bot.nlu.ngram_model import NgramModel, features_of
from bot.nlu.training import Example, cross_validate, train
from tests.nlu.conftest import CONCEPTS, EXAMPLES


def test_training_twice_gives_the_same_model(small_model: NgramModel) -> None:
    again = train(EXAMPLES, CONCEPTS, rejected_share=0.05)
    assert np.array_equal(again.weights, small_model.weights)
    assert again.threshold == small_model.threshold


def test_rejecting_more_raises_the_threshold(small_model: NgramModel) -> None:
    assert train(EXAMPLES, CONCEPTS, rejected_share=0.5).threshold > small_model.threshold


def test_the_threshold_lies_among_the_confidences_of_right_answers() -> None:
    features = [features_of(example.text, CONCEPTS) for example in EXAMPLES]
    intents = np.array([example.intent for example in EXAMPLES])
    checked = cross_validate(features, intents)
    counted = checked.confidence[checked.right & (intents != "out_of_scope")]
    threshold = train(EXAMPLES, CONCEPTS, rejected_share=0.2).threshold
    assert counted.min() <= threshold <= counted.max()


def test_one_intent_alone_cannot_be_trained() -> None:
    with pytest.raises(ValueError, match="two intents"):
        train([Example("hoi", "greet")], CONCEPTS, rejected_share=0.05)
