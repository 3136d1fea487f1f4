"""Where everything goes in the pictures; the templates only draw it."""

from dataclasses import dataclass

from bot.staff.figures.tables import Row, Table, in_thousands

WIDTH = 360
# Columns
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 150, 34, 4, 10, 22
TICKS = 6
# Bars
LINE, BAR_TOP, BAR_HEIGHT, NUMBERS = 38, 17, 10, 66
# What is hidden is drawn like this, however much it is.
STUB = 5


@dataclass(frozen=True)
class Shape:
    """A column or a bar; `hidden` is drawn as an outline."""

    x: float
    y: float
    width: float
    height: float
    hidden: bool
    row: Row


@dataclass(frozen=True)
class Label:
    """A text at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A picture of a table, in units of which it is `WIDTH` wide."""

    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...] = ()
    grid: tuple[Label, ...] = ()


def chart_of(table: Table) -> Chart:
    """The picture of a table."""
    return _columns(table) if table.tall else _bars(table)


def _columns(table: Table) -> Chart:
    top = _round_up(max((row.count or 0 for row in table.rows), default=0))
    room, floor = HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / max(len(table.rows), 1)
    gap = min(step * 0.25, 4)
    shapes = []
    for place, row in enumerate(table.rows):
        height = STUB if row.count is None else room * row.count / top
        x = LEFT + place * step + gap / 2
        shapes.append(_shape(row, x, floor - height, step - gap, height))
    # As many days apart as keeps the words apart.
    every = max(1, -(-len(table.rows) // (TICKS if len(table.rows) > 7 else 7)))
    labels = [
        Label(round(LEFT + (place + 0.5) * step, 2), HEIGHT - 6, table.rows[place].tick)
        for place in range(0, len(table.rows), every)
    ]
    grid = [
        Label(LEFT, round(floor - room * part, 2), in_thousands(round(top * part)))
        for part in (0, 0.5, 1)
    ]
    return Chart(HEIGHT, tuple(shapes), tuple(labels), tuple(grid))


def _bars(table: Table) -> Chart:
    top = max((row.count or 0 for row in table.rows), default=0) or 1
    room = WIDTH - NUMBERS
    shapes, labels = [], []
    for place, row in enumerate(table.rows):
        width = STUB if row.count is None else room * row.count / top
        y = place * LINE + BAR_TOP
        shapes.append(_shape(row, 0, y, width, BAR_HEIGHT))
        labels.append(Label(0, place * LINE + 12, row.label))
    return Chart(len(table.rows) * LINE, tuple(shapes), tuple(labels))


def _shape(row: Row, x: float, y: float, width: float, height: float) -> Shape:
    x, y, width, height = (round(value, 2) for value in (x, y, width, height))
    return Shape(x, y, width, height, row.count is None, row)


def _round_up(most: int) -> int:
    """A number of which the half is whole too, at least 10."""
    size = 10
    while size < most:
        for factor in (2, 5, 10):
            if size * factor >= most:
                break
        size *= factor
    return size
