"""How often the intent, and the answer that follows from it, is the right one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.intent_classifier import NOT_UNDERSTOOD
from bot.nlu.training import OUT_OF_SCOPE, Example
from evaluation.answers import Answers
from evaluation.classifier import Judged
from evaluation.statistics import Rate, rate
from evaluation.typing_errors import Kind, mistyped


@dataclass(frozen=True)
class Scores:
    """What came out for one set. Only `outside_taken` counts what is out of scope."""

    likeliest: Rate
    exact: Rate
    right_answer: Rate
    right_answer_after_danger: Rate
    other_answer: Rate
    not_understood: Rate
    outside_taken: Rate


def scores(chosen: Sequence[Judged], answers: Answers, danger: bool = True) -> Scores:
    """All measures of a set; without `danger` the slow one is left empty."""
    inside = [one for one in chosen if one.in_scope]
    outside = [one for one in chosen if not one.in_scope]
    pairs = [(one.intent, one.given_after_danger) for one in inside] if danger else []
    return Scores(
        likeliest=rate(one.right for one in inside),
        exact=rate(one.given == one.intent for one in inside),
        right_answer=rate(answers.same(one.intent, one.given) for one in inside),
        right_answer_after_danger=rate(answers.same(meant, given) for meant, given in pairs),
        other_answer=rate(
            one.given != NOT_UNDERSTOOD and not answers.same(one.intent, one.given)
            for one in inside
        ),
        not_understood=rate(one.given == NOT_UNDERSTOOD for one in inside),
        outside_taken=rate(one.given not in (OUT_OF_SCOPE, NOT_UNDERSTOOD) for one in outside),
    )


@dataclass(frozen=True)
class IntentRow:
    """One intent: of those taken for it how many were, of those that were how many found."""

    intent: str
    precision: Rate
    recall: Rate
    taken_for: tuple[tuple[str, int], ...]


def by_intent(chosen: Sequence[Judged], most: int = 2) -> list[IntentRow]:
    """The intents in alphabetical order, as the dialogue got to see them."""
    rows = []
    for intent in sorted({one.intent for one in chosen}):
        meant = [one for one in chosen if one.intent == intent]
        given = [one for one in chosen if one.given == intent]
        missed = Counter(one.given for one in meant if one.given != intent)
        ordered = sorted(missed.items(), key=lambda pair: (-pair[1], pair[0]))
        rows.append(
            IntentRow(
                intent,
                rate(one.intent == intent for one in given),
                rate(one.given == intent for one in meant),
                tuple(ordered[:most]),
            )
        )
    return rows


def with_errors(examples: Sequence[Example], kind: Kind, times: int) -> list[Example]:
    """The same sentences, typed with errors."""
    return [Example(mistyped(one.text, kind, times), one.intent) for one in examples]
