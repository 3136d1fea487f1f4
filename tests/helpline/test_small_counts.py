"""Small counts cannot be seen, and cannot be worked out from the rest."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline.small_counts import SMALL, Seen, is_small, protect

E, S, H = Seen.EXACT, Seen.SMALL, Seen.HIDDEN


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ([], []),
        ([0, 0], [E, E]),
        ([5, 12, 0], [E, E, E]),
        # One small count could be worked out from the total: the next larger one goes too.
        ([3, 40, 9], [S, E, H]),
        # Two small ones of which the sum tells enough hide more.
        ([1, 1, 30, 8], [S, S, E, H]),
        # Several that could be anything hide nothing else.
        ([2, 3, 4, 30], [S, S, S, E]),
        # Nothing is shown that tells a small one from a larger one.
        ([1, 5], [H, H]),
        ([2], [H]),
    ],
)
def test_small_counts_are_hidden(counts: list[int], seen: list[Seen]) -> None:
    assert protect(counts) == seen


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_under_five_is_small(count: int, small: bool) -> None:
    assert is_small(count) is small


@given(st.lists(st.integers(0, 60), max_size=12))
def test_no_small_count_is_shown(counts: list[int]) -> None:
    shown = [count for count, seen in zip(counts, protect(counts), strict=True) if seen is E]

    assert not any(map(is_small, shown))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_every_small_count_could_be_another(counts: list[int]) -> None:
    seen = protect(counts)
    total = sum(counts)
    hidden = [place for place, how in enumerate(seen) if how is not E]
    known = sum(counts[place] for place in range(len(counts)) if place not in hidden)
    ranges = [
        range(1, SMALL) if seen[place] is S else range(1 if S not in seen else SMALL, total + 1)
        for place in hidden
    ]
    possible = [values for values in product(*ranges) if sum(values) == total - known]

    for number, place in enumerate(hidden):
        if is_small(counts[place]) and total >= 2 * SMALL:
            assert len({values[number] for values in possible}) >= 2
