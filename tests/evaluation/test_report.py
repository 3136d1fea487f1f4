from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.helpline.danger import Level
from evaluation import pictures
from evaluation.answers import Answers
from evaluation.classifier import Judged
from evaluation.danger import TOGETHER, DangerFigures
from evaluation.goals import goals_of
from evaluation.intents import by_intent, scores
from evaluation.report import (
    BEGIN,
    CROSS_VALIDATED,
    END,
    NOT_COMPARED,
    Findings,
    comparison,
    kept_comparison,
    render,
)
from evaluation.tables import table

ANSWERS = Answers({"ask_hours": ("hours",), "greet": ("hello",)})
JUDGED = [
    Judged("hoe laat", "ask_hours", "ask_hours", 0.9, 0.5),
    Judged("hoi", "greet", "ask_hours", 0.8, 0.5),
    Judged("mijn fiets", "out_of_scope", "greet", 0.6, 0.5),
]


@pytest.fixture
def findings() -> Findings:
    levels = Counter({Level.ACUTE: 3, Level.NONE: 1})
    blind = {("nl", "blind-1", "A"): levels, ("nl", "blind-2", "A"): levels}
    danger = DangerFigures(blind, blind, levels, {"one error": {("nl", TOGETHER, "A"): levels}})
    counted = scores(JUDGED, ANSWERS, danger=False)
    rows = by_intent(JUDGED)
    return Findings(
        sentences=1234,
        intents=3,
        threshold=0.5,
        answers=ANSWERS,
        unseen={"held_out_nl": JUDGED},
        scores={"held_out_nl": counted, CROSS_VALIDATED: counted},
        typing_errors={("none", "0"): {"held_out_nl": counted}},
        rows={"held-out": rows, CROSS_VALIDATED: rows},
        danger=danger,
        goals=goals_of(danger, {"held_out_nl": counted}, counted),
    )


def test_each_goal_stands_with_what_was_reached_and_on_how_many(findings: Findings) -> None:
    text = render(findings, "", "")
    row = next(line for line in text.splitlines() if "| acute danger named" in line)
    assert row.split("|")[2:6] == [" ≥ 98 % ", " 75.0 % (40.9–92.9) ", " 8 ", " no "]


def test_the_table_that_a_goal_names_is_a_section(findings: Findings) -> None:
    text = render(findings, "", "")
    assert all(f"\n## {goal.table}\n" in text for goal in findings.goals)


def test_misses_are_shown_as_rates_with_intervals(findings: Findings) -> None:
    assert "missed 25.0 % (7.1–59.1)" in render(findings, "", "")


def test_every_table_has_as_many_cells_in_each_row(findings: Findings) -> None:
    text = render(
        findings, comparison(["a"], {"x": {"a": scores(JUDGED, ANSWERS, danger=False)}}, 9), ""
    )
    for block in text.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_the_comparison_survives_a_run_without_it(findings: Findings, tmp_path: Path) -> None:
    report = tmp_path / "evaluation.md"
    report.write_text(render(findings, "measured once", ""), "utf-8")
    assert kept_comparison(report) == "measured once"


@pytest.mark.parametrize("text", ["", "# Evaluation\n", f"{BEGIN}\n{END}\n"])
def test_without_a_comparison_the_report_says_so(text: str, tmp_path: Path) -> None:
    report = tmp_path / "evaluation.md"
    report.write_text(text, "utf-8")
    assert kept_comparison(report) == NOT_COMPARED


def test_how_the_sets_were_made_stands_at_the_end(findings: Findings) -> None:
    assert render(findings, "", "Written by us.").rstrip().endswith("Written by us.")


def test_a_table_has_words_on_the_left_and_figures_on_the_right() -> None:
    assert table(["a", "b", "n"], [["x", "y", 1]], words=2) == (
        "| a | b | n |\n| --- | --- | --: |\n| x | y | 1 |\n"
    )


def test_the_pictures_are_the_same_at_every_run(findings: Findings, tmp_path: Path) -> None:
    drawn = []
    for name in ("first.svg", "second.svg"):
        order = ["greet", "ask_hours", "out_of_scope"]
        pictures.save(pictures.confusion(JUDGED, order), tmp_path / name)
        drawn.append((tmp_path / name).read_text("utf-8"))
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("name", ["confidences", "calibration", "trade_off"])
def test_a_picture_names_its_sets(name: str, tmp_path: Path) -> None:
    pictures.save(getattr(pictures, name)([("held_out_nl", JUDGED)]), tmp_path / "picture.svg")
    words = "".join(ElementTree.parse(tmp_path / "picture.svg").getroot().itertext())  # noqa: S314
    assert "held_out_nl" in words
