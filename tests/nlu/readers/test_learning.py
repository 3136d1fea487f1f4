"""Readers learn from answers that people gave, and keep silent where they would guess."""

from pathlib import Path

import pytest

from bot.nlu.entities.lexicon import load_concepts
from bot.nlu.ngram_model import features_of
from bot.nlu.readers.learning import all_examples, examples_in, learn
from bot.nlu.readers.readers import NOTHING, Readers, Reading
from bot.nlu.training import Example

ALL = all_examples(Path(__file__).parents[3] / "data" / "answers")
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
def readers() -> Readers:
    labelled = [(YES, "yes"), (NO, "no"), (NONE, NOTHING)]
    examples = [Example(text, value) for texts, value in labelled for text in texts]
    others = [Example(text, "in_time") for text in ("om negen uur", "morgen", "elke dag")]
    others += [Example(text, NOTHING) for text in (*YES[:4], *NO[:4])]
    return learn({"minors": examples, "when": others}, load_concepts("nl"))


def reading(readers: Readers, text: str) -> Reading | None:
    return readers.read(features_of(text, readers.model.concepts)).get("minors")


def test_it_reads_an_answer_that_it_has_not_seen(readers: Readers) -> None:
    read = reading(readers, "ja zeker hoor")
    assert read is not None
    assert read.likely == "yes"


def test_each_question_is_read_by_itself(readers: Readers) -> None:
    read = readers.read(features_of("ja zeker hoor", readers.model.concepts))
    assert set(read) == {"minors", "when"}
    assert read["when"].likely is None


def test_what_tells_nothing_is_not_read(readers: Readers) -> None:
    read = reading(readers, "wie zijn jullie")
    assert read is not None
    assert read.likely is None
    assert not read.is_sure


def test_it_leans_to_something_where_it_does_not_read(readers: Readers) -> None:
    read = reading(readers, "wie zijn jullie")
    assert read is not None
    assert read.leaning is not None
    assert read.leaning[0] in ("yes", "no")


def test_text_without_letters_is_not_read(readers: Readers) -> None:
    assert reading(readers, "... 123 ?") is None


def test_what_is_stored_reads_the_same(readers: Readers, tmp_path: Path) -> None:
    readers.save(tmp_path)
    again = reading(Readers.load(tmp_path), "ja zeker hoor")
    first = reading(readers, "ja zeker hoor")
    assert again is not None
    assert first is not None
    assert again.scored.best == pytest.approx(first.scored.best)


def test_sure_is_never_less_than_likely(readers: Readers) -> None:
    for limits in readers.limits.values():
        assert limits.likely <= limits.sure <= 1


def test_a_row_may_answer_several_questions(tmp_path: Path) -> None:
    file = tmp_path / "stories.tsv"
    rows = "role\tminors\ttext\nvictim\tyes\tik ben 15\n\tno\tze zijn 30\n"
    file.write_text(rows, encoding="utf-8")
    assert examples_in(file) == {
        "role": [Example("ik ben 15", "victim")],
        "minors": [Example("ik ben 15", "yes"), Example("ze zijn 30", "no")],
    }


def test_a_row_without_a_value_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "minors.tsv"
    file.write_text("minors\ttext\nyes\tze is 16\n\tgeen waarde\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"minors\.tsv, line 3"):
        examples_in(file)


@pytest.mark.parametrize("question", sorted(ALL))
def test_every_answer_is_labelled_once(question: str) -> None:
    texts = [example.text for example in ALL[question]]
    assert len(texts) == len(set(texts))
    assert len(texts) > 400
