"""The extractor of what a message says about a case, as a component of a Rasa pipeline."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities.extract import Extractor
from bot.nlu.entities.lexicon import lexicon_files, load_lexicon
from bot.nlu.fingerprint import fingerprint_of
from bot.organisation import load_organisation
from bot.settings import load_settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ReportEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]  # Rasa has no types
    """Adds the entities place, exploitation_form, minors, number, time, still_going_on, role."""

    def __init__(self, extractor: Extractor) -> None:
        """Use the given extractor for every message."""
        self._extractor = extractor

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What applies unless config.yml says otherwise."""
        return {"language": "nl"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the word lists, the helpline's facts and the code beside this file."""
        language = config.get("language", "nl")
        code = sorted(Path(__file__).parent.glob("*.py"))
        return fingerprint_of([*code, *lexicon_files(language), load_settings().organisation_file])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ReportEntityExtractor":
        """The component with the word lists of its language and the helpline's places."""
        organisation = load_organisation(load_settings().organisation_file)
        return cls(Extractor(load_lexicon(str(config["language"])), organisation))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message what it says about a case; a button's payload says nothing."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                found = self.add_extractor_name(
                    [
                        {
                            "entity": entity.name,
                            "value": entity.value,
                            "start": entity.start,
                            "end": entity.end,
                        }
                        for entity in self._extractor.entities(text)
                    ]
                )
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
