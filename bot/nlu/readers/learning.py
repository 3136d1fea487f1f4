"""Learns to read the answer to one question from answers that people gave to it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.concepts import Concepts
from bot.nlu.ngram_model import Features, NgramModel, features_of
from bot.nlu.training import CrossValidated, Example, cross_validate, train

NOTHING = "none"
"""The label of what tells nothing about the question."""

LIKELY_RIGHT = 0.90
"""Of the readings that are called likely, at least this share is right."""

SURE_RIGHT = 0.97
"""Of those that are called sure."""


@dataclass(frozen=True)
class Reader:
    """Reads one thing out of a message; the two chances are those from which on it speaks."""

    model: NgramModel
    likely: float
    sure: float

    def read(self, features: Features) -> tuple[str, float] | None:
        """The likely value and its chance; None when there is none."""
        value, chance = self.model.score_features(features).best
        if value is None or value == NOTHING or chance < self.likely:
            return None
        return value, chance


def examples_in(path: Path) -> list[Example]:
    """The labelled answers of a tab separated file. Raises ValueError when a row is incomplete."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if not row.get("value") or not row.get("text"):
            raise ValueError(f"{path.name}, line {number}: a value and a text are needed")
    return [Example(row["text"], row["value"]) for row in rows]


def learn(examples: Sequence[Example], concepts: Concepts) -> Reader:
    """A reader whose chances were set by what it made of answers that it had not seen."""
    features = [features_of(example.text, concepts) for example in examples]
    checked = cross_validate(features, np.array([example.intent for example in examples]))
    likely = _chance_for(checked, LIKELY_RIGHT)
    return Reader(
        model=train(examples, concepts, rejected_share=0.0),
        likely=likely,
        sure=max(likely, _chance_for(checked, SURE_RIGHT)),
    )


def _chance_for(checked: CrossValidated, right: float) -> float:
    """The lowest chance from which on this share of the readings is right; 1 when none is."""
    told = np.array([value != NOTHING for value in checked.predicted])
    chances = checked.confidence[told]
    order = np.argsort(-chances)
    shares = np.cumsum(checked.right[told][order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= right)
    return float(chances[order][enough[-1]]) if len(enough) else 1.0
