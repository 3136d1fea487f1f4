"""The real word lists with the real region."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.nlu.entities.extract import Extractor
from bot.nlu.entities.lexicon import load_lexicon
from bot.organisation import load_organisation

Said = Callable[[str, str], str | None]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Reads Dutch for Flevoland."""
    return Extractor(
        load_lexicon("nl"), load_organisation(Path(__file__).parents[3] / "organisation.yml")
    )


@pytest.fixture
def said(extractor: Extractor) -> Said:
    """The first value of an entity in a text; None when it is not said."""

    def value(name: str, text: str) -> str | None:
        values = [entity.value for entity in extractor.entities(text) if entity.name == name]
        return values[0] if values else None

    return value
