"""The training sentences themselves: no duplicates, enough of each, none of the held-out set."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.nlu.text_features import fold

ROOT = Path(__file__).parents[2]
ENOUGH = 60


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    return tuple(
        (block["intent"], line.removeprefix("- "))
        for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    )


def bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def held_out() -> set[str]:
    return {
        bare(line.split("\t")[1])
        for path in Path(__file__).parent.glob("held_out*.tsv")
        for line in path.read_text("utf-8").splitlines()[1:]
    }


def test_no_sentence_stands_at_two_intents() -> None:
    intents: dict[str, set[str]] = {}
    for intent, text in sentences():
        intents.setdefault(bare(text), set()).add(intent)
    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


def test_no_held_out_sentence_is_trained_on() -> None:
    assert {bare(text) for _, text in sentences()} & held_out() == set()


def test_every_intent_has_enough_sentences() -> None:
    counted = Counter(intent for intent, _ in sentences())
    buttons = {"start", "choose", "danger_acute", "danger_suicide", "danger_unclear"}
    assert {name for name, count in counted.items() if count < ENOUGH} == buttons


@pytest.mark.parametrize("sign", ["[", "]", "{", "}"])
def test_no_sentence_holds_a_sign_of_the_file_format(sign: str) -> None:
    assert [text for _, text in sentences() if sign in text] == []
