"""Finds the newest trained model and makes sure that it is one of ours.

A model file is code as much as data: loading somebody else's runs it. Training writes the
hash of the model beside it, and nothing is loaded that does not match.
"""

import hashlib
from pathlib import Path

SUFFIX = ".tar.gz"
HASH_SUFFIX = ".sha256"


class ModelRefused(Exception):
    """There is no model that may be loaded; the message says what to do."""


def newest_model(model_dir: Path) -> Path:
    """The model file that was written last in `model_dir`.

    Raises ModelRefused when there is none.
    """
    models = [path for path in model_dir.glob(f"*{SUFFIX}") if path.is_file()]
    if not models:
        raise ModelRefused(f"There is no model in '{model_dir}'. Run scripts/train first.")
    return max(models, key=lambda path: (path.stat().st_mtime_ns, path.name))


def write_hash(model: Path) -> Path:
    """Writes the hash of a model beside it, in the format of `sha256sum`."""
    hash_file = _hash_file(model)
    hash_file.write_text(f"{_digest(model)}  {model.name}\n", encoding="utf-8")
    return hash_file


def verify(model: Path) -> str:
    """The SHA-256 of a model whose hash file agrees with it.

    Raises ModelRefused when the hash is missing or another one.
    """
    hash_file = _hash_file(model)
    if not hash_file.is_file():
        raise ModelRefused(
            f"The model '{model.name}' has no hash file '{hash_file.name}', so it was not "
            "made by scripts/train. Train again, or remove the model."
        )
    expected = hash_file.read_text(encoding="utf-8").split(maxsplit=1)[:1]
    found = _digest(model)
    if expected != [found]:
        raise ModelRefused(
            f"The model '{model.name}' was changed after training: its hash is not the one "
            f"in '{hash_file.name}'. Train again, or remove the model."
        )
    return found


def _hash_file(model: Path) -> Path:
    return model.with_name(model.name + HASH_SUFFIX)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
