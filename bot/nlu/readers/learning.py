"""Learns to read the answers to some questions from answers that people gave to them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.concepts import Concepts
from bot.nlu.ngram_model import NgramModel, features_of
from bot.nlu.readers.readers import NOTHING, OF, Limits, Readers
from bot.nlu.training import CrossValidated, Example, cross_validate, train_on, vocabulary_in

TEXT, DANGER = "text", "danger"
"""Columns that are no question; bot/helpline/danger/corpus.py reads the second."""

LIKELY_RIGHT = 0.90
"""Of the readings that are called likely, at least this share is right."""

SURE_RIGHT = 0.97
"""Of those that are called sure."""


@dataclass(frozen=True)
class _Learned:
    model: NgramModel
    limits: Limits


def examples_in(path: Path) -> dict[str, list[Example]]:
    """The labelled messages of a tab separated file by question: each column but `text` is one.

    An empty field says nothing about that question. Raises ValueError when a row has no text or
    no label at all.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    examples: dict[str, list[Example]] = {}
    for number, row in enumerate(rows, start=2):
        text = row.pop(TEXT, None)
        row.pop(DANGER, None)
        labels = {question: value for question, value in row.items() if value}
        if not text or not labels:
            raise ValueError(f"{path.name}, line {number}: a text and a label are needed")
        for question, value in labels.items():
            examples.setdefault(question, []).append(Example(text, value))
    return examples


def all_examples(folder: Path) -> dict[str, list[Example]]:
    """What all files of a folder hold, by question. Raises ValueError as `examples_in` does."""
    together: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for question, examples in examples_in(path).items():
            together.setdefault(question, []).extend(examples)
    return together


def learn(examples: Mapping[str, Sequence[Example]], concepts: Concepts) -> Readers:
    """Readers by question, whose limits were set by what they made of answers not seen before.

    They look at a message through one vocabulary, so that it is looked at once.
    """
    texts = {example.text for each in examples.values() for example in each}
    looked_at = {text: features_of(text, concepts) for text in texts}
    by_question = {
        name: [looked_at[example.text] for example in each] for name, each in examples.items()
    }
    vocabulary = vocabulary_in([one for each in by_question.values() for one in each])
    learned: dict[str, _Learned] = {}
    for name, features in by_question.items():
        answers = np.array([example.intent for example in examples[name]])
        checked = cross_validate(features, answers)
        likely = _chance_for(checked, LIKELY_RIGHT)
        learned[name] = _Learned(
            train_on(features, answers, checked, concepts, vocabulary, rejected_share=0.0),
            Limits(likely=likely, sure=max(likely, _chance_for(checked, SURE_RIGHT))),
        )
    joined = NgramModel(
        vocabulary=vocabulary,
        concepts=concepts,
        labels=tuple(
            f"{name}{OF}{label}" for name, one in learned.items() for label in one.model.labels
        ),
        weights=np.hstack([one.model.weights for one in learned.values()]),
        intercept=np.hstack([one.model.intercept for one in learned.values()]),
        threshold=0.0,
        figures={},
    )
    return Readers(joined, {name: one.limits for name, one in learned.items()})


def _chance_for(checked: CrossValidated, right: float) -> float:
    """The lowest chance from which on this share of the readings is right; 1 when none is."""
    told = np.array([value != NOTHING for value in checked.predicted])
    chances = checked.confidence[told]
    order = np.argsort(-chances)
    shares = np.cumsum(checked.right[told][order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= right)
    return float(chances[order][enough[-1]]) if len(enough) else 1.0
