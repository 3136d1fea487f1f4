"""Rasa's agent and message processor, with what does not suit a helpline taken out.

Against the classes they extend: no store that forgets when something fails, no action whose
failure is passed over, no session that starts by itself, no typed text that acts as a
command, and no planning of the graph at every prediction.
"""

import os
from pathlib import Path
from typing import Any

from rasa.core.actions.action import (
    Action,
    ActionBotResponse,
    ActionExecutionRejection,
    ActionListen,
)
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.engine import loader
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.constants import ACTION_EXTRACT_SLOTS, ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.engine.graph_runner import PlannedGraphRunner
from bot.engine.nlg import LANGUAGE_SLOT
from bot.engine.tracker_store import BoundedTrackerStore

READING_ACTIONS = frozenset({ActionListen, ActionBotResponse})
"""Actions that leave the tracker as it is and cannot decline; they need no copy of it."""


class UnexpectedModel(Exception):
    """A loaded model, or Rasa itself, is not built the way this product relies on."""


class DialogueLooped(Exception):
    """The dialogue went on predicting actions without ever listening."""


class TurnProcessor(MessageProcessor):  # type: ignore[misc]
    """Handles one message at a time and raises whatever goes wrong with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, on_circuit_break=_dialogue_looped, **kwargs)
        self._text_target = self._target_for_text()

    async def turn(self, message: UserMessage, language: str) -> DialogueStateTracker:
        """The tracker after `message`; the replies are in the message's output channel."""
        tracker = await self.get_tracker(message.sender_id)
        if not tracker.events:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        if LANGUAGE_SLOT in tracker.slots and tracker.get_slot(LANGUAGE_SLOT) != language:
            tracker.update(SlotSet(LANGUAGE_SLOT, language), self.domain)
        await self._handle_message_with_tracker(message, tracker)
        await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        await self.save_tracker(tracker)
        return tracker

    def _target_for_text(self) -> str:
        """The node of the graph that comes before the one which obeys slash commands.

        What a visitor types is read up to there, so no form of it can be a command.
        """
        last = self.model_metadata.nlu_target
        node = self.model_metadata.predict_schema.nodes.get(last)
        if node is None or node.uses is not RegexMessageHandler:
            raise UnexpectedModel("the model's last NLU component is not RegexMessageHandler")
        return str(node.needs["messages"])

    def _parse_message_with_graph(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        inputs = {PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: tracker}
        results = self.graph_runner.run(inputs=inputs, targets=[self._text_target])
        parsed = results[self._text_target][0]
        return {
            "text": "",
            "intent": {"name": None, "confidence": 0.0},
            "entities": [],
            **parsed.as_dict(only_output_properties=only_output_properties),
        }

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Sets the slots that the message fills; without copying the events for a log."""
        action = self._get_action(ACTION_EXTRACT_SLOTS)
        events = await action.run(output_channel, self.nlg, tracker, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        tracker.update_with_events(events, self.domain)
        return tracker

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        events = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Does nothing: model and domain were trained together, and the check is slow."""

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Runs an action; whether another one is to follow.

        Rasa's own version logs what an action raised and goes on as if it had been done.
        """
        attempt = tracker
        if type(action) not in READING_ACTIONS:
            # What the action and the prediction do to the tracker counts only if it succeeds.
            attempt = tracker.copy()
            attempt.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, attempt, self.domain)
        except ActionExecutionRejection:
            rejected = ActionExecutionRejected(
                action.name(), prediction.policy_name, prediction.max_confidence
            )
            tracker.update(rejected)
            return bool(self.should_predict_another_action(action.name()))
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self._send_bot_messages(events, tracker, output_channel)
        return bool(self.should_predict_another_action(action.name()))

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as directory:
            metadata, runner = loader.load_predict_graph_runner(
                Path(directory), Path(model_path), LocalModelStorage, PlannedGraphRunner
            )
        return os.path.basename(model_path), metadata, runner


class TurnAgent(Agent):  # type: ignore[misc]
    """An agent that talks to our own tracker store directly."""

    processor: TurnProcessor

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        """The store itself: Rasa wraps it in one that hides its failures."""
        if not isinstance(store, BoundedTrackerStore):
            raise UnexpectedModel("the agent needs a BoundedTrackerStore")
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads the model and makes sure that nothing stands between it and our store."""
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses
        if self.domain.session_config.are_sessions_enabled():
            raise UnexpectedModel("domain.yml must set session_expiration_time to 0")
        if type(self.processor.tracker_store) is not BoundedTrackerStore:
            raise UnexpectedModel("the tracker store in use is not BoundedTrackerStore")


def _dialogue_looped(*args: Any) -> None:
    raise DialogueLooped("the dialogue predicts actions without end")
