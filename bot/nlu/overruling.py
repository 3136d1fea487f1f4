"""What overrules the intent that the classifier found, by what else was read in the message."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

RANKING = "intent_ranking"


class OverrulingComponent(GraphComponent, IntentClassifier):  # type: ignore[misc]  # Rasa has no types
    """A component without settings or training; what the classifier said stays in the ranking."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "OverrulingComponent":
        """The component; it has no settings."""
        return cls()

    @staticmethod
    def overrule(message: Message, intent: dict[str, Any]) -> None:
        """Make this the intent of the message, before all that were found until now."""
        message.set(INTENT, intent, add_to_output=True)
        message.set(RANKING, [intent, *message.get(RANKING, [])], add_to_output=True)
