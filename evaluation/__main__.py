"""`python -m evaluation`: measures everything and writes docs/evaluation.md with its pictures."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from ruamel.yaml import YAML

from evaluation import measuring, pictures, pipelines
from evaluation.goals import Goal
from evaluation.measuring import Run
from evaluation.report import CROSS_VALIDATED, comparison, kept_comparison, render
from evaluation.sentences import ROOT

DOCS = ROOT / "docs"
REPORT = DOCS / "evaluation.md"
STEPS = 8
STEPS_OF_COMPARISON = 4


class What(StrEnum):
    """What to measure beside the usual."""

    USUAL = "usual"
    PIPELINES = "pipelines"


def draw(run: Run, folder: Path) -> None:
    """Write all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    order = [*YAML(typ="safe").load(ROOT / "domain.yml")["intents"]]
    unseen = [one for chosen in run.found.unseen.values() for one in chosen]
    both = [("held-out", unseen), (CROSS_VALIDATED, run.cross_validated)]
    each = [*run.found.unseen.items(), (CROSS_VALIDATED, run.cross_validated)]
    pictures.save(pictures.goals(run.found.goals), folder / "goals.svg")
    pictures.save(pictures.confusion(unseen, order), folder / "confusion.svg")
    pictures.save(pictures.confidences(both), folder / "confidence.svg")
    pictures.save(pictures.calibration(each), folder / "calibration.svg")
    pictures.save(pictures.trade_off(both), folder / "threshold.svg")


def compared(run: Run, step: Callable[[str], None]) -> str:
    """The section on pipelines, measured now."""
    names = [*run.found.unseen, CROSS_VALIDATED]
    plainer = {
        name: measuring.scores_of_pipeline(run, name, step)
        for name in (pipelines.WORDS, pipelines.PLAIN)
    }
    return comparison(names, {**plainer, pipelines.OURS: run.found.scores}, run.found.sentences)


def show(goals: list[Goal], console: Console) -> None:
    """The goals on the terminal."""
    table = Table("goal", "asked", "reached (95 %)", "n", "met")
    for goal in goals:
        reached = goal.reached.with_interval
        table.add_row(goal.name, goal.wording, reached, str(goal.reached.total), goal.verdict)
    console.print(table)


def main(
    what: Annotated[
        What, typer.Argument(help="'pipelines' also compares with plainer pipelines.")
    ] = What.USUAL,
) -> None:
    """Measure the trained model and write the report; takes some minutes."""
    console = Console()
    steps = STEPS + (STEPS_OF_COMPARISON if what is What.PIPELINES else 0)
    looks = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*looks, TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("reading", total=steps)

        def step(description: str) -> None:
            progress.update(task, description=description, advance=1)

        run = measuring.measure(step)
        text = compared(run, step) if what is What.PIPELINES else kept_comparison(REPORT)
        step("pictures")
        draw(run, DOCS / "pictures" / "evaluation")
        origin = (Path(__file__).parent / "sets.md").read_text(encoding="utf-8")
        REPORT.write_text(render(run.found, text, origin), encoding="utf-8")
        progress.update(task, description="done", completed=steps)
    show(list(run.found.goals), console)
    console.print(f"The report is in {REPORT.relative_to(ROOT)}.")


if __name__ == "__main__":
    typer.run(main)
