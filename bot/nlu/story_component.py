"""A message that tells of a case is a report, also where the intents know no such words."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

REPORT = "report_suspicion"
FEWEST_WORDS = 8
"""So few words may seem to tell anything."""

_NOT_KNOWN = frozenset({"nlu_fallback", "out_of_scope"})
_RANKING = "intent_ranking"
_TOLD = ("story_sure", "yes")
_FORMS = frozenset({"exploitation_form", "exploitation_form_likely"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class StoryComponent(GraphComponent, IntentClassifier):  # type: ignore[misc]  # Rasa has no types
    """Makes a report of what the classifier did not know, when a case of some form is told.

    It stands behind the components that read what is told.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "StoryComponent":
        """The component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that tells a case and was not understood."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("name") in _NOT_KNOWN and _tells_a_case(message):
                told = {"name": REPORT, "confidence": intent.get("confidence", 0.0)}
                message.set(INTENT, told, add_to_output=True)
                ranking = [told, *message.get(_RANKING, [])]
                message.set(_RANKING, ranking, add_to_output=True)
        return messages


def _tells_a_case(message: Message) -> bool:
    text = message.get(TEXT) or ""
    if len(text.split()) < FEWEST_WORDS or text.rstrip().endswith("?"):
        return False
    found = {(entity["entity"], entity["value"]) for entity in message.get(ENTITIES, [])}
    return _TOLD in found and not _FORMS.isdisjoint(name for name, _ in found)
