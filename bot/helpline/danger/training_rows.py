"""What the scorer is trained on: the sentences, their traits as rows, and how much each counts."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.helpline.danger.corpus import (
    BLIND,
    TOLD,
    Sentence,
    ordinary_sentences,
    sentences,
    told_sentences,
)
from bot.helpline.danger.decide import hints
from bot.helpline.danger.learned import OF_DANGER
from bot.helpline.danger.message import read
from bot.helpline.danger.scorer import CLASSES
from bot.helpline.danger.traits import traits

# What fewer sentences have says more of those sentences than of danger.
_FEWEST = 3
# A message of so many words or more is in the next group of lengths.
_LENGTHS = (4, 7, 11, 16, 26)
# No sentence counts more, nor less, than this many times.
_MOST = 4.0
# What is told in the interview was labelled for danger by one reader only.
_TOLD_COUNTS = 0.5


def _may_be_danger(sentence: Sentence) -> bool:
    """Whether a rule of danger matches a sentence that nobody labelled with danger in mind."""
    return any(rule.startswith(OF_DANGER) for rule in hints(read(sentence.text)))


def _chosen() -> list[Sentence]:
    chosen = [sentence for sentence in sentences() if not sentence.part.startswith(BLIND)]
    known = {sentence.text for sentence in chosen}
    chosen += [sentence for sentence in told_sentences() if sentence.text not in known]
    known = {sentence.text for sentence in chosen}
    chosen += [s for s in ordinary_sentences() if s.text not in known and not _may_be_danger(s)]
    return chosen


def matrix(chosen: Sequence[Sentence]) -> tuple[csr_matrix, NDArray[np.uint32]]:
    """The traits of the sentences, one row each, and which trait each column is, sorted."""
    values: list[NDArray[np.float64]] = []
    names: list[NDArray[np.uint32]] = []
    starts = [0]
    for sentence in chosen:
        message = read(sentence.text)
        found = traits(message, hints(message))
        names.append(np.fromiter(found.keys(), dtype=np.uint32))
        values.append(np.fromiter(found.values(), dtype=np.float64))
        starts.append(starts[-1] + len(found))
    known, columns, counts = np.unique(
        np.concatenate(names), return_inverse=True, return_counts=True
    )
    rows = csr_matrix((np.concatenate(values), columns, starts), shape=(len(chosen), len(known)))
    usual = np.flatnonzero(counts >= _FEWEST)
    return rows[:, usual], known[usual]


def rarity(rows: csr_matrix) -> NDArray[np.float64]:
    """How much more a trait counts the fewer sentences have it, by column; about 1 on average."""
    having = np.asarray((rows > 0).sum(axis=0)).ravel()
    counts = np.log((1 + rows.shape[0]) / (1 + having)) + 1
    length = rows.multiply(counts).power(2).sum() / rows.power(2).sum()
    scaled: NDArray[np.float64] = counts / np.sqrt(length)
    return scaled


def rows_of_all() -> tuple[list[Sentence], csr_matrix, NDArray[np.uint32]]:
    """All sentences but the blind ones, their rows, and which trait each column is."""
    chosen = _chosen()
    return chosen, *matrix(chosen)


def counts_for(labels: NDArray[np.int_], words: NDArray[np.int_]) -> NDArray[np.float64]:
    """How much each sentence counts, so that its length alone says less of the danger in it.

    Most long sentences of the corpus are acute and most short ones harmless; nothing of that
    is so where visitors write.
    """
    weights = np.ones(len(labels))
    shares = np.bincount(labels, minlength=len(CLASSES)) / len(labels)
    groups = np.digitize(words, _LENGTHS)
    for group_of, label in product(np.unique(groups), np.unique(labels)):
        of_length = groups == group_of
        share = float((labels[of_length] == label).mean())
        if share:
            fitting = np.sqrt(shares[label] / share).clip(1 / _MOST, _MOST)
            weights[of_length & (labels == label)] = fitting
    return weights


def counts_of(chosen: Sequence[Sentence], labels: NDArray[np.int_]) -> NDArray[np.float64]:
    """How much each sentence counts in training."""
    counts = counts_for(labels, np.array([len(s.text.split()) for s in chosen]))
    counts *= np.where([s.part == TOLD for s in chosen], _TOLD_COUNTS, 1.0)
    return counts
