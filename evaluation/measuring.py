"""One run over everything that is measured."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.ngram_model import NgramModel
from bot.nlu.training import Example
from evaluation import danger, pipelines
from evaluation.answers import Answers, load_answers
from evaluation.classifier import Judged, cross_validated, judged, trained_model
from evaluation.goals import goals_of
from evaluation.intents import Scores, by_intent, scores, with_errors
from evaluation.report import CROSS_VALIDATED, Findings, TypingErrors
from evaluation.sentences import classifier_settings, held_out_sets, training_sentences
from evaluation.typing_errors import Kind
from evaluation.whole import after_all

HELD_OUT = "held-out"


@dataclass(frozen=True)
class Run:
    """What was found, and what the pictures and the comparison need beside it."""

    found: Findings
    cross_validated: Sequence[Judged]
    training: Sequence[Example]
    held_out: Mapping[str, Sequence[Example]]
    rejected_share: float


def measure(step: Callable[[str], None]) -> Run:
    """Measure everything but other pipelines; `step` is told what comes next.

    Raises ModelRefused when nothing was trained yet.
    """
    settings = classifier_settings()
    training, held_out = training_sentences(settings.set_elsewhere), held_out_sets()
    answers, model = load_answers(), trained_model()
    step("held-out sentences")
    unseen = {name: after_all(judged(model, chosen)) for name, chosen in held_out.items()}
    step("typing errors")
    typed = _typed(model, held_out, answers)
    step("cross-validation")
    checked = cross_validated(training, model.threshold)
    together = [one for chosen in unseen.values() for one in chosen]
    counted = {
        name: scores(chosen, answers)
        for name, chosen in {**unseen, CROSS_VALIDATED: checked}.items()
    }
    everyday = [example for chosen in held_out.values() for example in chosen]
    levels = danger.measured(training, everyday, step)
    found = Findings(
        sentences=len(training),
        intents=len(model.labels),
        threshold=model.threshold,
        answers=answers,
        unseen=unseen,
        scores=counted,
        typing_errors=typed,
        rows={HELD_OUT: by_intent(together), CROSS_VALIDATED: by_intent(checked)},
        danger=levels,
        goals=goals_of(levels, {name: counted[name] for name in unseen}, counted[CROSS_VALIDATED]),
    )
    return Run(found, checked, training, held_out, settings.rejected_share)


def scores_of_pipeline(run: Run, name: str, step: Callable[[str], None]) -> dict[str, Scores]:
    """What a plainer pipeline reaches, by set."""
    checked, *unseen = pipelines.compared(
        name, run.training, list(run.held_out.values()), run.rejected_share, step
    )
    by_set = {**dict(zip(run.held_out, unseen, strict=True)), CROSS_VALIDATED: checked}
    answers = run.found.answers
    return {name: scores(chosen, answers, danger=False) for name, chosen in by_set.items()}


def _typed(
    model: NgramModel, held_out: Mapping[str, Sequence[Example]], answers: Answers
) -> TypingErrors:
    def typed(kind: Kind, times: int) -> dict[str, Scores]:
        return {
            name: scores(judged(model, with_errors(chosen, kind, times)), answers, danger=False)
            for name, chosen in held_out.items()
        }

    table = {("none", "0"): typed(Kind.MIXED, 0)}
    for kind in Kind:
        if kind is Kind.BARE:
            table[str(kind), "all"] = typed(kind, 1)
        else:
            table.update({(str(kind), str(times)): typed(kind, times) for times in (1, 2)})
    return table
