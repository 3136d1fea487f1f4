import json
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.ngram_model import NgramModel, softmax


def test_a_sentence_like_the_trained_ones_gets_their_intent(small_model: NgramModel) -> None:
    assert small_model.score("hoe laat open jullie?").best[0] == "ask_hours"


def test_a_typo_does_not_change_the_intent(small_model: NgramModel) -> None:
    assert small_model.score("is dit annoniem").best[0] == "ask_anonymous"


def test_a_word_known_only_from_the_word_list_counts(small_model: NgramModel) -> None:
    assert small_model.score("gesloten").best[0] == "ask_hours"


@pytest.mark.parametrize("text", ["", "???", "😀😀", "112", "помогите"])
def test_nothing_known_means_no_confidence(small_model: NgramModel, text: str) -> None:
    assert small_model.score(text).best == (None, 0.0)


def test_confidences_are_probabilities_by_falling_order(small_model: NgramModel) -> None:
    chances = [chance for _, chance in small_model.score("is de chat open").ranking]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0, abs=1e-5)


def test_a_stored_model_scores_the_same(small_model: NgramModel, tmp_path: Path) -> None:
    small_model.save(tmp_path, "nl")
    loaded = NgramModel.load(tmp_path, "nl")
    assert loaded.score("weten ze mijn naam") == small_model.score("weten ze mijn naam")
    assert loaded.threshold == small_model.threshold


def test_a_stored_model_holds_no_pickle(small_model: NgramModel, tmp_path: Path) -> None:
    small_model.save(tmp_path, "nl")
    json.loads((tmp_path / "nl.json").read_text("utf-8"))
    with np.load(tmp_path / "nl.npz", allow_pickle=False) as arrays:
        assert {arrays[name].dtype for name in arrays} == {np.dtype(np.float32)}


def test_softmax_stands_large_numbers() -> None:
    assert softmax(np.array([1000.0, 0.0], dtype=np.float32)).tolist() == [1.0, 0.0]
