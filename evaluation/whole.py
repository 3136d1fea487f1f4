"""What becomes of an intent in the components that come after the classifier, danger apart."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rasa.core.agent import Agent

from bot.actions.heard import DANGERS
from bot.engine.logging_setup import keep_text_out_of_structlog
from bot.engine.model_files import newest_model, verify
from evaluation.classifier import Judged
from evaluation.sentences import ROOT


def after_all(chosen: Sequence[Judged], folder: Path = ROOT / "models") -> list[Judged]:
    """The same sentences with what the newest trained model gives in the end.

    Raises ModelRefused without a model.
    """
    keep_text_out_of_structlog()  # Rasa would print every sentence
    archive = newest_model(folder)
    verify(archive)
    agent = Agent.load(archive)
    return asyncio.run(_given(agent, chosen))


async def _given(agent: Agent, chosen: Sequence[Judged]) -> list[Judged]:
    found = []
    for one in chosen:
        parsed = await agent.parse_message(one.text)
        # Whatever overrules an intent stands before it.
        ranked = [str(intent["name"]) for intent in parsed["intent_ranking"]]
        apart = (name for name in ranked if name not in DANGERS)
        found.append(replace(one, in_the_end=next(apart, one.given)))
    return found
