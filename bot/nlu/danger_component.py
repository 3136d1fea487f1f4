"""Danger detection as the last component of a Rasa pipeline."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.helpline import danger
from bot.helpline.danger import Assessment, Level
from bot.nlu.fingerprint import fingerprint_of
from bot.nlu.overruling import OverrulingComponent

INTENTS = {
    Level.ACUTE: "danger_acute",
    Level.SUICIDE: "danger_suicide",
    Level.UNCLEAR: "danger_unclear",
}
_SUBJECTS = frozenset(
    {
        "happens_to_me",
        "professional_advice",
        "report_suspicion",
        "form_criminal",
        "form_labour",
        "form_organ",
        "form_sexual",
    }
)
_QUESTION = "ask_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerComponent(OverrulingComponent):
    """Makes danger the intent of a message, whatever the classifier thought of it.

    What the classifier said stays in the ranking, behind the danger intent. Where danger is
    unclear, a story or a question that was understood keeps its intent: the conversation goes
    on, and the conversation service names the emergency number in a line before the answer.
    """

    def __init__(self, assess: Callable[[str], Assessment] = danger.assess) -> None:
        """Use another `assess` only in tests."""
        self._assess = assess

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes when anything in the danger package changes, word lists included."""
        folder = Path(str(danger.__file__)).parent
        return fingerprint_of(
            path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that tells of danger, at confidence 1."""
        for message in messages:
            text = message.get(TEXT)
            # Only the server can send a text that starts with a slash: a button's payload.
            if text and not text.startswith("/"):
                self._set_intent(message, text)
        return messages

    def _set_intent(self, message: Message, text: str) -> None:
        level = self._assess(text).level
        name = INTENTS.get(level)
        if name is None or (level is Level.UNCLEAR and _goes_on(message)):
            return
        self.overrule(message, {"name": name, "confidence": 1.0})


def _goes_on(message: Message) -> bool:
    """Whether the classifier understood a subject that the dialogue can go on with."""
    name = str((message.get(INTENT) or {}).get("name") or "")
    return name in _SUBJECTS or name.startswith(_QUESTION)
