from lzma import LZMAError
from pathlib import Path

import numpy as np
import pytest

from bot.helpline.danger.message import read
from bot.helpline.danger.scorer import CLASSES, KNOWN, WEIGHTS, Scorer, Thresholds, load
from bot.helpline.danger.traits import traits

HARMLESS = CLASSES.index("harmless")
CALM = read("de tulpen bloeien mooi dit jaar")


def scorer_that_knows(text: str, of_class: int) -> Scorer:
    known = np.array(sorted(traits(read(text), ())), dtype=np.uint32)
    weights = np.zeros((len(known), len(CLASSES)), np.int8)
    weights[:, of_class] = 100
    return Scorer(known, weights, 0.05, np.zeros(len(CLASSES), np.float32), Thresholds(0.1, 1))


def test_what_is_known_makes_its_class_likelier() -> None:
    chances = scorer_that_knows("tulpen bloeien", HARMLESS).chances(CALM, ())
    assert chances.argmax() == HARMLESS
    assert chances.sum() == pytest.approx(1.0)


def test_what_is_not_known_says_nothing() -> None:
    chances = scorer_that_knows("xyzzy", HARMLESS).chances(CALM, ())
    assert np.allclose(chances, 1 / len(CLASSES))


def test_a_message_without_words_says_nothing() -> None:
    chances = scorer_that_knows("tulpen", HARMLESS).chances(read(""), ())
    assert np.isfinite(chances).all()


def test_the_files_give_back_what_was_kept(tmp_path: Path) -> None:
    kept = scorer_that_knows("tulpen bloeien", HARMLESS)
    kept.save(tmp_path)
    loaded = load(tmp_path)
    assert loaded.thresholds == kept.thresholds
    assert np.array_equal(loaded.chances(CALM, ()), kept.chances(CALM, ()))


@pytest.mark.parametrize("name", [KNOWN, WEIGHTS])
def test_a_file_that_was_cut_off_is_refused(name: str, tmp_path: Path) -> None:
    scorer_that_knows("tulpen", HARMLESS).save(tmp_path)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(LZMAError):
        load(tmp_path)


@pytest.mark.parametrize("name", [KNOWN, WEIGHTS])
def test_a_file_that_is_missing_is_refused(name: str, tmp_path: Path) -> None:
    scorer_that_knows("tulpen", HARMLESS).save(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(FileNotFoundError, match=name):
        load(tmp_path)


def test_weights_of_other_traits_are_refused(tmp_path: Path) -> None:
    kept = scorer_that_knows("tulpen", HARMLESS)
    Scorer(kept.known, kept.weights[1:], 0.05, kept.intercepts, kept.thresholds).save(tmp_path)
    with pytest.raises(ValueError, match="weights for"):
        load(tmp_path)
