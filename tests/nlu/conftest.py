"""A small classifier trained in the test, and the one of the trained model."""

import tarfile
from pathlib import Path

import pytest

from bot.nlu.concepts import Concepts
from bot.nlu.ngram_model import NgramModel
from bot.nlu.training import Example, train

ROOT = Path(__file__).parents[2]

SENTENCES = {
    "ask_hours": [
        "wanneer zijn jullie open",
        "hoe laat gaat de chat open",
        "zijn jullie zondag open",
        "tot hoe laat zijn jullie er",
        "wat zijn de openingstijden",
        "is de chat nu open",
    ],
    "ask_anonymous": [
        "is dit anoniem",
        "blijf ik anoniem",
        "moet ik mijn naam geven",
        "weten jullie mijn naam",
        "kan ik anoniem melden",
        "wordt mijn naam genoemd",
    ],
    "out_of_scope": [
        "wat voor weer wordt het",
        "mijn fiets is weg",
        "vertel een mop",
        "hoe kook ik rijst",
        "wie wint de wedstrijd",
        "mijn hond is ziek",
    ],
}

EXAMPLES = tuple(Example(text, intent) for intent, texts in SENTENCES.items() for text in texts)

CONCEPTS = Concepts(
    {"hours": ["open", "openingstijd*", "gesloten", "dicht"], "name": ["naam", "anoniem*"]}, {}, []
)


@pytest.fixture(scope="session")
def small_model() -> NgramModel:
    """A classifier of three intents."""
    return train(EXAMPLES, CONCEPTS, rejected_share=0.05)


@pytest.fixture(scope="session")
def trained_classifier(tmp_path_factory: pytest.TempPathFactory) -> NgramModel:
    """The Dutch classifier inside the newest trained model."""
    archives = sorted((ROOT / "models").glob("*.tar.gz"))
    if not archives:
        pytest.fail("there is no trained model: run scripts/train first")
    folder = tmp_path_factory.mktemp("classifier")
    with tarfile.open(archives[-1]) as archive:
        for member in archive.getmembers():
            name = Path(member.name)
            if "intent_classifier" in str(name.parent) and name.name in {"nl.json", "nl.npz"}:
                content = archive.extractfile(member)
                assert content is not None
                (folder / name.name).write_bytes(content.read())
    return NgramModel.load(folder, "nl")
