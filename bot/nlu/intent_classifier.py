"""The intent classifier as a component of a Rasa pipeline."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.helpline.danger import other_language
from bot.nlu import concepts, ngram_model, text_features, training
from bot.nlu.entities import phrases, tokens
from bot.nlu.entities.lexicon import lexicon_files, load_concepts
from bot.nlu.fingerprint import fingerprint_of
from bot.nlu.ngram_model import FEATURES, NgramModel, Scored, features_of
from bot.nlu.text_features import has_letters

NOT_UNDERSTOOD = "nlu_fallback"
_RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(GraphComponent, IntentClassifier):  # type: ignore[misc]  # Rasa has no types
    """Gives each message its intent, or `nlu_fallback` when no intent is likely enough.

    Holds one classifier per language. A training sentence says its language in its metadata
    (`metadata: {language: pl}`), a message in its own; both default to `language`.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        models: Mapping[str, NgramModel],
    ) -> None:
        """Keep the settings, and the classifiers by language (none before training)."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._models = dict(models)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What applies unless config.yml says otherwise."""
        return {
            "language": "nl",
            # Share of the right answers given up for rejecting what is not understood.
            "rejected_share": 0.05,
            "ranking_length": 5,
            # Intents that buttons or the danger component set; never guessed from text.
            "set_elsewhere": [],
        }

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed beside Rasa itself."""
        return ["sklearn", "scipy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the word lists, and with the code that this component leaves its work to."""
        modules = (concepts, ngram_model, phrases, text_features, tokens, training)
        lists = lexicon_files(str(config.get("language", "nl")))
        return fingerprint_of([*(str(module.__file__) for module in modules), *lists])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramIntentClassifier":
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
    ) -> "NgramIntentClassifier":
        """The trained component."""
        with model_storage.read_from(resource) as folder:
            names = sorted(path.stem for path in folder.glob("*.npz"))
            models = {name: NgramModel.load(folder, name) for name in names}
        return cls(config, model_storage, resource, models)

    def train(self, training_data: TrainingData) -> Resource:
        """Train one classifier per language and store them all."""
        by_language: dict[str, list[training.Example]] = defaultdict(list)
        elsewhere = set(self._config["set_elsewhere"])
        for message in training_data.intent_examples:
            if message.get(INTENT) not in elsewhere:
                example = training.Example(message.get(TEXT), message.get(INTENT))
                by_language[self._language_of_example(message)].append(example)
        for language, examples in by_language.items():
            share = float(self._config["rejected_share"])
            self._models[language] = training.train(examples, load_concepts(language), share)
        with self._model_storage.write_to(self._resource) as folder:
            for language, model in self._models.items():
                model.save(folder, language)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of each message that holds text."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                self._set_intent(message, text)
        return messages

    def _set_intent(self, message: Message, text: str) -> None:
        model = self._model_for(message, text)
        scored = Scored(())
        if model and has_letters(text):
            features = features_of(text, model.concepts)
            scored = model.score_features(features)
            message.set(FEATURES, features)
        ranking = [
            {"name": name, "confidence": confidence}
            for name, confidence in scored.ranking[: int(self._config["ranking_length"])]
        ]
        confidence = scored.best[1]
        if model is None or confidence < model.threshold or not ranking:
            ranking.insert(0, {"name": NOT_UNDERSTOOD, "confidence": 1.0 - confidence})
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(_RANKING, ranking, add_to_output=True)

    def _model_for(self, message: Message, text: str) -> NgramModel | None:
        """The classifier of the language that the text is in, if there is one."""
        told = (message.get("metadata") or {}).get("language") or self._config["language"]
        language = str(told).split("-")[0]
        return self._models.get(other_language(text, language) or language)

    def _language_of_example(self, message: Message) -> str:
        metadata = message.get("metadata") or {}
        for level in ("example", "intent"):
            told = metadata.get(level)
            if isinstance(told, Mapping) and "language" in told:
                return str(told["language"])
        return str(self._config["language"])
