import pytest

from bot.helpline.danger.meanings import FOLDER, Meanings, meanings, parse

SMALL = Meanings(
    {("deur",): frozenset({"door"}), ("deur", "op", "slot"): frozenset({"locked"})},
    {"deur": 3},
)


def test_a_word_and_a_phrase_that_begins_with_it_are_both_found() -> None:
    assert list(SMALL.at(["de", "deur", "op", "slot"])) == [(1, "door"), (1, "locked")]


def test_a_phrase_that_breaks_off_is_not_found() -> None:
    assert list(SMALL.at(["deur", "op"])) == [(0, "door")]


def test_spelling_does_not_matter() -> None:
    assert dict(parse("locked: opgeslooten")) == dict(parse("locked: opgesloten"))


def test_a_line_without_a_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="no meaning"):
        list(parse("deur, slot"))


def test_every_meaning_has_enough_words() -> None:
    for path in FOLDER.glob("*.txt"):
        found = [meaning for meaning, _ in parse(path.read_text(encoding="utf-8"))]
        assert min(map(found.count, set(found))) >= 20, path.name


def test_the_listed_meanings_are_read() -> None:
    assert len(meanings().phrases) > 15_000
