"""Shares with their margins, and how far confidences can be believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_Z = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""

BINS = 10


@dataclass(frozen=True)
class Rate:
    """How many out of how many."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 when there was nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the share; (0, 1) when there was nothing to count."""
        if not self.total:
            return 0.0, 1.0
        spread = _Z * _Z / self.total
        middle = self.share + spread / 2
        margin = _Z * sqrt(self.share * (1 - self.share) / self.total + spread / self.total / 4)
        low, high = (middle - margin) / (1 + spread), (middle + margin) / (1 + spread)
        return max(low, 0.0), min(high, 1.0)

    def __str__(self) -> str:
        return f"{100 * self.share:.1f} %" if self.total else "–"

    @property
    def with_interval(self) -> str:
        """The share and its interval, as in `92.3 % (83.2–96.7)`."""
        low, high = self.interval
        return f"{self} ({100 * low:.1f}–{100 * high:.1f})" if self.total else "–"


def rate(outcomes: Iterable[bool]) -> Rate:
    """How many of the outcomes are true."""
    counted = list(outcomes)
    return Rate(sum(counted), len(counted))


@dataclass(frozen=True)
class Bin:
    """The sentences whose confidence lies in one stretch."""

    confidence: float
    right: Rate


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """How often the classifier is right where it says how sure it is; empty bins left out."""
    sure, hit = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.bool_)
    row = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        Bin(float(sure[chosen].mean()), Rate(int(hit[chosen].sum()), int(chosen.sum())))
        for chosen in (row == number for number in range(BINS))
        if chosen.any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: mean distance of confidence and share right, by size."""
    total = sum(one.right.total for one in bins)
    return sum(abs(one.confidence - one.right.share) * one.right.total for one in bins) / total


def share_from(values: Sequence[float], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each step, the share of the values that are at least as large."""
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    below = np.searchsorted(ordered, steps, side="left")
    return np.asarray(1 - below / max(len(ordered), 1), dtype=np.float64)
