"""The trained scorer of intents: vocabulary, weights, and what it makes of a message.

Inference is a dictionary look-up per n-gram and one small matrix product. It keeps
scikit-learn out of a visitor's turn, whose bookkeeping per call costs more than that.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.text_features import Grams, grams_of, has_letters

Floats = NDArray[np.float32]

CHAR_WEIGHT = 2.0


@dataclass(frozen=True)
class Vocabulary:
    """The columns of the feature space: words first, then runs of characters."""

    words: Mapping[str, int]
    chars: Mapping[str, int]
    rarity: Floats

    def vector(self, grams: Grams) -> tuple[NDArray[np.intp], Floats]:
        """Columns and values of a message: sublinear tf-idf, each half at its own length."""
        word_part = self._half(grams.words, self.words, 1.0)
        char_part = self._half(grams.chars, self.chars, CHAR_WEIGHT)
        return (
            np.concatenate((word_part[0], char_part[0])),
            np.concatenate((word_part[1], char_part[1])),
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
    labels: tuple[str, ...]
    weights: Floats
    intercept: Floats
    threshold: float
    figures: Mapping[str, float]

    def score(self, text: str) -> Scored:
        """The ranking of intents for a message; empty without letters or a known n-gram."""
        if not has_letters(text):
            return Scored(())
        columns, values = self.vocabulary.vector(grams_of(text))
        if not len(columns):
            return Scored(())
        chances = softmax(values @ self.weights[columns] + self.intercept)
        order = np.argsort(-chances, kind="stable")
        return Scored(tuple((self.labels[row], float(chances[row])) for row in order))

    def save(self, folder: Path, name: str) -> None:
        """Write the model as plain arrays and JSON; nothing in it can run code."""
        vocabulary = self.vocabulary
        described = {
            "labels": self.labels,
            "words": sorted(vocabulary.words, key=vocabulary.words.__getitem__),
            "chars": sorted(vocabulary.chars, key=vocabulary.chars.__getitem__),
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
        words = {gram: column for column, gram in enumerate(described["words"])}
        chars = {gram: column for column, gram in enumerate(described["chars"], len(words))}
        return cls(
            vocabulary=Vocabulary(words, chars, rarity),
            labels=tuple(described["labels"]),
            weights=weights,
            intercept=intercept,
            threshold=float(described["threshold"]),
            figures=described["figures"],
        )


def softmax(logits: Floats) -> Floats:
    """Probabilities that add up to one."""
    powers = np.exp(logits - logits.max())
    chances: Floats = powers / powers.sum()
    return chances
