"""The pictures of the report, as SVG files that are the same at every run."""

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from numpy.typing import NDArray

from evaluation.classifier import Judged
from evaluation.goals import Goal
from evaluation.statistics import BINS, calibration_error, reliability, share_from

INK, QUIET = "#1f2933", "#9aa5b1"
RIGHT, WRONG, OUTSIDE = "#2b6cb0", "#c05621", "#6b46c1"

mpl.rcParams.update(
    {
        "svg.hashsalt": "evaluation",
        # Letters as letters: smaller, and they can be found and read aloud.
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9,
        "text.color": INK,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.frameon": False,
    }
)

Named = tuple[str, Sequence[Judged]]


def save(figure: Figure, path: Path) -> None:
    """Write a figure, without what only makes the file larger, and forget it."""
    drawn = StringIO()
    figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    lines = re.sub(r"<!--.*?-->", "", drawn.getvalue(), flags=re.DOTALL).splitlines()
    path.write_text("\n".join(line.strip() for line in lines if line.strip()) + "\n", "utf-8")


def _percent(axes: Axes, across: str, up: str) -> None:
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.yaxis.set_major_formatter("{x:.0%}")


def confidences(sets: Sequence[Named]) -> Figure:
    """How sure the classifier was: right, wrong, and out of scope."""
    figure, rows = plt.subplots(
        1, len(sets), figsize=(4.6 * len(sets), 3.2), squeeze=False, layout="tight"
    )
    for axes, (name, chosen) in zip(rows[0], sets, strict=True):
        groups = {
            "right": (RIGHT, [one.confidence for one in chosen if one.in_scope and one.right]),
            "wrong": (WRONG, [one.confidence for one in chosen if one.in_scope and not one.right]),
            "out of scope, taken for a need": (
                OUTSIDE,
                [one.confidence for one in chosen if not one.in_scope and not one.right],
            ),
        }
        for label, (colour, values) in groups.items():
            weights = np.full(len(values), 1 / max(len(values), 1))
            axes.hist(
                values, bins=20, range=(0, 1), weights=weights, histtype="step", lw=1.4,
                color=colour, label=f"{label}: {len(values)}",
            )  # fmt: skip
        axes.axvline(chosen[0].threshold, color=INK, lw=0.8, ls=":")
        _percent(axes, "confidence (dotted: the threshold)", "share of its own kind")
        axes.set_title(name, fontsize=9)
        axes.legend(loc="upper left", fontsize=8)
    return figure


def calibration(sets: Sequence[Named]) -> Figure:
    """How often the likeliest intent is right where the classifier is that sure."""
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    axes.plot([0, 1], [0, 1], color=INK, lw=0.8, ls=":", label="as sure as it is right")
    for number, (name, chosen) in enumerate(sets):
        bins = reliability([one.confidence for one in chosen], [one.right for one in chosen])
        axes.errorbar(
            [one.confidence for one in bins],
            [one.right.share for one in bins],
            yerr=[
                [one.right.share - one.right.interval[0] for one in bins],
                [one.right.interval[1] - one.right.share for one in bins],
            ],
            marker="o", ms=3.5, lw=1.2, elinewidth=0.7, color=_colour(number),
            label=f"{name}, ECE {calibration_error(bins):.3f}",
        )  # fmt: skip
    _percent(axes, f"confidence, {BINS} bins", "share right")
    axes.set_ylim(0, 1.02)
    axes.legend(loc="lower right", fontsize=8)
    return figure


def trade_off(sets: Sequence[Named]) -> Figure:
    """What another threshold would give and cost."""
    figure, rows = plt.subplots(
        1, len(sets), figsize=(4.6 * len(sets), 3.2), squeeze=False, layout="tight"
    )
    steps = np.linspace(0, 1, 101)
    for axes, (name, chosen) in zip(rows[0], sets, strict=True):
        inside = [one for one in chosen if one.in_scope]
        outside = [one for one in chosen if not one.in_scope]
        for label, colour, whole, counted in (
            ("in scope: right", RIGHT, inside, [one for one in inside if one.right]),
            ("in scope: another intent", WRONG, inside, [one for one in inside if not one.right]),
            ("out of scope taken", OUTSIDE, outside, [one for one in outside if not one.right]),
        ):
            above = share_from([one.confidence for one in counted], steps)
            axes.plot(steps, above * len(counted) / max(len(whole), 1), color=colour, label=label)
        axes.axvline(chosen[0].threshold, color=INK, lw=0.8, ls=":")
        _percent(axes, "threshold (dotted: in use)", "share above it")
        axes.set_ylim(0, 1.02)
        axes.set_title(name, fontsize=9)
        axes.legend(loc="center left", fontsize=8)
    return figure


def confusion(chosen: Sequence[Judged], order: Sequence[str]) -> Figure:
    """Which intent was taken for which; each row adds up to one."""
    meant = [name for name in order if any(one.intent == name for one in chosen)]
    given = {one.given for one in chosen}
    columns = [*meant, *sorted(given.difference(meant))]
    counts = np.zeros((len(meant), len(columns)), dtype=int)
    for one in chosen:
        if one.intent in meant:
            counts[meant.index(one.intent), columns.index(one.given)] += 1
    figure, axes = plt.subplots(figsize=(11, 10.5))
    axes.imshow(_coloured(counts), interpolation="none", aspect="auto")
    for row, column in np.argwhere(counts > 1):
        if row != column:
            count = str(counts[row, column])
            axes.text(column, row, count, ha="center", va="center_baseline", size=6)
    axes.set(xlabel="given", ylabel="meant")
    axes.set_xticks(range(len(columns)), columns, rotation=90, fontsize=7)
    axes.set_yticks(range(len(meant)), meant, fontsize=7)
    axes.hlines(np.arange(4.5, len(meant), 5), -0.5, len(columns) - 0.5, color=QUIET, lw=0.3)
    axes.vlines(np.arange(4.5, len(columns), 5), -0.5, len(meant) - 0.5, color=QUIET, lw=0.3)
    axes.tick_params(length=0)
    return figure


def _coloured(counts: NDArray[np.int_]) -> NDArray[np.float64]:
    """One colour per cell: the deeper, the larger its share of the row."""
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    diagonal = np.eye(counts.shape[0], counts.shape[1], dtype=np.bool_)
    colour = np.where(diagonal[..., None], to_rgb(RIGHT), to_rgb(WRONG))
    depth = np.where(counts > 0, 0.2 + 0.8 * share, 0.0)[..., None]
    return np.asarray(1 - depth * (1 - colour), dtype=np.float64)


def goals(rows: Sequence[Goal]) -> Figure:
    """Each goal as a mark, and what was reached with its 95 % interval."""
    figure, axes = plt.subplots(figsize=(7.5, 0.3 * len(rows) + 0.8))
    for height, goal in enumerate(rows):
        low, high = goal.reached.interval
        colour = RIGHT if goal.verdict.startswith("yes") else WRONG
        axes.plot([low, high], [height, height], color=colour, lw=1.4)
        axes.plot(goal.reached.share, height, "o", ms=5, color=colour)
        axes.plot(goal.limit, height, "|", ms=13, mew=1.6, color=INK)
    axes.set_yticks(range(len(rows)), [f"{one.name} {one.wording}" for one in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-0.01, 1.01)
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.grid(axis="x", color=QUIET, lw=0.3)
    axes.tick_params(axis="y", length=0)
    return figure


def _colour(number: int) -> str:
    return (RIGHT, WRONG, OUTSIDE, "#2f855a", "#b7791f", INK)[number % 6]
