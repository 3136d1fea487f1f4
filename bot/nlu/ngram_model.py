"""The trained scorer of intents: vocabulary, weights, and what it makes of a message.

Inference is a dictionary look-up per n-gram and one small matrix product. It keeps
scikit-learn out of a visitor's turn, whose bookkeeping per call costs more than that.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.concepts import Concepts
from bot.nlu.text_features import Grams, grams_of, has_letters

Floats = NDArray[np.float32]

FEATURES = "ngram_features"
"""By this name a message keeps its features for the components that come after."""

CHAR_WEIGHT = 2.0
CONCEPT_WEIGHT = 1.4


@dataclass(frozen=True)
class Features:
    """What the classifier sees of one message."""

    grams: Grams
    concepts: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The columns of the feature space: words, then runs of characters, then concepts."""

    words: Mapping[str, int]
    chars: Mapping[str, int]
    concepts: Mapping[str, int]
    rarity: Floats

    def __len__(self) -> int:
        return len(self.words) + len(self.chars) + len(self.concepts)

    def vector(self, features: Features) -> tuple[NDArray[np.intp], Floats]:
        """Columns and values: words and characters as sublinear tf-idf, concepts as they are."""
        word_part = self._half(features.grams.words, self.words, 1.0)
        char_part = self._half(features.grams.chars, self.chars, CHAR_WEIGHT)
        ids = [self.concepts[name] for name in sorted(features.concepts) if name in self.concepts]
        return (
            np.concatenate((word_part[0], char_part[0], np.array(ids, np.intp))),
            np.concatenate(
                (word_part[1], char_part[1], np.full(len(ids), CONCEPT_WEIGHT, np.float32))
            ),
        )

    def _half(
        self, grams: Iterable[str], columns: Mapping[str, int], weight: float
    ) -> tuple[NDArray[np.intp], Floats]:
        counts = Counter(map(columns.get, grams))
        counts.pop(None, None)
        ids = np.fromiter((key for key in counts if key is not None), np.intp, len(counts))
        values = np.fromiter(counts.values(), np.float32, len(counts))
        values = (1.0 + np.log(values)) * self.rarity[ids]
        length = float(np.sqrt(values @ values))
        return ids, (values * (weight / length) if length else values).astype(np.float32)


@dataclass(frozen=True)
class Scored:
    """The intents of one message by falling probability; empty when nothing was known."""

    ranking: tuple[tuple[str, float], ...]

    @property
    def best(self) -> tuple[str | None, float]:
        """The likeliest intent and its probability; (None, 0.0) when nothing was known."""
        return self.ranking[0] if self.ranking else (None, 0.0)


@dataclass(frozen=True)
class NgramModel:
    """One language's classifier. Confidences are probabilities from 0 to 1."""

    vocabulary: Vocabulary
    concepts: Concepts
    labels: tuple[str, ...]
    weights: Floats
    intercept: Floats
    threshold: float
    figures: Mapping[str, float]

    def score(self, text: str) -> Scored:
        """The ranking of intents for a message; empty without letters or a known n-gram."""
        if not has_letters(text):
            return Scored(())
        return self.score_features(features_of(text, self.concepts))

    def score_features(self, features: Features) -> Scored:
        """As `score`, for who has made the features already; they take half of the time."""
        margins = self.margins(features)
        return Scored(()) if margins is None else ranked(self.labels, margins)

    def margins(self, features: Features) -> Floats | None:
        """How far the features speak for each label; None without a known n-gram."""
        columns, values = self.vocabulary.vector(features)
        if not len(columns):
            return None
        margins: Floats = values @ self.weights[columns] + self.intercept
        return margins

    def save(self, folder: Path, name: str) -> None:
        """Write the model as plain arrays and JSON; nothing in it can run code."""
        vocabulary = self.vocabulary
        described = {
            "labels": self.labels,
            "words": list(vocabulary.words),
            "chars": list(vocabulary.chars),
            "concept_columns": list(vocabulary.concepts),
            "concepts": self.concepts.described(),
            "threshold": self.threshold,
            "figures": dict(self.figures),
        }
        (folder / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
        np.savez(
            folder / f"{name}.npz",
            rarity=vocabulary.rarity,
            weights=self.weights,
            intercept=self.intercept,
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> "NgramModel":
        """The model that `save` wrote; raises OSError or ValueError when it is damaged."""
        described: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            rarity, weights, intercept = (
                arrays[part] for part in ("rarity", "weights", "intercept")
            )
        return cls(
            vocabulary=vocabulary_of(
                described["words"], described["chars"], described["concept_columns"], rarity
            ),
            concepts=Concepts(**described["concepts"]),
            labels=tuple(described["labels"]),
            weights=weights,
            intercept=intercept,
            threshold=float(described["threshold"]),
            figures=described["figures"],
        )


def ranked(labels: Sequence[str], margins: Floats) -> Scored:
    """The labels with their chances, which add up to one."""
    chances = softmax(margins)
    order = np.argsort(-chances, kind="stable")
    return Scored(tuple((labels[row], float(chances[row])) for row in order))


def features_of(text: str, concepts: Concepts) -> Features:
    """What the classifier sees of a message."""
    return Features(grams_of(text), concepts.found_in(text))


def vocabulary_of(
    words: Iterable[str], chars: Iterable[str], concepts: Iterable[str], rarity: Floats
) -> Vocabulary:
    """The columns in the order in which they are given."""
    columns = count()
    return Vocabulary(
        words=dict(zip(words, columns, strict=False)),
        chars=dict(zip(chars, columns, strict=False)),
        concepts=dict(zip(concepts, columns, strict=False)),
        rarity=rarity,
    )


def softmax(logits: Floats) -> Floats:
    """Probabilities that add up to one."""
    powers = np.exp(logits - logits.max())
    chances: Floats = powers / powers.sum()
    return chances
