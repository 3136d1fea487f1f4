import os
from pathlib import Path

import pytest

from bot.engine.model_files import ModelRefused, newest_model, verify, write_hash


def model_in(folder: Path, name: str, written_at: int = 1_000) -> Path:
    model = folder / name
    model.write_bytes(name.encode())
    os.utime(model, (written_at, written_at))
    return model


def test_the_model_that_was_written_last_is_the_newest(tmp_path: Path) -> None:
    newest = model_in(tmp_path, "a.tar.gz", written_at=2_000)
    model_in(tmp_path, "b.tar.gz", written_at=1_000)
    (tmp_path / "later.txt").write_text("no model")
    assert newest_model(tmp_path) == newest


def test_no_model_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="scripts/train"):
        newest_model(tmp_path / "absent")


def test_a_model_with_its_hash_is_accepted(tmp_path: Path) -> None:
    model = model_in(tmp_path, "a.tar.gz")
    hash_file = write_hash(model)
    assert hash_file.read_text() == f"{verify(model)}  a.tar.gz\n"


def test_a_model_without_a_hash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="no hash file"):
        verify(model_in(tmp_path, "a.tar.gz"))


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    model = model_in(tmp_path, "a.tar.gz")
    write_hash(model)
    model.write_bytes(b"something else")
    with pytest.raises(ModelRefused, match="changed after training"):
        verify(model)


def test_an_empty_hash_file_is_refused(tmp_path: Path) -> None:
    model = model_in(tmp_path, "a.tar.gz")
    write_hash(model).write_text("")
    with pytest.raises(ModelRefused, match="changed after training"):
        verify(model)
