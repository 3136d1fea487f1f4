"""Training the intent classifier, and its threshold for "not understood"."""

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.nlu.concepts import Concepts
from bot.nlu.ngram_model import (
    Features,
    Floats,
    NgramModel,
    Vocabulary,
    features_of,
    vocabulary_of,
)

INVERSE_REGULARISATION = 0.3
TOLERANCE = 1e-3
SHARPNESSES = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0)
"""What a margin may be multiplied with to become a chance; cross-validation chooses."""

FOLDS = 3
SEED = 20
OUT_OF_SCOPE = "out_of_scope"

Rows = NDArray[np.intp]
Fitted = tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]
"""Labels in order, and for each a column of weights and an intercept."""


@dataclass(frozen=True)
class Example:
    """One training sentence."""

    text: str
    intent: str


@dataclass(frozen=True)
class CrossValidated:
    """What models trained on four fifths said of the remaining fifth.

    `sharpness` is the factor that makes the margins the most truthful chances.
    """

    predicted: tuple[str, ...]
    confidence: Floats
    right: NDArray[np.bool_]
    sharpness: float


def train(
    examples: Sequence[Example],
    concepts: Concepts,
    rejected_share: float,
) -> NgramModel:
    """A model whose threshold rejects about `rejected_share` of what it would get right.

    Raises ValueError with fewer than two intents.
    """
    if len({example.intent for example in examples}) < 2:
        raise ValueError("the intent classifier needs training sentences of two intents or more")
    features = [features_of(example.text, concepts) for example in examples]
    intents = np.array([example.intent for example in examples])
    checked = cross_validate(features, intents)
    return train_on(features, intents, checked, concepts, vocabulary_in(features), rejected_share)


def train_on(
    features: Sequence[Features],
    intents: NDArray[np.str_],
    checked: CrossValidated,
    concepts: Concepts,
    known: Vocabulary,
    rejected_share: float,
) -> NgramModel:
    """A model of sentences that have been cross-validated.

    With a vocabulary of more sentences than these the features are weighed by that one.
    """
    matrix = _rows(known, features)
    threshold = _threshold(checked, intents, rejected_share)
    labels, weights, intercept = _fit(matrix, intents)
    return NgramModel(
        vocabulary=known,
        concepts=concepts,
        labels=labels,
        weights=np.ascontiguousarray(weights * checked.sharpness, dtype=np.float32),
        intercept=(intercept * checked.sharpness).astype(np.float32),
        threshold=threshold,
        figures={
            "sentences": float(len(features)),
            "intents": float(len(labels)),
            "cross_validated_accuracy": round(float(checked.right.mean()), 4),
        },
    )


def cross_validate(features: Sequence[Features], intents: NDArray[np.str_]) -> CrossValidated:
    """Predictions for every sentence by a model that has not seen it."""
    labels = np.unique(intents)
    margins = np.zeros((len(features), len(labels)))

    def check(split: tuple[Rows, Rows]) -> None:
        seen, unseen = split
        learned = [features[row] for row in seen]
        vocabulary = vocabulary_in(learned)
        found, weights, intercept = _fit(_rows(vocabulary, learned), intents[seen])
        rows = _rows(vocabulary, [features[row] for row in unseen])
        margins[np.ix_(unseen, np.searchsorted(labels, found))] = rows @ weights + intercept

    folds = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        list(pool.map(check, folds.split(intents, intents)))
    sharpness = _most_truthful(margins, np.searchsorted(labels, intents))
    predicted = labels[margins.argmax(axis=1)]
    confidence = _chances(margins, sharpness).max(axis=1).astype(np.float32)
    return CrossValidated(tuple(predicted), confidence, predicted == intents, sharpness)


def _chances(margins: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    powers = np.exp(sharpness * (margins - margins.max(axis=1, keepdims=True)))
    chances: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return chances


def _most_truthful(margins: NDArray[np.float64], right: NDArray[np.intp]) -> float:
    """The sharpness under which what turned out right had been given the highest chances."""

    def surprise(sharpness: float) -> float:
        given = _chances(margins, sharpness)[np.arange(len(right)), right]
        return float(-np.log(np.maximum(given, 1e-12)).mean())

    return min(SHARPNESSES, key=surprise)


def _threshold(checked: CrossValidated, intents: NDArray[np.str_], rejected_share: float) -> float:
    counted = checked.right & (intents != OUT_OF_SCOPE)
    if not counted.any():
        return 0.0
    return round(float(np.quantile(checked.confidence[counted], rejected_share)), 4)


def _fit(matrix: csr_matrix, intents: NDArray[np.str_]) -> Fitted:
    """Margins rather than logistic loss: in our measurements more often right, and quicker."""
    model = LinearSVC(C=INVERSE_REGULARISATION, tol=TOLERANCE, random_state=SEED)
    model.fit(matrix, intents)
    weights, intercept = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn then gives the second label only
        weights, intercept = np.hstack((-weights, weights)), np.hstack((-intercept, intercept))
    return tuple(str(label) for label in model.classes_), weights, intercept


def vocabulary_in(rows: Sequence[Features]) -> Vocabulary:
    """All n-grams and concepts of the sentences, with how rare each is among them."""
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
    return vocabulary_of(words, chars, sorted(concepts), rarity.astype(np.float32))


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
