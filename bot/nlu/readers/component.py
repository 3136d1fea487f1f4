"""What was learned about answers, as a component of a Rasa pipeline."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.helpline.danger import other_language
from bot.nlu import concepts, ngram_model, text_features, training
from bot.nlu.entities.lexicon import lexicon_files, load_concepts
from bot.nlu.fingerprint import fingerprint_of
from bot.nlu.ngram_model import FEATURES, Features, features_of
from bot.nlu.readers import learning, readers
from bot.nlu.readers.learning import all_examples, learn
from bot.nlu.readers.readers import Readers
from bot.nlu.text_features import has_letters
from bot.nlu.training import Example


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LearnedAnswers(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]  # Rasa has no types
    """Adds for each question of data/answers, such as minors, what a message likely says to it.

    The entities are `minors_likely` and, when it is hardly ever wrong, `minors_sure` as well.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        trained: Readers | None = None,
    ) -> None:
        """Keep the settings, and the readers (none before training)."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._readers = trained
        self._concepts = load_concepts(str(config["language"]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What applies unless config.yml says otherwise."""
        return {
            "language": "nl",
            "folder": "data/answers",
            # Longer messages are not read by these; a story holds more than an answer.
            "longest": {},
            # The readers whose slightest view counts when a conversation has several messages.
            "leaning": [],
            # Which training sentences of intents tell the same: {role: {happens_to_me: victim}}.
            "from_intents": {},
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the answers, the word lists, and the code that this leaves its work to."""
        modules = (concepts, learning, ngram_model, readers, text_features, training)
        language = str(config.get("language", "nl"))
        answers = sorted(Path(config.get("folder", "data/answers")).glob("*.tsv"))
        code = [str(module.__file__) for module in modules]
        return fingerprint_of([*code, *lexicon_files(language), *answers])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LearnedAnswers":
        """A component that is yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LearnedAnswers":
        """The trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Readers.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Train a reader for each question of the answers and store them all."""
        labelled = all_examples(Path(self._config["folder"]))
        for question, values in self._config["from_intents"].items():
            labelled[question] += [
                Example(message.get(TEXT), values[message.get(INTENT)])
                for message in training_data.intent_examples
                if message.get(INTENT) in values
            ]
        self._readers = learn(labelled, self._concepts)
        with self._model_storage.write_to(self._resource) as folder:
            self._readers.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each typed message what it likely answers; a button's payload says it itself."""
        for message in messages:
            text = message.get(TEXT)
            if text and has_letters(text) and not text.startswith("/") and self._is_read(text):
                # The classifier has made them already, from the same word lists.
                features = message.get(FEATURES) or features_of(text, self._concepts)
                found = self.add_extractor_name(list(self._found(text, features)))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _is_read(self, text: str) -> bool:
        language = str(self._config["language"])
        return other_language(text, language) in (None, language)

    def _found(self, text: str, features: Features) -> Iterator[dict[str, Any]]:
        if self._readers is None:
            raise RuntimeError("the readers are not trained")
        words = len(text.split())
        longest = self._config["longest"]
        for name, reading in self._readers.read(features).items():
            if name in self._config["leaning"] and reading.leaning:
                value, chance = reading.leaning
                yield _of_the_whole(f"{name}_leaning", f"{value} {chance:.2f}", text)
            if words <= longest.get(name, words) and reading.likely:
                for kind in ("likely", "sure") if reading.is_sure else ("likely",):
                    yield _of_the_whole(f"{name}_{kind}", reading.likely, text)


def _of_the_whole(entity: str, value: str, text: str) -> dict[str, Any]:
    return {"entity": entity, "value": value, "start": 0, "end": len(text)}
