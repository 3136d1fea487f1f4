"""These tests are about the service: what counts as danger is scripted here."""

import pytest

from bot.conversation import safety
from bot.helpline.danger import Assessment, Level
from tests.cast import ACUTE, SUICIDE, UNCLEAR

LEVELS = {ACUTE: Level.ACUTE, SUICIDE: Level.SUICIDE, UNCLEAR: Level.UNCLEAR}


@pytest.fixture(autouse=True)
def scripted_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the cast's own sentences signal danger."""

    def assess(text: str) -> Assessment:
        return Assessment(LEVELS.get(text, Level.NONE), (), None)

    monkeypatch.setattr(safety, "assess", assess)
