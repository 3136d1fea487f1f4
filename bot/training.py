"""Trains the dialogue model, when something that it is made of has changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.engine.model_files import ModelRefused, newest_model, verify, write_hash

ROOT = Path(__file__).resolve().parent.parent
INGREDIENTS = (
    "domain.yml",
    "config.yml",
    "organisation.yml",
    "data",
    "bot/nlu",
    "bot/helpline/danger",
    "requirements/runtime.lock",
)
"""Files and folders that decide what a trained model holds."""

RECIPE = "ingredients.sha256"
KEPT_MODELS = 3


class TrainingFailed(Exception):
    """Rasa made no model; what was wrong has been printed."""


def is_current(model_dir: Path) -> bool:
    """Whether the newest model was made here, from the files as they are now."""
    try:
        verify(newest_model(model_dir))
        return (model_dir / RECIPE).read_text(encoding="ascii") == _digest()
    except (ModelRefused, FileNotFoundError):
        return False


def train(model_dir: Path) -> Path:
    """The file of a newly trained model, with its hash beside it; takes some ten seconds.

    Raises TrainingFailed.
    """
    # At a lower level Rasa draws a bar for each of its many short steps.
    os.environ["LOG_LEVEL"] = "ERROR"
    from rasa.model_training import train as rasa_train

    digest = _digest()
    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=str(ROOT / "data"),
        output=str(model_dir),
        force_training=True,
    )
    if result.code != 0 or result.model is None:
        raise TrainingFailed(f"training ended with code {result.code}")
    model = Path(result.model)
    write_hash(model)
    (model_dir / RECIPE).write_text(digest, encoding="ascii")
    _forget_old(model_dir)
    return model


def _forget_old(model_dir: Path) -> None:
    models = sorted(model_dir.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime_ns)
    for model in models[:-KEPT_MODELS]:
        model.with_name(f"{model.name}.sha256").unlink(missing_ok=True)
        model.unlink()


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _ingredient_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _ingredient_files() -> Iterator[Path]:
    for name in INGREDIENTS:
        path = ROOT / name
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in found if file.suffix in {".yml", ".py", ".lock", ".json"})
