"""A tiny dialogue project, trained once for all tests of the engine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_project import TINY, Conversation, make_engine

from bot.engine.embedded import EmbeddedEngine
from bot.engine.model_files import newest_model, write_hash


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the trained model of the tiny project, and its hash."""
    models = tmp_path_factory.mktemp("models")
    command = [sys.executable, "-m", "rasa", "train", "--out", str(models)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        command, cwd=TINY, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    write_hash(newest_model(models))
    return models


@pytest.fixture(scope="session")
def engine(tiny_models: Path) -> Iterator[EmbeddedEngine]:
    """An engine that answers, for tests that leave it as it was."""
    running = make_engine(tiny_models)
    running.start()
    yield running
    running.close()


@pytest.fixture
def talk(engine: EmbeddedEngine) -> Conversation:
    """A new conversation with the engine."""
    return Conversation(engine)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests train a model of their own or load all of Rasa: not for the quick part."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.engine)
