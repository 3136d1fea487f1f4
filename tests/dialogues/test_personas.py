"""Whole conversations with people of many kinds, through the visitor API and the real model."""

from pathlib import Path

import pytest

from tests.dialogues.persona import Persona, faults, personas, talk
from tests.live import Live

pytestmark = pytest.mark.engine

FILES = sorted(Path(__file__).parent.glob("people*.yml"))
PEOPLE = [persona for file in FILES for persona in personas(file)]


@pytest.mark.parametrize("persona", PEOPLE, ids=lambda persona: persona.name)
def test_a_conversation_ends_well(live: Live, persona: Persona) -> None:
    held = talk(live.visitor(), persona)

    assert faults(persona, held) == [], "\n".join(held.transcript)
