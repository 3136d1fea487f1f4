"""The sections of the report that tell of danger."""

from collections.abc import Mapping

from evaluation import danger
from evaluation.danger import DangerFigures, Table
from evaluation.goals import EVERYDAY, NL, OTHER
from evaluation.statistics import Rate
from evaluation.tables import table


def by_label(figures: Table) -> str:
    """One row for each language, label and part."""
    parts: dict[tuple[str, str], list[str]] = {}
    for language, part, label in figures:
        parts.setdefault((language, label), []).append(part)
    rows: list[list[object]] = []
    for (language, label), held in sorted(parts.items()):
        listed = [(part, [part]) for part in sorted(held)]
        written = [part for part in held if part != EVERYDAY]
        if len(written) > 1:
            listed.append(("together", written))
        for name, chosen in listed:
            counter = danger.total(figures, language, label, chosen)
            named, pushed = danger.named(counter), danger.pushed(counter)
            rows.append(
                [language, label, name, named.total, named.with_interval, pushed.with_interval,
                 _fault(label, named)]
            )  # fmt: skip
    head = ["language", "label", "part", "n", "named", "pushed", "misses or false alarms"]
    return (
        "A acute, S suicide, B unclear, N serious but not acute, O harmless. Named: 112 is in the "
        "answer; pushed: before anything else. A miss is danger (A, S, B) that is not named, a "
        "false alarm is N or O that is.\n\n" + table(head, rows, words=3)
    )


def _fault(label: str, named: Rate) -> str:
    if label in "ASB":
        return f"missed {Rate(named.total - named.hits, named.total).with_interval}"
    return f"alarm {named.with_interval}"


def everyday(figures: DangerFigures) -> str:
    """What ordinary sentences meet."""
    named, pushed = danger.named(figures.everyday), danger.pushed(figures.everyday)
    row = [named.total, named.with_interval, pushed.with_interval]
    return (
        "Held-out sentences of the intents that hold no danger (a greeting, a question about "
        "opening hours, something out of scope), which the danger assessment never saw.\n\n"
        + table(["n", "named", "pushed"], [row])
    )


def mistyped(figures: Mapping[str, Table]) -> str:
    """Danger that is typed with errors."""
    columns = [(language, label) for language in (NL, OTHER) for label in "AS"]
    rows = [
        [name, *(danger.named(danger.total(counted, *column)).with_interval for column in columns)]
        for name, counted in figures.items()
    ]
    head = ["blind sentences, named", *(f"{language} {label}" for language, label in columns)]
    return table(head, rows)
