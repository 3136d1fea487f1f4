"""Training the intent classifier, and its threshold for "not understood"."""

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.nlu.concepts import Concepts
from bot.nlu.ngram_model import (
    Features,
    Floats,
    NgramModel,
    Vocabulary,
    features_of,
    vocabulary_of,
)

INVERSE_REGULARISATION = 30.0
TOLERANCE = 1e-4
CHECKING_TOLERANCE = 1e-3
"""Ten times as coarse: half the time and one point of accuracy less, enough for a threshold."""

FOLDS = 5
SEED = 20
OUT_OF_SCOPE = "out_of_scope"

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Example:
    """One training sentence."""

    text: str
    intent: str


@dataclass(frozen=True)
class CrossValidated:
    """What models trained on four fifths said of the remaining fifth."""

    predicted: tuple[str, ...]
    confidence: Floats
    right: NDArray[np.bool_]


def train(examples: Sequence[Example], concepts: Concepts, rejected_share: float) -> NgramModel:
    """A model whose threshold rejects about `rejected_share` of what it would get right.

    Raises ValueError with fewer than two intents.
    """
    if len({example.intent for example in examples}) < 2:
        raise ValueError("the intent classifier needs training sentences of two intents or more")
    features = [features_of(example.text, concepts) for example in examples]
    intents = np.array([example.intent for example in examples])
    checked = cross_validate(features, intents)
    vocabulary, matrix = _vectorised(features)
    threshold = _threshold(checked, intents, rejected_share)
    fitted = _fit(matrix, intents, TOLERANCE)
    return NgramModel(
        vocabulary=vocabulary,
        concepts=concepts,
        labels=tuple(str(label) for label in fitted.classes_),
        weights=np.ascontiguousarray(fitted.coef_.T, dtype=np.float32),
        intercept=fitted.intercept_.astype(np.float32),
        threshold=threshold,
        figures={
            "sentences": float(len(examples)),
            "intents": float(len(fitted.classes_)),
            "cross_validated_accuracy": round(float(checked.right.mean()), 4),
        },
    )


def cross_validate(features: Sequence[Features], intents: NDArray[np.str_]) -> CrossValidated:
    """Predictions for every sentence by a model that has not seen it."""
    predicted = np.empty(len(features), dtype=object)
    confidence = np.zeros(len(features), dtype=np.float32)

    def check(split: tuple[Rows, Rows]) -> None:
        seen, unseen = split
        vocabulary, matrix = _vectorised([features[row] for row in seen])
        fitted = _fit(matrix, intents[seen], CHECKING_TOLERANCE)
        chances = fitted.predict_proba(_rows(vocabulary, [features[row] for row in unseen]))
        predicted[unseen] = fitted.classes_[chances.argmax(axis=1)]
        confidence[unseen] = chances.max(axis=1)

    folds = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        list(pool.map(check, folds.split(intents, intents)))
    return CrossValidated(tuple(predicted), confidence, predicted == intents)


def _threshold(checked: CrossValidated, intents: NDArray[np.str_], rejected_share: float) -> float:
    counted = checked.right & (intents != OUT_OF_SCOPE)
    if not counted.any():
        return 0.0
    return round(float(np.quantile(checked.confidence[counted], rejected_share)), 4)


def _fit(matrix: csr_matrix, intents: NDArray[np.str_], tolerance: float) -> LogisticRegression:
    model = LogisticRegression(
        C=INVERSE_REGULARISATION, class_weight="balanced", max_iter=300, tol=tolerance
    )
    return model.fit(matrix, intents)


def _vectorised(rows: Sequence[Features]) -> tuple[Vocabulary, csr_matrix]:
    word_rows: Counter[str] = Counter()
    char_rows: Counter[str] = Counter()
    concepts: set[str] = set()
    for row in rows:
        word_rows.update(set(row.grams.words))
        char_rows.update(set(row.grams.chars))
        concepts.update(row.concepts)
    words, chars = sorted(word_rows), sorted(char_rows)
    found = np.array(
        [word_rows[gram] for gram in words] + [char_rows[gram] for gram in chars], dtype=np.float64
    )
    rarity = np.log((1 + len(rows)) / (1 + found)) + 1.0
    vocabulary = vocabulary_of(words, chars, sorted(concepts), rarity.astype(np.float32))
    return vocabulary, _rows(vocabulary, rows)


def _rows(vocabulary: Vocabulary, rows: Sequence[Features]) -> csr_matrix:
    vectors = [vocabulary.vector(row) for row in rows]
    ends = np.cumsum([0] + [len(columns) for columns, _ in vectors])
    return csr_matrix(
        (
            np.concatenate([values for _, values in vectors]),
            np.concatenate([columns for columns, _ in vectors]),
            ends,
        ),
        shape=(len(rows), len(vocabulary)),
    )
