"""The commands of the product; `scripts/` calls them."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.engine import logging_setup, stand_ins
from bot.engine.pipeline import needs_no_training_library
from bot.settings import Settings, SettingsError, load_settings
from bot.staff.people.commands import app as operators

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The anonymous reporting chat.",
)
app.add_typer(operators, name="operator")
console = Console(stderr=True)
CONFIG = Path(__file__).resolve().parent.parent / "config.yml"


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        console.print(str(error), markup=False)
        raise typer.Exit(2) from None


@app.command()
def serve() -> None:
    """Serve the chat in the foreground until SIGTERM."""
    if needs_no_training_library(CONFIG):
        stand_ins.leave_out_training_libraries()
    from bot.serving import CannotStart, serve_until_stopped

    settings = _settings()
    logging_setup.configure(settings.log_level)
    try:
        serve_until_stopped(settings, console)
    except CannotStart as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None


@app.command("verify-audit")
def verify_audit(
    checkpoint: Annotated[
        str, typer.Option("--checkpoint", help="A line that an earlier run gave; it is compared.")
    ] = "",
) -> None:
    """Say whether the audit log is whole; exit code 1 when it is not."""
    from bot.verifying import CannotVerify, verify

    try:
        said, whole = verify(_settings(), checkpoint)
    except CannotVerify as error:
        console.print(str(error), markup=False)
        raise typer.Exit(2) from None
    typer.echo(said)
    if not whole:
        raise typer.Exit(1)


@app.command()
def train(
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Only when something has changed.")
    ] = False,
) -> None:
    """Train the dialogue model."""
    from bot.training import TrainingFailed, is_current
    from bot.training import train as make_model

    model_dir = _settings().model_dir
    if if_needed and is_current(model_dir):
        return
    logging_setup.configure("WARNING")
    started = time.monotonic()
    try:
        with console.status("Training the dialogue model (some minutes) …"):
            if not console.is_terminal:
                console.print("Training the dialogue model (some minutes) …")
            model = make_model(model_dir)
    except TrainingFailed as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    console.print(f"Trained {model.name} in {time.monotonic() - started:.0f} s")
