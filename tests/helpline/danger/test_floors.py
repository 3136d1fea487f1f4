"""The published rates do not get worse unnoticed, on sentences that nothing was trained on."""

from collections import Counter

import pytest

from bot.helpline.danger.corpus import BLIND, sentences
from bot.helpline.danger.level import Level
from bot.helpline.danger.measure import counts, group, named, pushed

# Slightly under (misses) or over (false alarms) what docs/danger.md publishes.
NAMED_AT_LEAST = {("nl", "A"): 0.98, ("nl", "S"): 0.97, ("other", "A"): 0.98}
NAMED_AT_MOST = {
    ("nl", "N"): 0.08,
    ("nl", "O"): 0.022,
    ("other", "N"): 0.10,
    ("other", "O"): 0.04,
}
PUSHED_AT_MOST = {("nl", "N"): 0.015, ("nl", "O"): 0.01}


@pytest.fixture(scope="module")
def blind() -> dict[tuple[str, str], tuple[float, float]]:
    table: dict[tuple[str, str], Counter[Level]] = {}
    for (language, _, label), counter in counts(
        s for s in sentences() if s.part.startswith(BLIND)
    ).items():
        table.setdefault((language, label), Counter()).update(counter)
    return {row: (named(counter), pushed(counter)) for row, counter in table.items()}


@pytest.mark.parametrize(("row", "floor"), NAMED_AT_LEAST.items(), ids=str)
def test_danger_is_named(
    blind: dict[tuple[str, str], tuple[float, float]], row: tuple[str, str], floor: float
) -> None:
    assert blind[row][0] >= floor


@pytest.mark.parametrize(("row", "ceiling"), NAMED_AT_MOST.items(), ids=str)
def test_what_is_no_danger_is_seldom_named(
    blind: dict[tuple[str, str], tuple[float, float]], row: tuple[str, str], ceiling: float
) -> None:
    assert blind[row][0] <= ceiling


@pytest.mark.parametrize(("row", "ceiling"), PUSHED_AT_MOST.items(), ids=str)
def test_what_is_no_danger_is_seldom_pushed(
    blind: dict[tuple[str, str], tuple[float, float]], row: tuple[str, str], ceiling: float
) -> None:
    assert blind[row][1] <= ceiling


def test_every_sentence_is_labelled_once() -> None:
    texts = [(sentence.text, sentence.language) for sentence in sentences()]
    assert len(texts) == len(set(texts))
    assert {group(sentence)[2] for sentence in sentences()} == set("ASBNO")
