from pathlib import Path

import pytest

from bot.nlu.entities import lexicon
from bot.nlu.entities.lexicon import LexiconError, lexicon_files, load_concepts, load_lexicon


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    (tmp_path / "nl").mkdir()
    return tmp_path / "nl"


def test_a_language_without_word_lists_is_refused() -> None:
    with pytest.raises(LexiconError, match="xx"):
        lexicon_files("xx")


def test_a_list_that_is_no_list_is_named(folder: Path) -> None:
    (folder / "wrong.yml").write_text("concepts:\n  drugs: wiet\n")
    with pytest.raises(LexiconError, match=r"wrong\.yml: 'drugs'"):
        load_lexicon("nl")


def test_a_rule_with_an_unknown_concept_is_named(folder: Path) -> None:
    (folder / "forms.yml").write_text("concepts: {a: [b]}\nforms: {sexual: {certain: [a + c]}}\n")
    with pytest.raises(LexiconError, match=r"\['c'\]"):
        load_lexicon("nl")


def test_a_list_in_two_files_is_named(folder: Path) -> None:
    (folder / "also.yml").write_text("words: {there: [daar]}\n")
    (folder / "wrong.yml").write_text("words: {there: [er]}\n")
    with pytest.raises(LexiconError, match=r"wrong\.yml: 'there'"):
        load_lexicon("nl")


def test_the_dutch_lists_cover_the_four_forms() -> None:
    assert {rule.form for rule in load_lexicon("nl").rules} == {
        "sexual",
        "labour",
        "criminal",
        "organ",
    }


def test_the_classifier_sees_the_needs_too() -> None:
    assert "need_hours" in load_concepts("nl").found_in("zijn jullie zondag open")
