"""Texts by key, with facts filled in."""

from pathlib import Path

import pytest

from bot.web.catalogue import Catalogue, CatalogueError, load_catalogue
from bot.web.failures import CODES
from bot.web.problems import CATALOGUE


def test_fills_placeholders() -> None:
    assert Catalogue({"a.b": "Bel {phone}."}).text("a.b", {"phone": "1"}) == "Bel 1."


def test_a_value_is_not_filled_again() -> None:
    assert Catalogue({"a": "{x}"}).text("a", {"x": "{y}"}) == "{y}"


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(CatalogueError, match=r"a\.b"):
        Catalogue({}).text("a.b", {})


def test_an_unknown_placeholder_is_named() -> None:
    with pytest.raises(CatalogueError, match="phone"):
        Catalogue({"a": "{phone}"}).text("a", {})


def test_a_section_has_short_keys() -> None:
    catalogue = Catalogue({"one.a": "1", "one.b.c": "{x}", "other.a": "3"})
    assert catalogue.section("one", {"x": "2"}) == {"a": "1", "b.c": "2"}


def test_reads_nested_files(tmp_path: Path) -> None:
    file = tmp_path / "nl.yml"
    file.write_text("page:\n  title: Chat\n  deep:\n    er: >-\n      twee\n      regels\n")
    catalogue = load_catalogue(file)
    assert catalogue.text("page.deep.er", {}) == "twee regels"
    assert catalogue.keys() == {"page.title", "page.deep.er"}


@pytest.mark.parametrize("content", ["a: 112", "a: [x]", "- x", "a: {", "a:"])
def test_refuses_what_is_no_text(tmp_path: Path, content: str) -> None:
    file = tmp_path / "nl.yml"
    file.write_text(content)
    with pytest.raises(CatalogueError):
        load_catalogue(file)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_failure_has_words(code: str) -> None:
    assert {f"title.{code}", f"detail.{code}"} <= CATALOGUE.keys()
