"""Dialogues run through the visitor API against the trained model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.embedded import EmbeddedEngine
from tests.live import Live, running


@pytest.fixture(scope="module")
def live(
    trained_engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """The application with the trained model; visitors of one module share it."""
    folder: Path = tmp_path_factory.mktemp("live")
    with running(trained_engine, folder) as live:
        yield live


@pytest.fixture(autouse=True)
def _tuesday_morning_nobody_present(live: Live) -> Iterator[None]:
    """Each dialogue begins at the same moment, with an empty desk."""
    begin = live.clock.now
    yield
    live.clock.now = begin
    live.operator_goes()
