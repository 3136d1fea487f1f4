"""Readers learn from answers that people gave, and keep silent where they would guess."""

from pathlib import Path

import pytest

from bot.nlu.entities.lexicon import load_concepts
from bot.nlu.ngram_model import features_of
from bot.nlu.readers.learning import NOTHING, Reader, examples_in, learn
from bot.nlu.training import Example

ANSWERS = Path(__file__).parents[3] / "data" / "answers"
YES = ["ja", "ja hoor", "jazeker", "ja dat klopt", "klopt ja", "ja inderdaad", "zeker ja", "ja wel"]
NO = [
    "nee",
    "nee hoor",
    "nee niet",
    "zeker niet",
    "nee dat niet",
    "niet dus",
    "nee echt niet",
    "nee",
]
NONE = ["misschien", "geen idee", "hoe laat", "wat kost dit", "wie zijn jullie", "hallo", "en nu"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    labelled = [(YES, "yes"), (NO, "no"), (NONE, NOTHING)]
    examples = [Example(text, value) for texts, value in labelled for text in texts]
    return learn(examples, load_concepts("nl"))


def test_it_reads_an_answer_that_it_has_not_seen(reader: Reader) -> None:
    read = reader.read(features_of("ja zeker hoor", reader.model.concepts))
    assert read is not None
    assert read[0] == "yes"


def test_what_tells_nothing_is_not_read(reader: Reader) -> None:
    assert reader.read(features_of("wie zijn jullie", reader.model.concepts)) is None


def test_text_without_letters_is_not_read(reader: Reader) -> None:
    assert reader.read(features_of("... 123 ?", reader.model.concepts)) is None


def test_sure_is_never_less_than_likely(reader: Reader) -> None:
    assert reader.likely <= reader.sure <= 1


def test_a_row_without_a_value_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "minors.tsv"
    file.write_text("value\ttext\nyes\tze is 16\n\tgeen waarde\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"minors\.tsv, line 3"):
        examples_in(file)


@pytest.mark.parametrize("path", sorted(ANSWERS.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_answer_is_labelled_once(path: Path) -> None:
    texts = [example.text for example in examples_in(path)]
    assert len(texts) == len(set(texts))
    assert len(texts) > 400
