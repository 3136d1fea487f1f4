"""Hides small counts, so that nobody can be picked out of the figures.

A count under `SMALL` is not shown. Where it could be worked out from the total and the other
counts, more of these are hidden too, the smallest first.
"""

from collections.abc import Sequence, Set
from enum import StrEnum

SMALL = 5
# A reader who knows the total must be left with so many possible values at least.
POSSIBLE = 3


class Seen(StrEnum):
    """How a count is shown."""

    EXACT = "exact"
    SMALL = "small"
    HIDDEN = "hidden"


def is_small(count: int) -> bool:
    """Whether a count must not be shown."""
    return 0 < count < SMALL


def protect(counts: Sequence[int]) -> list[Seen]:
    """How to show counts that make up a total which is known or could be."""
    small = {place for place, count in enumerate(counts) if is_small(count)}
    hidden = set(small)
    others = sorted((count, place) for place, count in enumerate(counts) if count >= SMALL)
    while small and not _safe(counts, small, hidden):
        if not others:
            # Too little in all: without telling which of them are the small ones.
            return [Seen.HIDDEN if count else Seen.EXACT for count in counts]
        hidden.add(others.pop(0)[1])
    return [_seen(place, small, hidden) for place in range(len(counts))]


def _safe(counts: Sequence[int], small: Set[int], hidden: Set[int]) -> bool:
    """Whether each small count could have several values, for who knows all that is shown."""
    left = sum(counts[place] for place in hidden)
    shown = [count for place, count in enumerate(counts) if count and place not in hidden]
    more = len(hidden) - len(small)
    # What is hidden besides is not small, and no larger than anything that is shown.
    most_each = min(shown) if shown else left
    fewest = max(1, left - (len(small) - 1) * (SMALL - 1) - more * most_each)
    most = min(SMALL - 1, left - (len(small) - 1) - more * SMALL)
    return most - fewest + 1 >= POSSIBLE


def _seen(place: int, small: Set[int], hidden: Set[int]) -> Seen:
    if place in small:
        return Seen.SMALL
    return Seen.HIDDEN if place in hidden else Seen.EXACT
