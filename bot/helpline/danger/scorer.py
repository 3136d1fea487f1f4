"""The trained scorer: the traits that it knows, their weights, and the file that keeps them."""

import lzma
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.helpline.danger.message import Message
from bot.helpline.danger.traits import traits

CLASSES = ("acute", "unclear", "suicide", "serious", "harmless")


@dataclass(frozen=True)
class Thresholds:
    """Chances that turn into a level: of any danger, of suicide by itself, of danger for sure."""

    unclear_from: float
    suicide_from: float
    acute_from: float


@dataclass(frozen=True)
class Scorer:
    """Weights as small integers, a row for each known trait, a column for each of `CLASSES`.

    `known` is sorted; a weight is so many times `step`.
    """

    known: NDArray[np.uint32]
    weights: NDArray[np.int8]
    step: float
    intercepts: NDArray[np.float32]
    thresholds: Thresholds

    def chances(self, message: Message, rules: Sequence[str]) -> NDArray[np.float32]:
        """How likely each of `CLASSES` is."""
        found = traits(message, rules)
        names = np.fromiter(found.keys(), dtype=np.uint32)
        values = np.fromiter(found.values(), dtype=np.float32)
        places = np.searchsorted(self.known, names).clip(max=len(self.known) - 1)
        seen = self.known[places] == names
        scores = values[seen] @ self.weights[places[seen]] * np.float32(self.step) + self.intercepts
        exponents = np.exp(scores - scores.max())
        chances: NDArray[np.float32] = exponents / exponents.sum()
        return chances

    def save(self, path: Path) -> None:
        """Write the file that `load` reads."""
        plain = BytesIO()
        np.savez(
            plain,
            # Sorted numbers that lie close together: what lies between them takes less room.
            gaps=np.diff(self.known, prepend=np.uint32(0)),
            weights=self.weights,
            step=np.array(self.step),
            intercepts=self.intercepts,
            thresholds=np.array(astuple(self.thresholds)),
        )
        path.write_bytes(lzma.compress(plain.getvalue()))


def load(path: Path) -> Scorer:
    """The scorer of a file, read without executing anything.

    Raises OSError when the file cannot be read; ValueError, KeyError or LZMAError when it
    is malformed.
    """
    stored: Any
    with np.load(BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
        known = np.cumsum(stored["gaps"], dtype=np.uint32)
        weights: NDArray[np.int8] = stored["weights"]
        if weights.shape != (len(known), len(CLASSES)):
            raise ValueError(f"{path}: {weights.shape} weights for {len(known)} traits")
        unclear_from, suicide_from, acute_from = map(float, stored["thresholds"])
        return Scorer(
            known=known,
            weights=weights,
            step=float(stored["step"]),
            intercepts=stored["intercepts"],
            thresholds=Thresholds(unclear_from, suicide_from, acute_from),
        )
