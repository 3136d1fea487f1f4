"""A message that tells of a case is a report, also where the intents know no such words."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.overruling import OverrulingComponent

REPORT = "report_suspicion"
FEWEST_WORDS = 8
"""So few words may seem to tell anything."""

_NOT_KNOWN = frozenset({"nlu_fallback", "out_of_scope"})
_TOLD = ("story_sure", "yes")
_FORMS = frozenset({"exploitation_form", "exploitation_form_likely"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class StoryComponent(OverrulingComponent):
    """Makes a report of what the classifier did not know, when a case of some form is told.

    It stands behind the components that read what is told.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that tells a case and was not understood."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("name") in _NOT_KNOWN and _tells_a_case(message):
                told = {"name": REPORT, "confidence": intent.get("confidence", 0.0)}
                self.overrule(message, told)
        return messages


def _tells_a_case(message: Message) -> bool:
    text = message.get(TEXT) or ""
    if len(text.split()) < FEWEST_WORDS or text.rstrip().endswith("?"):
        return False
    found = {(entity["entity"], entity["value"]) for entity in message.get(ENTITIES, [])}
    return _TOLD in found and not _FORMS.isdisjoint(name for name, _ in found)
