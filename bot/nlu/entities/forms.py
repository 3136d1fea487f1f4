"""Which form of exploitation a message points at."""

from collections.abc import Collection, Iterable, Mapping

from bot.nlu.entities.lexicon import Rule
from bot.nlu.entities.phrases import Hit

ENOUGH = 2
"""Points from which a form is taken over."""


def exploitation_form(hits: Iterable[Hit], rules: Iterable[Rule]) -> str | None:
    """The form with more points than every other; None when nothing or too much fits."""
    said = {hit.concept for hit in hits if not hit.negated}
    points: dict[str, int] = {}
    for rule in rules:
        if _holds(rule, said):
            points[rule.form] = points.get(rule.form, 0) + rule.points
    return _most(points, ENOUGH)


def perhaps_form(hits: Iterable[Hit], hints: Mapping[str, Collection[str]]) -> str | None:
    """The form that a few words point at: only good as an answer where the form was asked."""
    said = {hit.concept for hit in hits if not hit.negated}
    points = {form: len(said.intersection(concepts)) for form, concepts in hints.items()}
    return _most(points, 1)


def _most(points: Mapping[str, int], enough: int) -> str | None:
    ordered = sorted(points.items(), key=lambda item: -item[1])
    if not ordered or ordered[0][1] < enough:
        return None
    tied = len(ordered) > 1 and ordered[0][1] == ordered[1][1]
    return None if tied else ordered[0][0]


def _holds(rule: Rule, said: Collection[str]) -> bool:
    return all(not group.isdisjoint(said) for group in rule.groups)
