"""The pictures show the counts to scale, and what is hidden as one and the same mark."""

import itertools

import pytest

from bot.staff.figures.charts import BOTTOM, HEIGHT, STUB, TOP, WIDTH, chart_of
from bot.staff.figures.tables import Row, Table


def table(*counts: int | None, tall: bool = True) -> Table:
    rows = tuple(Row(f"rij {n}", str(c), "", c, str(n)) for n, c in enumerate(counts))
    return Table("days", rows, "", tall)


def test_columns_are_to_scale() -> None:
    heights = [shape.height for shape in chart_of(table(10, 5, 0)).shapes]

    assert heights == [HEIGHT - TOP - BOTTOM, (HEIGHT - TOP - BOTTOM) / 2, 0]


def test_bars_are_to_scale() -> None:
    widths = [shape.width for shape in chart_of(table(30, 15, tall=False)).shapes]

    assert widths[0] == 2 * widths[1]


@pytest.mark.parametrize("tall", [True, False])
def test_what_is_hidden_looks_the_same_whatever_it_is(tall: bool) -> None:
    shapes = chart_of(table(40, None, None, tall=tall)).shapes

    assert [shape.hidden for shape in shapes] == [False, True, True]
    assert {shape.height if tall else shape.width for shape in shapes[1:]} == {STUB}


@pytest.mark.parametrize(
    ("most", "top"), [(0, "10"), (10, "10"), (11, "20"), (34, "50"), (1200, "2.000")]
)
def test_the_scale_ends_at_a_round_number(most: int, top: str) -> None:
    assert chart_of(table(most)).grid[-1].text == top


@pytest.mark.parametrize("count", [1, 7, 24, 31, 53, 92])
@pytest.mark.parametrize("tall", [True, False])
def test_nothing_falls_outside(count: int, tall: bool) -> None:
    chart = chart_of(table(*range(count), tall=tall))

    for shape in chart.shapes:
        assert shape.x >= 0
        assert shape.x + shape.width <= WIDTH
        assert shape.y >= 0
        assert shape.y + shape.height <= chart.height + 0.01


@pytest.mark.parametrize("count", [24, 31, 53, 90])
def test_words_below_the_columns_do_not_touch(count: int) -> None:
    places = [label.x for label in chart_of(table(*range(count))).labels]

    assert min(b - a for a, b in itertools.pairwise(places)) > 45
