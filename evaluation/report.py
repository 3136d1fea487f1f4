"""The report: figures in, Markdown out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import danger_report
from evaluation.answers import Answers
from evaluation.classifier import Judged
from evaluation.danger import DangerFigures
from evaluation.goals import Goal
from evaluation.intents import IntentRow, Scores
from evaluation.statistics import Rate
from evaluation.tables import sections, table

CROSS_VALIDATED = "cross-validated"
PICTURES = "pictures/evaluation"
BEGIN, END = "<!-- pipelines -->", "<!-- end of pipelines -->"
NOT_COMPARED = "Not measured yet: `scripts/evaluate pipelines`."

TypingErrors = Mapping[tuple[str, str], Mapping[str, Scores]]
"""By kind and number of errors, then by set."""


@dataclass(frozen=True)
class Findings:
    """Everything that the report tells."""

    sentences: int
    intents: int
    threshold: float
    answers: Answers
    unseen: Mapping[str, Sequence[Judged]]
    scores: Mapping[str, Scores]
    typing_errors: TypingErrors
    rows: Mapping[str, Sequence[IntentRow]]
    danger: DangerFigures
    goals: Sequence[Goal]


def render(found: Findings, comparison: str, origin: str) -> str:
    """The whole document; `comparison` is the text of the section on pipelines."""
    opening = (
        "# Evaluation\n\nMade by `scripts/evaluate`, which replaces this file and its pictures. "
        f"The trained model knows {found.intents} intents from {found.sentences:,} sentences; "
        f"below a confidence of {found.threshold:.2f} a message is not understood. Intervals are "
        "95 % Wilson intervals. How the sets were made, and what that means for the figures, "
        "stands at the end.\n\n"
    )
    return opening + sections(
        [
            ("Goals", _goals(found.goals)),
            ("Needs", _needs(found)),
            ("Typing errors", _typing_errors(found)),
            ("Confidence", _confidence()),
            ("Each intent", _each_intent(found.rows)),
            ("Other pipelines", f"{BEGIN}\n{comparison.strip()}\n{END}"),
            ("Danger, blind", danger_report.by_label(found.danger.blind)),
            ("Danger, cross-validated", danger_report.by_label(found.danger.cross_validated)),
            ("Danger, everyday", danger_report.everyday(found.danger)),
            ("Danger, typing errors", danger_report.mistyped(found.danger.mistyped)),
            ("How the sets were made", origin),
        ]
    )


def kept_comparison(report: Path) -> str:
    """The section on pipelines of the report that is there, or a line that there is none."""
    if not report.is_file():
        return NOT_COMPARED
    _, _, after = report.read_text(encoding="utf-8").partition(BEGIN)
    return after.partition(END)[0].strip() or NOT_COMPARED


def comparison(
    names: Sequence[str], scores: Mapping[str, Mapping[str, Scores]], sentences: int
) -> str:
    """The text of the section on pipelines; `scores` by pipeline, then by set."""
    head = ["pipeline", *(f"{name}: {what}" for name in names for what in ("right", "taken"))]
    rows = [
        [pipeline]
        + [
            part
            for name in names
            for part in (by_set[name].right_answer, by_set[name].outside_taken)
        ]
        for pipeline, by_set in scores.items()
    ]
    return (
        f"`scripts/evaluate pipelines`, on {sentences:,} sentences and the same folds: the share "
        "of needs that get the right answer, and of what is out of scope that is taken. The "
        "plainer ones are logistic regressions on tf-idf; each threshold gives up the same share "
        "of right answers. Kept as it was by runs of `scripts/evaluate` alone.\n\n"
        + table(head, rows)
    )


def _goals(goals: Sequence[Goal]) -> str:
    rows = [
        (
            one.name,
            one.wording,
            one.reached.with_interval,
            one.reached.total,
            one.verdict,
            one.table,
        )
        for one in goals
    ]
    head = ("goal", "asked", "reached (interval)", "n", "met", "table below")
    return (
        table(head, rows) + "\n“Yes, not proven”: the figure meets the goal, and the interval "
        f"does not exclude that chance made it so.\n\n![Goals]({PICTURES}/goals.svg)\n"
    )


def _needs(found: Findings) -> str:
    shared = "; ".join(", ".join(f"`{name}`" for name in group) for group in found.answers.shared())
    lines: tuple[tuple[str, Callable[[Scores], Rate]], ...] = (
        ("in scope: likeliest intent is the exact one", lambda s: s.likeliest),
        ("in scope: exact intent, above the threshold", lambda s: s.exact),
        ("in scope: right answer", lambda s: s.right_answer),
        ("in scope: right answer, danger judged last", lambda s: s.right_answer_after_danger),
        ("in scope: another answer", lambda s: s.other_answer),
        ("in scope: not understood", lambda s: s.not_understood),
        ("out of scope: taken for a need", lambda s: s.outside_taken),
    )
    rows = [
        [label, *(measure(one).with_interval for one in found.scores.values())]
        for label, measure in lines
    ]
    sizes = [
        f"{one.right_answer.total} + {one.outside_taken.total}" for one in found.scores.values()
    ]
    return (
        table(["", *found.scores], [["sentences, in + out of scope", *sizes], *rows])
        + "\nAn answer is right when the rules in `data/rules` give the same one to the intent "
        "that was meant and to the one that was given, in a conversation in which nothing else is "
        f"going on: {shared}. Within the interview, yes, no and “I don't know” differ. “Danger "
        "judged last” is the whole pipeline: what sounds like danger is answered with 112, also "
        "where something else was asked.\n\n"
        f"![Which intent was taken for which]({PICTURES}/confusion.svg)\n\n"
        "All held-out sentences together; a number counts sentences, where there are two or more.\n"
    )


def _typing_errors(found: Findings) -> str:
    head = [f"{name}: {what}" for name in found.unseen for what in ("right", "another")]
    rows = [
        [kind, times]
        + [
            part
            for name in found.unseen
            for part in (by_set[name].right_answer, by_set[name].other_answer)
        ]
        for (kind, times), by_set in found.typing_errors.items()
    ]
    return (
        "The same needs, typed with errors that are the same at every run "
        "(`evaluation/typing_errors.py`): the share that gets the right answer, and the share that "
        "gets another one. The rest is not understood.\n\n"
        + table(["error", "per sentence", *head], rows, words=2)
    )


def _confidence() -> str:
    return (
        f"![How sure the classifier was]({PICTURES}/confidence.svg)\n\n"
        f"![Confidence and share right]({PICTURES}/calibration.svg)\n\n"
        "ECE: the expected calibration error, the mean distance from the dotted line. Points "
        "above the line: more often right than the confidence says.\n\n"
        f"![What another threshold would give]({PICTURES}/threshold.svg)\n"
    )


def _each_intent(rows: Mapping[str, Sequence[IntentRow]]) -> str:
    checked = {row.intent: row for row in rows[CROSS_VALIDATED]}
    unseen = {row.intent: row for row in rows["held-out"]}
    lines = []
    for intent in sorted({*checked, *unseen}):
        found = (unseen.get(intent), checked.get(intent))
        cells = [cell for row in found for cell in _cells(row)]
        last = found[1] or found[0]
        taken = last.taken_for if last else ()
        lines.append([f"`{intent}`", *cells, ", ".join(f"`{name}` {n}" for name, n in taken)])
    head = ["intent", "held out", "precision", "recall", "cross-validated", "precision", "recall"]
    return (
        "Above the threshold; below it the intent is `nlu_fallback`. The last column counts in "
        "the cross-validated sentences.\n\n" + table([*head, "most often taken for"], lines)
    )


def _cells(row: IntentRow | None) -> list[str]:
    if row is None:
        return ["–"] * 3
    return [str(row.recall.total), str(row.precision), str(row.recall)]
