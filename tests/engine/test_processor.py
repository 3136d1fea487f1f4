import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from tiny_project import AT, FACTS, Conversation

from bot.engine.actions_endpoint import InProcessActions
from bot.engine.answer import Said
from bot.engine.embedded import EmbeddedEngine
from bot.engine.graph_runner import PlannedGraphRunner
from bot.engine.loading import Loaded, load
from bot.engine.processor import UnexpectedModel
from bot.engine.turn import take_turn


@pytest.fixture
def loaded(engine: EmbeddedEngine) -> Loaded:
    assert engine._loaded is not None
    return engine._loaded


def test_typed_text_does_not_pass_the_component_that_obeys_commands(loaded: Loaded) -> None:
    runner = loaded.agent.processor.graph_runner
    steps = [name for name, _ in runner._plan((loaded.agent.processor._text_target,))]
    assert not any("RegexMessageHandler" in name for name in steps)
    whole = [name for name, _ in runner._plan((loaded.agent.processor.model_metadata.nlu_target,))]
    assert set(whole) - set(steps) == {"run_RegexMessageHandler", "domain_provider"} & set(whole)


def test_a_model_that_ends_in_another_component_is_refused(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = loaded.agent.processor.model_metadata
    monkeypatch.setattr(metadata, "nlu_target", loaded.agent.processor._text_target)
    with pytest.raises(UnexpectedModel, match="RegexMessageHandler"):
        loaded.agent.processor._target_for_text()


def test_the_planned_runner_gives_what_the_runner_of_rasa_gives(loaded: Loaded) -> None:
    runner = loaded.agent.processor.graph_runner
    assert type(runner) is PlannedGraphRunner
    target = loaded.agent.processor.model_metadata.nlu_target

    def understood(run: Any) -> Any:
        inputs = {"__message__": [UserMessage("what are your hours")], "__tracker__": None}
        return run(inputs, [target])[target][0].as_dict(only_output_properties=True)

    assert understood(runner.run) == understood(super(PlannedGraphRunner, runner).run)


def test_a_model_whose_actions_do_not_exist_is_refused(
    tiny_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = InProcessActions("tiny_actions").names - {"action_tiny_silent"}
    monkeypatch.setattr(InProcessActions, "names", names)
    with pytest.raises(UnexpectedModel, match="action_tiny_silent"):
        load(tiny_models, lambda language: FACTS, "tiny_actions")


def test_the_language_is_kept_while_it_stays_the_same(talk: Conversation, loaded: Loaded) -> None:
    for _ in range(6):
        talk.say("hello", language="en")
    assert talk.memory is not None
    assert talk.memory.count(b'"language"') == 1


def test_nothing_of_a_turn_stays_in_the_engine(loaded: Loaded) -> None:
    said = Said("there were mattresses in the shed")
    asyncio.run(take_turn(loaded, "tiny", said, None, AT, ()))
    assert loaded.rows.conversations() == []
