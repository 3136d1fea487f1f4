"""Learns the scorer from the labelled sentences: `python -m bot.helpline.danger.train`.

All parts but the blind ones are trained on. What is printed is cross-validated: each
sentence is judged by a scorer that has not seen it.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import LinearSVC

from bot.helpline.danger.corpus import ORDINARY, Sentence
from bot.helpline.danger.decide import by_rules, higher, hints
from bot.helpline.danger.learned import FOLDER, level_of, urgency
from bot.helpline.danger.level import Level
from bot.helpline.danger.measure import Group, group, lines
from bot.helpline.danger.message import read
from bot.helpline.danger.scorer import CLASSES, Scorer, Thresholds
from bot.helpline.danger.training_rows import counts_of, rarity, rows_of_all

CLASS_OF = dict(zip("ABSNO", CLASSES, strict=True))
_STRENGTH = 0.2
# Weights are rounded to so many steps on either side of nought: more only make the files larger.
_STEPS = 22
# A margin times this is the exponent of a chance.
_SHARPNESS = 3.0
_FOLDS = 4
_SEED = 112
# What the thresholds are set for, by cross-validation on the Dutch develop sentences: how much
# of what is acute is named, and how much of what is serious is pushed.
_ACUTE_NAMED = 0.964
_SERIOUS_PUSHED = 0.05


def model() -> LinearSVC:
    """The untrained classifier."""
    return LinearSVC(C=_STRENGTH, tol=1e-3, random_state=_SEED)


def chances_of(margins: NDArray[np.float64]) -> NDArray[np.float64]:
    """Margins by sentence and class as chances."""
    powers = np.exp(_SHARPNESS * (margins - margins.max(axis=1, keepdims=True)))
    chances: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return chances


def thresholds(chosen: Sequence[Sentence], chances: NDArray[np.float64]) -> Thresholds:
    """The chances from which on the wanted shares are named and pushed."""
    counted = np.array([s.language == "nl" and s.part != ORDINARY for s in chosen])
    label = np.array([s.label for s in chosen])
    unclear = float(np.quantile(urgency(chances)[counted & (label == "A")], 1 - _ACUTE_NAMED))
    danger = chances[:, :3].sum(axis=1)
    acute = float(np.quantile(danger[counted & (label == "N")], 1 - _SERIOUS_PUSHED))
    return Thresholds(round(unclear, 4), round(max(acute, unclear), 4))


def _judged(
    chosen: Sequence[Sentence], chances: NDArray[np.float64], limits: Thresholds
) -> dict[Group, Counter[Level]]:
    """What rules and cross-validated chances together give, counted."""
    table: dict[Group, Counter[Level]] = {}
    for sentence, row in zip(chosen, chances, strict=True):
        message = read(sentence.text)
        ruled = by_rules(message)[0]
        learned = level_of(row, hints(message), limits)
        table.setdefault(group(sentence), Counter())[higher(ruled, learned)] += 1
    return table


@dataclass(frozen=True)
class Trained:
    """The traits of the sentences, their classes, how much each counts, and what unseen ones were
    taken for.
    """

    rows: csr_matrix
    columns: NDArray[np.uint32]
    rarity: NDArray[np.float64]
    labels: NDArray[np.int_]
    counts: NDArray[np.float64]
    limits: Thresholds
    table: dict[Group, Counter[Level]]
    sentences: int


def cross_validated() -> Trained:
    """What is trained on, and how each sentence is judged by weights that have not seen it."""
    chosen, rows, columns = rows_of_all()
    scale = rarity(rows)
    rows = (rows @ diags(scale)).tocsr()
    labels = np.array([CLASSES.index(CLASS_OF[s.label]) for s in chosen])
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    weights = counts_of(chosen, labels)
    margins = cross_val_predict(
        model(),
        rows,
        labels,
        cv=folds,
        method="decision_function",
        n_jobs=-1,
        params={"sample_weight": weights},
    )
    chances = chances_of(margins)
    limits = thresholds(chosen, chances)
    table = _judged(chosen, chances, limits)
    return Trained(rows, columns, scale, labels, weights, limits, table, len(chosen))


def main() -> None:
    """Trains, writes the scorer into its folder, and prints the cross-validated table."""
    checked = cross_validated()
    sys.stdout.write("\n".join(lines(checked.table)) + "\n")
    trained = model().fit(checked.rows, checked.labels, sample_weight=checked.counts)
    # The traits are not scaled when a message is judged: the weights are, here.
    weights = (_SHARPNESS * trained.coef_ * checked.rarity).T
    step = float(np.abs(weights).max() / _STEPS)
    rounded = (weights / step).round().astype(np.int8)
    useful = rounded.any(axis=1)
    scorer = Scorer(
        known=checked.columns[useful],
        weights=rounded[useful],
        step=step,
        intercepts=(_SHARPNESS * trained.intercept_).astype(np.float32),
        thresholds=checked.limits,
    )
    scorer.save(FOLDER)
    sys.stdout.write(f"{checked.sentences} sentences, {useful.sum()} traits\n")


if __name__ == "__main__":
    main()
