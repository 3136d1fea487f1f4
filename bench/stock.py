"""Sets up the stock bot to compare with: Rasa as released, and what `rasa init` makes.

Rasa as released runs on Python 3.10 at most and brings TensorFlow (2.5 GB). It lives in an
environment of its own that nothing but the benchmark uses.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-stock"
PROJECT = ENVIRONMENT / "project"


def _python_3_10() -> str:
    others = Path.home().glob(".pyenv/versions/3.10.*/bin/python3.10")
    for candidate in ("python3.10", *map(str, others)):
        found = shutil.which(candidate)
        if found and subprocess.run([found, "-c", "pass"], capture_output=True).returncode == 0:
            return found
    sys.exit("The stock bot needs Python 3.10, which was not found. Run with --no-stock.")


def prepare(console: Console) -> tuple[Path, Path]:
    """The rasa command and the trained project of the stock bot; made when they are not there."""
    rasa = ENVIRONMENT / "bin" / "rasa"
    if not rasa.exists():
        console.print("Setting up the stock bot (2.5 GB, some minutes) …")
        subprocess.run([_python_3_10(), "-m", "venv", str(ENVIRONMENT)], check=True)
        pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--requirement", str(ROOT / "bench" / "stock.txt")], check=True)
    if not any(PROJECT.glob("models/*.tar.gz")):
        PROJECT.mkdir(exist_ok=True)
        subprocess.run([str(rasa), "init", "--no-prompt"], cwd=PROJECT, check=True)
    return rasa, PROJECT
