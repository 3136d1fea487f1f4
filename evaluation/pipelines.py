"""Our classifier beside plainer ones, on the same sentences and the same folds."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline

from bot.nlu import training
from bot.nlu.training import OUT_OF_SCOPE, Example
from evaluation.classifier import Judged

WORDS = "words and pairs of words"
PLAIN = "words and runs of characters"
OURS = "ours: with concepts"

_INVERSE_REGULARISATION = 30.0
_TOLERANCE = 1e-3
_WORD = r"(?u)\b\w+\b"


def _vectoriser(analyser: str, sizes: tuple[int, int]) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=analyser,
        ngram_range=sizes,
        strip_accents="unicode",
        sublinear_tf=True,
        token_pattern=_WORD if analyser == "word" else None,
    )


def _features(with_characters: bool) -> FeatureUnion:
    words = ("words", _vectoriser("word", (1, 2)))
    if not with_characters:
        return FeatureUnion([words])
    characters = ("characters", _vectoriser("char_wb", (2, 4)))
    return FeatureUnion([words, characters], transformer_weights={"characters": 2.0})


def plainer(name: str) -> Pipeline:
    """A logistic regression, untrained; `name` is one of the two names above."""
    regression = LogisticRegression(
        C=_INVERSE_REGULARISATION,
        class_weight="balanced",
        max_iter=300,
        tol=_TOLERANCE,
    )
    return make_pipeline(_features(with_characters=name == PLAIN), regression)


def compared(
    name: str,
    examples: Sequence[Example],
    unseen: Sequence[Sequence[Example]],
    rejected_share: float,
    step: Callable[[str], None],
) -> list[list[Judged]]:
    """What a plainer classifier says: cross-validated first, then of each set of sentences.

    Its threshold gives up the same share of its right answers as ours does of its own.
    """
    texts = np.array([example.text for example in examples], dtype=object)
    intents = np.array([example.intent for example in examples])
    folds = StratifiedKFold(training.FOLDS, shuffle=True, random_state=training.SEED)
    step(f"{name}: cross-validation")
    chances = cross_val_predict(plainer(name), texts, intents, cv=folds, method="predict_proba")
    labels = np.unique(intents)
    right = (labels[chances.argmax(axis=1)] == intents) & (intents != OUT_OF_SCOPE)
    threshold = float(np.quantile(chances.max(axis=1)[right], rejected_share))
    step(f"{name}: training")
    trained = plainer(name).fit(texts, intents)
    found = [_judged(examples, labels, chances, threshold)]
    for chosen in unseen:
        rows = trained.predict_proba([example.text for example in chosen])
        found.append(_judged(chosen, labels, rows, threshold))
    return found


def _judged(
    examples: Sequence[Example],
    labels: NDArray[np.str_],
    chances: NDArray[np.float64],
    threshold: float,
) -> list[Judged]:
    return [
        Judged(one.text, one.intent, str(labels[row.argmax()]), float(row.max()), threshold)
        for one, row in zip(examples, chances, strict=True)
    ]
