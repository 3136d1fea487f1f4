from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import NOT_UNDERSTOOD, NgramIntentClassifier
from bot.nlu.ngram_model import NgramModel
from tests.nlu.conftest import EXAMPLES

CONFIG = {**NgramIntentClassifier.get_default_config(), "set_elsewhere": ["start"]}


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def component(storage: LocalModelStorage, small_model: NgramModel) -> NgramIntentClassifier:
    return NgramIntentClassifier(CONFIG, storage, Resource("classifier"), {"nl": small_model})


def processed(component: NgramIntentClassifier, text: str, **metadata: str) -> Message:
    return component.process([Message({"text": text, "metadata": metadata})])[0]


def intent_of(message: Message) -> Any:
    return message.get("intent")["name"]


def test_a_known_sentence_gets_its_intent(component: NgramIntentClassifier) -> None:
    assert intent_of(processed(component, "is dit anoniem")) == "ask_anonymous"


def test_gibberish_is_not_understood(component: NgramIntentClassifier) -> None:
    assert processed(component, "???").get("intent") == {"name": NOT_UNDERSTOOD, "confidence": 1.0}


def test_below_the_threshold_the_ranking_keeps_what_was_likeliest(
    storage: LocalModelStorage, small_model: NgramModel
) -> None:
    strict = NgramModel(**{**vars(small_model), "threshold": 1.01})
    component = NgramIntentClassifier(CONFIG, storage, Resource("strict"), {"nl": strict})
    message = processed(component, "is dit anoniem")
    assert [intent["name"] for intent in message.get("intent_ranking")][:2] == [
        NOT_UNDERSTOOD,
        "ask_anonymous",
    ]


def test_another_language_does_not_use_the_dutch_classifier(
    component: NgramIntentClassifier,
) -> None:
    message = processed(component, "chcę zostać anonimowy, czy mogę", language="pl")
    assert intent_of(message) == NOT_UNDERSTOOD


def test_a_language_that_is_recognised_goes_before_the_one_that_was_told(
    component: NgramIntentClassifier,
) -> None:
    assert intent_of(processed(component, "can i stay anonymous please")) == NOT_UNDERSTOOD
    assert intent_of(processed(component, "is dit anoniem", language="pl")) == "ask_anonymous"


def test_a_regional_variant_uses_its_language(component: NgramIntentClassifier) -> None:
    assert intent_of(processed(component, "is dit anoniem", language="nl-BE")) == "ask_anonymous"


def test_the_trained_component_can_be_loaded_again(storage: LocalModelStorage) -> None:
    examples = [Message({"text": one.text, "intent": one.intent}) for one in EXAMPLES]
    examples += [Message({"text": f"(knop {n})", "intent": "start"}) for n in range(2)]
    resource = Resource("trained")
    NgramIntentClassifier(CONFIG, storage, resource, {}).train(TrainingData(examples))
    loaded = NgramIntentClassifier.load(CONFIG, storage, resource, None)
    assert intent_of(processed(loaded, "blijf ik anoniem")) == "ask_anonymous"


def test_what_buttons_set_is_never_guessed(storage: LocalModelStorage) -> None:
    examples = [Message({"text": one.text, "intent": one.intent}) for one in EXAMPLES]
    examples += [Message({"text": f"(knop {n})", "intent": "start"}) for n in range(2)]
    resource = Resource("trained")
    NgramIntentClassifier(CONFIG, storage, resource, {}).train(TrainingData(examples))
    loaded = NgramIntentClassifier.load({**CONFIG, "ranking_length": 9}, storage, resource, None)
    ranking = processed(loaded, "(knop 1)").get("intent_ranking")
    assert "start" not in {intent["name"] for intent in ranking}


def test_the_fingerprint_covers_the_word_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    before = NgramIntentClassifier.fingerprint_addon(CONFIG)
    monkeypatch.setattr("bot.nlu.intent_classifier.lexicon_files", lambda language: [__file__])
    assert NgramIntentClassifier.fingerprint_addon(CONFIG) != before
