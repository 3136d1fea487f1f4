"""Learns the scorer from the labelled sentences: `python -m bot.helpline.danger.train`.

All parts but the blind ones are trained on. What is printed is cross-validated: each
sentence is judged by a scorer that has not seen it.
"""

import json
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.helpline.danger.corpus import BLIND, Sentence, ordinary_sentences, sentences
from bot.helpline.danger.decide import by_rules, higher, hints
from bot.helpline.danger.learned import CLASSES, FILE, level_of
from bot.helpline.danger.level import Level
from bot.helpline.danger.measure import Group, group, lines
from bot.helpline.danger.message import read
from bot.helpline.danger.traits import BUCKETS, traits

CLASS_OF = dict(zip("ABSNO", CLASSES, strict=True))
_STRENGTH = 6.0
_FOLDS = 4
_SEED = 112
# How many of the develop sentences may be named at all, and pushed, by label.
_HARMLESS_NAMED = 0.062
_SERIOUS_NAMED = 0.21
_SERIOUS_PUSHED = 0.012


def matrix(chosen: Sequence[Sentence]) -> csr_matrix:
    """The traits of the sentences, one row each."""
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for sentence in chosen:
        message = read(sentence.text)
        vector = traits(message, hints(message))
        columns.extend(vector)
        data.extend(vector.values())
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(chosen), BUCKETS), dtype=np.float64)


def model() -> LogisticRegression:
    """The untrained classifier."""
    return LogisticRegression(C=_STRENGTH, max_iter=400, tol=1e-3)


def _threshold(scores: NDArray[np.float64], share: float) -> float:
    return float(np.quantile(scores, 1 - share)) if len(scores) else 1.0


def thresholds(chosen: Sequence[Sentence], chances: NDArray[np.float64]) -> tuple[float, float]:
    """From which chance on a message is unclear, and from which on it is pushed.

    Only sentences that the rules leave alone count: the others are decided already.
    """
    quiet = np.array([by_rules(read(s.text))[0] is Level.NONE for s in chosen])
    label = np.array([s.label for s in chosen])
    named = chances[:, :3].sum(axis=1)
    unclear = max(
        _threshold(named[(label == "O") & quiet], _HARMLESS_NAMED),
        _threshold(named[(label == "N") & quiet], _SERIOUS_NAMED),
    )
    acute = _threshold(named[np.isin(label, ("N", "O"))], _SERIOUS_PUSHED)
    return unclear, max(acute, unclear)


def _judged(
    chosen: Sequence[Sentence], chances: NDArray[np.float64], unclear: float, acute: float
) -> dict[Group, Counter[Level]]:
    """What rules and cross-validated chances together give, counted."""
    table: dict[Group, Counter[Level]] = {}
    for sentence, row in zip(chosen, chances, strict=True):
        ruled = by_rules(read(sentence.text))[0]
        learned = level_of(row, unclear, acute)
        table.setdefault(group(sentence), Counter())[higher(ruled, learned)] += 1
    return table


def main() -> None:
    """Trains, writes the scorer beside this module, and prints the cross-validated table."""
    chosen = [sentence for sentence in sentences() if not sentence.part.startswith(BLIND)]
    known = {sentence.text for sentence in chosen}
    chosen += [sentence for sentence in ordinary_sentences() if sentence.text not in known]
    rows = matrix(chosen)
    labels = np.array([CLASSES.index(CLASS_OF[s.label]) for s in chosen])
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    chances = cross_val_predict(model(), rows, labels, cv=folds, method="predict_proba")
    unclear, acute = thresholds(chosen, chances)
    sys.stdout.write("\n".join(lines(_judged(chosen, chances, unclear, acute))) + "\n")
    trained = model().fit(rows, labels)
    step = float(np.abs(trained.coef_).max() / 127)
    stored = {
        "sentences": len(chosen),
        "unclear_from": round(unclear, 4),
        "acute_from": round(acute, 4),
        "intercepts": [round(float(value), 4) for value in trained.intercept_],
        "step": step,
        "weights": b64encode((trained.coef_ / step).round().astype(np.int8).tobytes()).decode(),
    }
    FILE.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
