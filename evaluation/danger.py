"""Misses and false alarms of the danger assessment, on sentences that it was not trained on."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.helpline.danger import assess, train
from bot.helpline.danger.corpus import (
    BLIND,
    Sentence,
    ordinary_sentences,
    sentences,
)
from bot.helpline.danger.level import Level
from bot.helpline.danger.measure import Group, counts
from bot.nlu.training import Example
from evaluation.statistics import Rate
from evaluation.typing_errors import Kind, mistyped

TOGETHER = "all blind"
HARMLESS = "O"

Table = dict[Group, Counter[Level]]


@dataclass(frozen=True)
class DangerFigures:
    """How often each level was given, by language, part and label."""

    blind: Table
    cross_validated: Table
    everyday: Counter[Level]
    mistyped: Mapping[str, Table]


def named(counter: Counter[Level]) -> Rate:
    """How many messages were answered with 112 at all."""
    return Rate(counter.total() - counter[Level.NONE], counter.total())


def pushed(counter: Counter[Level]) -> Rate:
    """How many messages were answered with 112 before anything else."""
    return Rate(counter[Level.ACUTE] + counter[Level.SUICIDE], counter.total())


def total(table: Table, language: str, label: str, parts: Iterable[str] = ()) -> Counter[Level]:
    """The levels of one label, over some parts of a table or over all of it."""
    wanted = set(parts)
    found: Counter[Level] = Counter()
    for (spoken, part, marked), counter in table.items():
        if spoken == language and marked == label and (not wanted or part in wanted):
            found.update(counter)
    return found


def blind_sentences() -> list[Sentence]:
    """The labelled sentences that nothing was ever trained or tuned on."""
    return [sentence for sentence in sentences() if sentence.part.startswith(BLIND)]


def everyday(training: Iterable[Example], held_out: Iterable[Example]) -> Counter[Level]:
    """Held-out sentences of the intents that hold no danger: what visitors say every day."""
    ordinary = {one.text for one in ordinary_sentences() if one.label == HARMLESS}
    calm = {example.intent for example in training if example.text in ordinary}
    return Counter(assess(one.text).level for one in held_out if one.intent in calm)


def with_errors(chosen: Iterable[Sentence], kind: Kind, times: int) -> Table:
    """The levels of danger that is typed with errors, all parts together."""
    return counts(
        Sentence(TOGETHER, one.label, one.language, mistyped(one.text, kind, times))
        for one in chosen
        if one.label in "AS"
    )


def measured(
    training: Iterable[Example], held_out: Iterable[Example], step: Callable[[str], None]
) -> DangerFigures:
    """All figures; `step` is told what comes next."""
    blind = blind_sentences()
    step("danger: blind sentences")
    unseen = counts(blind)
    typed = {"as written": with_errors(blind, Kind.MIXED, 0)}
    step("danger: typing errors")
    for times, label in ((1, "one error"), (2, "two errors")):
        typed[label] = with_errors(blind, Kind.MIXED, times)
    typed[str(Kind.BARE)] = with_errors(blind, Kind.BARE, 1)
    step("danger: cross-validation")
    return DangerFigures(unseen, train.cross_validated().table, everyday(training, held_out), typed)
