"""The trained scorer: the traits that it knows, their weights, and the files that keep them."""

import lzma
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.helpline.danger.message import Message
from bot.helpline.danger.traits import traits

KNOWN = "known.npz.xz"
"""The file with the traits."""

WEIGHTS = "weights.npz.xz"
"""The file with the weight of each trait, and the thresholds."""

_BYTES = np.dtype(np.uint32).itemsize

CLASSES = ("acute", "unclear", "suicide", "serious", "harmless")


@dataclass(frozen=True)
class Thresholds:
    """From which urgency on there may be danger, and from which chance of any danger for sure."""

    unclear_from: float
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

    def save(self, folder: Path) -> None:
        """Write the files that `load` reads."""
        # Sorted numbers that lie close together: what lies between them takes less room, and
        # the high bytes by themselves, which are nought, hardly any.
        gaps = np.diff(self.known, prepend=np.uint32(0)).view(np.uint8).reshape(-1, _BYTES).T
        _write(folder / KNOWN, gaps=gaps)
        _write(
            folder / WEIGHTS,
            weights=self.weights,
            step=np.array(self.step),
            intercepts=self.intercepts,
            thresholds=np.array(astuple(self.thresholds)),
        )


def _write(path: Path, **arrays: NDArray[Any]) -> None:
    plain = BytesIO()
    np.savez(plain, **arrays)
    path.write_bytes(lzma.compress(plain.getvalue()))


def _stored(path: Path) -> Mapping[str, Any]:
    plain = BytesIO(lzma.decompress(path.read_bytes()))
    with np.load(plain, allow_pickle=False) as stored:
        return dict(stored)


def load(folder: Path) -> Scorer:
    """The scorer of a folder, read without executing anything.

    Raises OSError when a file cannot be read; ValueError, KeyError or LZMAError when one
    is malformed, or when the two do not belong together.
    """
    gaps = np.ascontiguousarray(_stored(folder / KNOWN)["gaps"].T).view(np.uint32).ravel()
    known = np.cumsum(gaps, dtype=np.uint32)
    stored = _stored(folder / WEIGHTS)
    weights: NDArray[np.int8] = stored["weights"]
    if weights.shape != (len(known), len(CLASSES)):
        raise ValueError(f"{folder}: {weights.shape} weights for {len(known)} traits")
    unclear_from, acute_from = map(float, stored["thresholds"])
    return Scorer(
        known=known,
        weights=weights,
        step=float(stored["step"]),
        intercepts=stored["intercepts"],
        thresholds=Thresholds(unclear_from, acute_from),
    )
