"""What was learned about answers, as a component of a Rasa pipeline."""

import json
from collections.abc import Iterator, Mapping
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
from bot.nlu.ngram_model import NgramModel, features_of
from bot.nlu.readers import learning
from bot.nlu.readers.learning import Reader, examples_in, learn
from bot.nlu.text_features import has_letters
from bot.nlu.training import Example

_CHANCES = "chances.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LearnedAnswers(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]  # Rasa has no types
    """Adds for each file of answers, such as minors.tsv, what a message likely says about it.

    The entities are `minors_likely` and, when it is hardly ever wrong, `minors_sure` as well.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        readers: Mapping[str, Reader],
    ) -> None:
        """Keep the settings, and the readers by name (none before training)."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._readers = dict(readers)
        self._concepts = load_concepts(str(config["language"]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What applies unless config.yml says otherwise."""
        return {
            "language": "nl",
            "folder": "data/answers",
            # Longer messages are not read by these; a story holds more than an answer.
            "longest": {},
            # Which training sentences of intents tell the same: {role: {happens_to_me: victim}}.
            "from_intents": {},
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the answers, the word lists, and the code that this leaves its work to."""
        modules = (concepts, learning, ngram_model, text_features, training)
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
        return cls(config, model_storage, resource, {})

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
            chances = json.loads((folder / _CHANCES).read_text("utf-8"))
            readers = {
                name: Reader(NgramModel.load(folder, name), *pair) for name, pair in chances.items()
            }
        return cls(config, model_storage, resource, readers)

    def train(self, training_data: TrainingData) -> Resource:
        """Train one reader for each file of answers and store them all."""
        for path in sorted(Path(self._config["folder"]).glob("*.tsv")):
            values = self._config["from_intents"].get(path.stem, {})
            stories = [
                Example(message.get(TEXT), values[message.get(INTENT)])
                for message in training_data.intent_examples
                if message.get(INTENT) in values
            ]
            self._readers[path.stem] = learn([*examples_in(path), *stories], self._concepts)
        with self._model_storage.write_to(self._resource) as folder:
            for name, reader in self._readers.items():
                reader.model.save(folder, name)
            chances = {name: (one.likely, one.sure) for name, one in self._readers.items()}
            (folder / _CHANCES).write_text(json.dumps(chances), "utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each typed message what it likely answers; a button's payload says it itself."""
        for message in messages:
            text = message.get(TEXT)
            if text and has_letters(text) and not text.startswith("/") and self._is_read(text):
                found = self.add_extractor_name(list(self._found(text)))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _is_read(self, text: str) -> bool:
        language = str(self._config["language"])
        return other_language(text, language) in (None, language)

    def _found(self, text: str) -> Iterator[dict[str, Any]]:
        words = len(text.split())
        # Once for all readers: they were taught with the same concepts.
        features = features_of(text, self._concepts)
        for name, reader in self._readers.items():
            if words > self._config["longest"].get(name, words):
                continue
            if read := reader.read(features):
                value, chance = read
                for kind in ("likely", "sure") if chance >= reader.sure else ("likely",):
                    yield {
                        "entity": f"{name}_{kind}",
                        "value": value,
                        "start": 0,
                        "end": len(text),
                    }
