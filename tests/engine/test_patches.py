"""Each replaced function of Rasa is still the one that was read, and gives the same results.

When a hash differs, Rasa has changed that function: read it, adapt the patch, then the hash.
"""

import ast
import dataclasses
import hashlib
import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rasa.core.actions.action
import rasa.core.actions.forms
import rasa.core.policies.memoization
import rasa.shared.core.trackers
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.agent import Agent
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import Policy
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, LoopInterrupted, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, TrackerActiveLoop
from rasa.utils.endpoints import EndpointConfig
from tiny_project import SCRIPTS, Conversation

from bot.engine import patches
from bot.engine.actions_endpoint import InProcessActions
from bot.engine.embedded import EmbeddedEngine
from bot.engine.rule_index import latest_states, possible_keys

OVERRIDDEN = (
    (Agent, "load_model"),
    (Agent, "_create_tracker_store"),
    (MessageProcessor, "__init__"),
    (MessageProcessor, "_load_model"),
    (MessageProcessor, "handle_message"),
    (MessageProcessor, "get_tracker"),
    (MessageProcessor, "_handle_message_with_tracker"),
    (MessageProcessor, "parse_message"),
    (MessageProcessor, "_parse_message_with_graph"),
    (MessageProcessor, "run_action_extract_slots"),
    (MessageProcessor, "_run_prediction_loop"),
    (MessageProcessor, "_run_action"),
    (MessageProcessor, "_log_action_on_tracker"),
    (DaskGraphRunner, "run"),
    (GraphNode, "__call__"),
    (TemplatedNaturalLanguageGenerator, "generate_from_slots"),
)
"""What our subclasses override, or rely on in the classes that they extend."""

KNOWN_SOURCE = {
    "RemoteAction._validate_action_result": "f8cdb4be68123961",
    "RemoteAction._action_call_format": "428795b944f22edb",
    "Event.resolve_by_type": "b5cf570fa7f286c7",
    "rasa.core.actions.action.action_for_name_or_text": "a63fb2d066efa0bc",
    "RulePolicy._find_action_from_rules": "be6da6ee0f5429bd",
    "RulePolicy._get_possible_keys": "2915fd81711e194c",
    "Policy._prediction_states": "ed9b82bed2f26ad7",
    "Policy.format_tracker_states": "32b101cb34fd1c32",
    "MemoizationPolicy.predict_action_probabilities": "19903a81bee56ca9",
    "FormAction._temporary_tracker": "381bc4b6e07fc205",
    "DialogueStateTracker.applied_events": "764d5065ea9997d6",
    "DialogueStateTracker.copy": "dfa48dca9f355ad1",
    "Agent.load_model": "f4c1ab4c5c7af634",
    "Agent._create_tracker_store": "97499b594b45581b",
    "MessageProcessor.__init__": "e7cdae90996508bf",
    "MessageProcessor._load_model": "17f24faf96817bdf",
    "MessageProcessor.handle_message": "0c41d4780d2d4676",
    "MessageProcessor.get_tracker": "a62e1aad7734c717",
    "MessageProcessor._handle_message_with_tracker": "f42e1ae303933d9f",
    "MessageProcessor.parse_message": "b98d8e49b9f2c433",
    "MessageProcessor._parse_message_with_graph": "0bd50a53b5c013af",
    "MessageProcessor.run_action_extract_slots": "ff52049be97dde87",
    "MessageProcessor._run_prediction_loop": "cb30a0cbb690c571",
    "MessageProcessor._run_action": "6d383d0179ef1187",
    "MessageProcessor._log_action_on_tracker": "d973d12a6d0a3623",
    "DaskGraphRunner.run": "45f0f52f574f3aa9",
    "GraphNode.__call__": "66127a2bfb6fcf1e",
    "TemplatedNaturalLanguageGenerator.generate_from_slots": "35cac007f5a6995f",
}


@pytest.mark.parametrize(("owner", "name"), [*patches.REPLACED, *OVERRIDDEN])
def test_rasa_has_not_changed_what_is_replaced(owner: Any, name: str) -> None:
    source = inspect.getsource(patches.ORIGINAL.get((owner, name), getattr(owner, name)))
    found = hashlib.sha256(source.encode()).hexdigest()[:16]
    assert found == KNOWN_SOURCE.get(f"{owner.__name__}.{name}")


def test_slots_have_no_way_of_their_own_to_be_copied() -> None:
    assert not {"__reduce__", "__reduce_ex__", "__getstate__", "__slots__"} & {
        name for each in (Slot, *Slot.__subclasses__()) for name in vars(each)
    }


@pytest.mark.parametrize("module", [rasa.core.actions.forms, rasa.core.policies.memoization])
def test_the_module_copies_for_its_log_lines_only(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    copies = {id(node) for node in ast.walk(tree) if _is_call_of(node, "copy")}
    logged = {
        id(part)
        for node in ast.walk(tree)
        if _is_call_of(node, "structlogger")
        for part in ast.walk(node)
    }
    assert copies
    assert copies <= logged


def _is_call_of(node: ast.AST, module: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == module
    )


def test_the_tracker_takes_fields_apart_for_the_active_loop_only() -> None:
    tree = ast.parse(inspect.getsource(rasa.shared.core.trackers))
    used = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "dataclasses"
    ]
    assert sorted(used) == ["asdict", "dataclass"]


def test_an_action_reads_the_active_loop_as_from_rasa() -> None:
    loop = TrackerActiveLoop("report_form", False, False, {"text": "hallo"})
    assert patches._fields(loop) == dataclasses.asdict(loop)


def test_the_result_of_an_action_elsewhere_is_still_validated(engine: EmbeddedEngine) -> None:
    action = RemoteAction("elsewhere", EndpointConfig("http://127.0.0.1:9"))
    with pytest.raises(Exception, match="not of type"):
        action._validate_action_result({"events": "nothing"})


def test_an_action_in_process_is_called_with_what_rasa_would_send(
    engine: EmbeddedEngine, trackers: list[DialogueStateTracker]
) -> None:
    action = RemoteAction("in_process", InProcessActions("bot.actions"))
    domain = Domain.empty()
    for tracker in trackers:
        sent = patches.ORIGINAL[RemoteAction, "_action_call_format"](action, tracker, domain)
        call = patches._call_in_process(action, tracker, domain)
        events = call["tracker"]["events"]
        assert list(reversed(events)) == sent["tracker"]["events"][::-1]
        call["tracker"]["events"] = list(events)
        assert call == sent


def test_events_are_found_by_name(engine: EmbeddedEngine) -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type("no such event", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="unknown event"):
        Event.resolve_by_type("no such event")


@pytest.fixture
def trackers(engine: EmbeddedEngine) -> list[DialogueStateTracker]:
    """Trackers as the policies see them, at every prediction of random conversations."""
    assert engine._loaded is not None
    processor = engine._loaded.agent.processor
    seen: list[DialogueStateTracker] = []
    predict = processor._predict_next_with_tracker

    def watch(tracker: DialogueStateTracker) -> Any:
        seen.append(tracker.copy())
        return predict(tracker)

    processor._predict_next_with_tracker = watch
    try:
        for script in SCRIPTS:
            talk = Conversation(engine)
            for words in script:
                talk.say(*words)
    finally:
        del processor._predict_next_with_tracker
    return seen


def _policy(engine: EmbeddedEngine, kind: type[Policy]) -> Policy:
    assert engine._loaded is not None
    nodes = engine._loaded.agent.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, kind))


def test_a_copy_of_a_tracker_is_in_the_state_that_a_replay_gives(
    trackers: list[DialogueStateTracker],
) -> None:
    replayed_copy = patches.ORIGINAL[DialogueStateTracker, "copy"]
    for tracker in trackers:
        tracker.model_id = "tiny"
        copied, replayed = tracker.copy(), replayed_copy(tracker)
        assert _state(copied) == _state(replayed)
        assert list(copied.events) == list(replayed.events)


def test_what_happens_to_a_copy_does_not_happen_to_the_tracker(
    trackers: list[DialogueStateTracker],
) -> None:
    tracker = next(each for each in trackers if each.active_loop_name)
    before, length = _state(tracker), len(tracker.events)
    copied = tracker.copy()
    for event in (SlotSet("place", "Elders"), LoopInterrupted(True), ActiveLoop(None)):
        copied.update(event)
    assert _state(tracker) == before
    assert len(tracker.events) == length


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker is, but for the followup action, which leaves no event when taken."""
    state = {key: value for key, value in vars(tracker).items() if key != "followup_action"}
    state["slots"] = {name: vars(slot).copy() for name, slot in tracker.slots.items()}
    state["active_loop"] = tracker.active_loop and vars(tracker.active_loop).copy()
    del state["events"]
    return state


def test_a_form_tries_things_out_on_the_tracker_that_rasa_would_make(
    engine: EmbeddedEngine, trackers: list[DialogueStateTracker]
) -> None:
    assert engine._loaded is not None
    domain, form = engine._loaded.agent.domain, FormAction("report_form", None)
    original = patches.ORIGINAL[FormAction, "_temporary_tracker"]
    for tracker in trackers:
        arguments = (tracker, [SlotSet("place", "Elders")], domain)
        tried, by_rasa = form._temporary_tracker(*arguments), original(form, *arguments)
        assert _state(tried) == _state(by_rasa)
        assert list(tried.events) == list(by_rasa.events)


def test_the_same_events_count_as_with_rasa(trackers: list[DialogueStateTracker]) -> None:
    original = patches.ORIGINAL[DialogueStateTracker, "applied_events"]
    assert any(len(original(tracker)) < len(tracker.events) for tracker in trackers)
    for tracker in trackers:
        assert tracker.applied_events() == original(tracker)


def test_the_latest_states_are_those_of_rasa(
    engine: EmbeddedEngine, trackers: list[DialogueStateTracker]
) -> None:
    assert engine._loaded is not None
    domain = engine._loaded.agent.domain
    for tracker in trackers:
        assert latest_states(tracker, domain, 3) == tracker.past_states(domain)[-3:]


def test_the_same_rules_are_found_as_rasa_finds(
    engine: EmbeddedEngine, trackers: list[DialogueStateTracker]
) -> None:
    assert engine._loaded is not None
    policy = _policy(engine, RulePolicy)
    original = patches.ORIGINAL[RulePolicy, "_get_possible_keys"]
    for tracker in trackers:
        states = tracker.past_states(engine._loaded.agent.domain)
        for lookup in (policy.lookup[RULES], policy.lookup["rules_for_loop_unhappy_path"]):
            assert possible_keys(policy, lookup, states) == original(policy, lookup, states)


def test_the_engine_says_what_stock_rasa_says(engine: EmbeddedEngine, tiny_models: Path) -> None:
    command = [sys.executable, str(Path(__file__).parent / "stock_rasa.py"), str(tiny_models)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for script, by_stock_rasa in zip(SCRIPTS, json.loads(done.stdout), strict=True):
        talk = Conversation(engine)
        assert [talk.texts(*words) for words in script] == by_stock_rasa
