"""Understanding alone: our pipeline beside that of `rasa init`, on the same sentences."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from ruamel.yaml import YAML

from bench.stock import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "nlu"
MESSAGES = ROOT / "tests" / "nlu" / "held_out_nl.tsv"
STOCK_PIPELINE = ROOT / "bench" / "stock_nlu.yml"
STOCK_EPOCHS = 100
"""What `rasa init` proposes."""

Figures = dict[str, float]

_ROWS = {
    "training, s": "train_s",
    "training, processor s": "train_cpu_s",
    "ms per message, p50": "ms_p50",
    "ms per message, p95": "ms_p95",
    "processor ms per message": "cpu_ms",
    "resident after it, MB": "resident_mb",
    "model file, MB": "model_mb",
}


@dataclass(frozen=True)
class Pipeline:
    """A Python to run in, and the configuration to train there."""

    name: str
    python: Path
    config: Path


def stock_config(folder: Path, epochs: int) -> Path:
    """The stock pipeline with a number of epochs, written into a folder."""
    yaml = YAML()
    described = yaml.load(STOCK_PIPELINE)
    for component in described["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    path = folder / "config.yml"
    yaml.dump(described, path)
    return path


def measured(pipeline: Pipeline, folder: Path) -> Figures:
    """What training and reading cost with one pipeline; raises when either fails."""
    probe = str(ROOT / "bench" / "nlu_probe.py")
    arguments = [str(pipeline.config), str(DATA), str(MESSAGES), str(folder / pipeline.name)]
    done = subprocess.run(
        [str(pipeline.python), probe, *arguments],
        cwd=ROOT if pipeline.name == "ours" else folder,
        env={
            **os.environ,
            "RASA_TELEMETRY_ENABLED": "false",
            "PYTHONWARNINGS": "ignore",
            # Empty, so that nothing that was trained before is taken from there.
            "RASA_CACHE_DIRECTORY": str(folder / f"{pipeline.name}-cache"),
        },
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{pipeline.name} failed:\n{done.stderr[-2000:]}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def compare(epochs: int, console: Console) -> dict[str, Figures]:
    """The figures of both pipelines, measured one after the other."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        pipelines = (
            Pipeline("ours", Path(sys.executable), ROOT / "config.yml"),
            Pipeline("stock", ENVIRONMENT / "bin" / "python", stock_config(folder, epochs)),
        )
        figures: dict[str, Figures] = {}
        for pipeline in pipelines:
            with console.status(f"{pipeline.name}: training, then {MESSAGES.name} …"):
                figures[pipeline.name] = measured(pipeline, folder)
    return figures


def show(figures: dict[str, Figures], epochs: int, console: Console) -> None:
    """Both pipelines and their ratio, as a table."""
    table = Table("figure", "ours", f"stock, {epochs} epochs", "ours / stock")
    ours, stock = figures["ours"], figures["stock"]
    for label, key in _ROWS.items():
        ratio = f"{ours[key] / stock[key]:.3f}"
        table.add_row(label, f"{ours[key]:.1f}", f"{stock[key]:.1f}", ratio)
    console.print(table)
