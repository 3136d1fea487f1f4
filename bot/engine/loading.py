"""Loads a trained model into an agent that is wired for serving."""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bot.engine import patches
from bot.engine.actions_endpoint import InProcessActions
from bot.engine.logging_setup import keep_text_out_of_structlog
from bot.engine.model_files import newest_model, verify
from bot.engine.nlg import Facts, FactsNaturalLanguageGenerator
from bot.engine.processor import TurnAgent, UnexpectedModel
from bot.engine.rows import StagedRows
from bot.engine.tracker_store import BoundedTrackerStore


@dataclass(frozen=True)
class Loaded:
    """An agent with the rows that hold the memory of its present turn."""

    agent: TurnAgent
    rows: StagedRows
    model: str


def load(model_dir: Path, facts: Facts, actions: str | ModuleType) -> Loaded:
    """The newest model of `model_dir`, ready to answer.

    Raises ModelRefused, ActionsNotLoaded or UnexpectedModel.
    """
    patches.apply()
    keep_text_out_of_structlog()  # also for a program that forgot to configure logging
    path = newest_model(model_dir)
    digest = verify(path)
    rows = StagedRows()
    endpoint = InProcessActions(actions)
    agent = TurnAgent(
        tracker_store=BoundedTrackerStore(rows=rows),
        action_endpoint=endpoint,
        generator=FactsNaturalLanguageGenerator(facts=facts),
    )
    agent.load_model(path, fingerprint=digest)
    missing = sorted(_custom_actions(agent) - endpoint.names)
    if missing:
        raise UnexpectedModel(f"the model needs actions that do not exist: {', '.join(missing)}")
    return Loaded(agent, rows, path.name)


def _custom_actions(agent: TurnAgent) -> set[str]:
    domain = agent.domain
    return {
        name
        for name in domain.user_actions
        if not name.startswith("utter_") and name not in domain.form_names
    }
