"""Which pipelines can be served without the libraries for training."""

from pathlib import Path

from bot.engine.pipeline import needs_no_training_library

REAL = Path(__file__).parents[2] / "config.yml"


def write(folder: Path, *names: str) -> Path:
    config = folder / "config.yml"
    config.write_text("pipeline:\n" + "".join(f"  - name: {name}\n" for name in names))
    return config


def test_the_product_is_served_without_them() -> None:
    assert needs_no_training_library(REAL)


def test_a_component_of_rasa_keeps_them(tmp_path: Path) -> None:
    assert not needs_no_training_library(write(tmp_path, "bot.nlu.x.Y", "DIETClassifier"))


def test_without_a_pipeline_they_stay(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("recipe: default.v1\n")

    assert not needs_no_training_library(config)
