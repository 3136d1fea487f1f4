"""What the intent classifier makes of sentences: the trained one, and cross-validated ones."""

import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from bot.engine.model_files import newest_model, verify
from bot.nlu import training
from bot.nlu.danger_component import DangerComponent
from bot.nlu.entities.lexicon import load_concepts
from bot.nlu.intent_classifier import NOT_UNDERSTOOD
from bot.nlu.ngram_model import NgramModel, features_of
from bot.nlu.training import OUT_OF_SCOPE, Example
from evaluation.sentences import LANGUAGE, ROOT


@dataclass(frozen=True)
class Judged:
    """One sentence, and what the classifier thought of it.

    `in_the_end` is the intent after the components that follow, where those were asked.
    """

    text: str
    intent: str
    likeliest: str
    confidence: float
    threshold: float
    in_the_end: str | None = None

    @property
    def in_scope(self) -> bool:
        """Whether the sentence is something that this chat is for."""
        return self.intent != OUT_OF_SCOPE

    @property
    def right(self) -> bool:
        """Whether the likeliest intent is the one that was meant, sure or not."""
        return self.likeliest == self.intent

    @property
    def understood(self) -> bool:
        """Whether the confidence reaches the threshold."""
        return self.confidence >= self.threshold

    @property
    def given(self) -> str:
        """The intent that the dialogue gets to see."""
        if self.in_the_end is not None:
            return self.in_the_end
        return self.likeliest if self.understood else NOT_UNDERSTOOD

    @property
    def given_after_danger(self) -> str:
        """The intent after the danger component, which comes last in the pipeline."""
        message = Message({"text": self.text, "intent": {"name": self.given}})
        DangerComponent().process([message])
        return str(message.get("intent")["name"])


def trained_model(folder: Path = ROOT / "models") -> NgramModel:
    """The classifier inside the newest trained model; raises ModelRefused without one."""
    archive = newest_model(folder)
    verify(archive)
    with tempfile.TemporaryDirectory() as name, tarfile.open(archive) as packed:
        for member in packed.getmembers():
            path = Path(member.name)
            if path.stem == LANGUAGE and "intent_classifier" in str(path.parent):
                content = packed.extractfile(member)
                if content is not None:
                    (Path(name) / path.name).write_bytes(content.read())
        return NgramModel.load(Path(name), LANGUAGE)


def judged(model: NgramModel, examples: Iterable[Example]) -> list[Judged]:
    """What a model says of sentences."""
    found = []
    for example in examples:
        likeliest, confidence = model.score(example.text).best
        name = likeliest or NOT_UNDERSTOOD
        found.append(Judged(example.text, example.intent, name, confidence, model.threshold))
    return found


def cross_validated(examples: Sequence[Example], threshold: float) -> list[Judged]:
    """What models that have not seen a sentence say of it, each in turn, at one threshold."""
    concepts = load_concepts(LANGUAGE)
    features = [features_of(example.text, concepts) for example in examples]
    checked = training.cross_validate(features, np.array([one.intent for one in examples]))
    return [
        Judged(example.text, example.intent, str(name), float(confidence), threshold)
        for example, name, confidence in zip(
            examples, checked.predicted, checked.confidence, strict=True
        )
    ]
