"""`python -m bench`: the chat beside a stock Rasa bot and an echo endpoint, in one run.

`python -m bench nlu` measures understanding alone, `python -m bench archive` review with many
conversations, `python -m bench figures` the figures page. All keep what they measured in
bench/results/. They gate on nothing: absolute times belong to the machine.
"""

import asyncio
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench import archive, figures, nlu
from bench.load import Growth, Load, growth, load
from bench.stock import prepare
from bench.targets import Chat, Echo, Stock, Target

VISITORS = (1, 8, 32)
RESULTS = Path(__file__).parent / "results"

app = typer.Typer(add_completion=False)


def measure(target: Target, seconds: float, console: Console) -> dict[str, Any]:
    """All figures of one target, as a dictionary that JSON can hold."""
    console.print(f"[bold]{target.name}[/bold] …")
    with target:
        asyncio.run(load(target, 1, 2))  # warm-up, not counted
        loads = [asyncio.run(load(target, visitors, seconds)) for visitors in VISITORS]
        grown = asyncio.run(growth(target))
        return {
            "cold_start_s": target.cold_start,
            "resident_mb": target.resident_mb(),
            "load": {row.visitors: asdict(row) for row in loads},
            "growth": asdict(grown),
        }


def show(figures: dict[str, dict[str, Any]], console: Console) -> None:
    """The figures and the ratios of the chat to the others, as one table."""
    names = list(figures)
    table = Table("figure", *names, *(f"chat / {name}" for name in names if name != "chat"))

    def row(label: str, values: dict[str, float], form: str = "{:.1f}") -> None:
        ratios = [f"{values['chat'] / values[name]:.2f}" for name in names if name != "chat"]
        table.add_row(label, *(form.format(values[name]) for name in names), *ratios)

    for visitors in VISITORS:
        rows = {name: Load(**figures[name]["load"][visitors]) for name in names}
        row(f"turns/s, {visitors} visitors", {n: r.turns_per_second for n, r in rows.items()})
        row(f"ms p50, {visitors} visitors", {n: r.p50 for n, r in rows.items()})
        row(f"ms p95, {visitors} visitors", {n: r.p95 for n, r in rows.items()})
    grown = {name: Growth(**figures[name]["growth"]) for name in names}
    row("ms at turn 6", {n: g.turn_6 for n, g in grown.items()})
    row("ms at turn 300", {n: g.turn_300 for n, g in grown.items()})
    row("turn 300 / turn 6", {n: g.turn_300 / g.turn_6 for n, g in grown.items()}, "{:.2f}")
    row("cold start, s", {n: figures[n]["cold_start_s"] for n in names})
    row("resident, MB", {n: figures[n]["resident_mb"] for n in names})
    console.print(table)


def keep(name: str, figures: dict[str, Any]) -> None:
    """Write the figures of a run to a file of its own."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}-{int(time.time())}.json").write_text(json.dumps(figures, indent=2))


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(help="Seconds of load at each level.")] = 10.0,
    stock: Annotated[bool, typer.Option(help="Also measure the stock Rasa bot.")] = True,
) -> None:
    """Measure and print; needs Python 3.10 on the machine for the stock bot."""
    if context.invoked_subcommand:
        return
    console = Console()
    targets: list[Target] = [Echo(), Chat()]
    if stock:
        targets.append(Stock(*prepare(console)))
    measured = {target.name: measure(target, seconds, console) for target in targets}
    keep("turns", measured)
    show(measured, console)


@app.command(name="nlu")
def understanding(
    epochs: Annotated[
        int, typer.Option(help="Epochs of DIET; an hour on two cores with 100.")
    ] = nlu.STOCK_EPOCHS,
) -> None:
    """Training time and time per message of our pipeline and of the stock one."""
    console = Console()
    prepare(console)
    compared = nlu.compare(epochs, console)
    keep("nlu", {"epochs": epochs, **compared})
    nlu.show(compared, epochs, console)


@app.command(name="archive")
def review(
    conversations: Annotated[int, typer.Option(help="How many to make up.")] = 100_000,
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database instead of SQLite.")
    ] = None,
) -> None:
    """The list of transcripts and the search in it, with many conversations."""
    console = Console()
    timed = archive.measure(conversations, database_url, console)
    keep("archive", timed)
    archive.show(timed, console)


@app.command(name="figures")
def counting(
    conversations: Annotated[int, typer.Option(help="How many to make up.")] = 100_000,
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database instead of SQLite.")
    ] = None,
) -> None:
    """The figures of each period, with many conversations."""
    console = Console()
    counted = figures.measure(conversations, database_url)
    keep("figures", counted)
    figures.show(counted, console)


if __name__ == "__main__":
    app()
