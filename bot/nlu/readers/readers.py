"""Reads what a message answers to several questions at once."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from bot.nlu.ngram_model import Features, NgramModel, Scored, ranked

NOTHING = "none"
"""The label of what tells nothing about the question."""

OF = "/"
"""Between the question and the answer in a label: "minors/yes"."""

_MODEL, _LIMITS = "readers", "limits.json"


@dataclass(frozen=True)
class Limits:
    """The chances from which on a reading is likely, and hardly ever wrong."""

    likely: float
    sure: float


@dataclass(frozen=True)
class Reading:
    """What a message is to one question: the values that it may say, the likeliest first."""

    scored: Scored
    limits: Limits

    @property
    def likely(self) -> str | None:
        """The value, unless it says nothing or that is not likely enough."""
        value, chance = self.scored.best
        return None if value == NOTHING or chance < self.limits.likely else value

    @property
    def is_sure(self) -> bool:
        """Whether that value is hardly ever wrong."""
        return self.likely is not None and self.scored.best[1] >= self.limits.sure

    @property
    def leaning(self) -> tuple[str, float] | None:
        """The value to which it points, however weakly, with its chance."""
        return next((pair for pair in self.scored.ranking if pair[0] != NOTHING), None)


class Readers:
    """All readers of a language: one model, whose labels are an answer to a question each."""

    def __init__(self, model: NgramModel, limits: Mapping[str, Limits]) -> None:
        """Find which columns of the model belong to which question; they stand together."""
        self.model = model
        self.limits = dict(limits)
        self._columns: dict[str, tuple[slice, tuple[str, ...]]] = {}
        first = 0
        for name, group in groupby(model.labels, key=lambda label: label.partition(OF)[0]):
            labels = tuple(label.partition(OF)[2] for label in group)
            self._columns[name] = (slice(first, first + len(labels)), labels)
            first += len(labels)

    def read(self, features: Features) -> Mapping[str, Reading]:
        """The readings by question; none without a known n-gram."""
        margins = self.model.margins(features)
        if margins is None:
            return {}
        return {
            name: Reading(ranked(labels, margins[columns]), self.limits[name])
            for name, (columns, labels) in self._columns.items()
        }

    def save(self, folder: Path) -> None:
        """Write the readers as plain arrays and JSON."""
        self.model.save(folder, _MODEL)
        limits = {name: asdict(one) for name, one in self.limits.items()}
        (folder / _LIMITS).write_text(json.dumps(limits), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Readers":
        """The readers that `save` wrote; raises OSError or ValueError when they are damaged."""
        limits = json.loads((folder / _LIMITS).read_text("utf-8"))
        model = NgramModel.load(folder, _MODEL)
        return cls(model, {name: Limits(**one) for name, one in limits.items()})
