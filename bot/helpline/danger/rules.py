"""What makes a message dangerous: features that occur close together.

A rule reads `name: FEATURE FEATURE|OTHER !ABSENT`. All features must occur within a span
of a few words, of alternatives one; a feature after `!` must not occur near it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Places = Mapping[str, Sequence[int]]
_MOST_ANCHORS = 16
_REACH = 9


@dataclass(frozen=True)
class Rule:
    """One combination of features, and how many words it may span."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]
    span: int


@dataclass(frozen=True)
class Hit:
    """A place where a rule applies, from the first to the last word."""

    rule: Rule
    first: int
    last: int


def parse(table: str, span: int) -> tuple[Rule, ...]:
    """The rules of a table, one a line; `/12` after the name sets another span."""
    rules = []
    for line in filter(None, map(str.strip, table.splitlines())):
        head, _, body = line.partition(":")
        name, _, own = head.partition("/")
        parts = body.split()
        rules.append(
            Rule(
                name=name,
                needs=tuple(tuple(p.split("|")) for p in parts if not p.startswith("!")),
                absent=tuple(p[1:] for p in parts if p.startswith("!")),
                span=int(own or span),
            )
        )
    return tuple(rules)


def _nearest(places: Sequence[int], to: int) -> int:
    at = bisect_left(places, to)
    before_and_after = places[max(0, at - 1) : at + 1]
    return min(before_and_after, key=lambda place: abs(place - to))


def _merged(alternatives: tuple[str, ...], places: Places) -> Sequence[int]:
    if len(alternatives) == 1:
        return places.get(alternatives[0], ())
    return sorted({at for feature in alternatives for at in places.get(feature, ())})


def near(places: Places, feature: str, first: int, last: int) -> bool:
    """Whether the feature occurs from word `first` to word `last`."""
    found = places.get(feature, ())
    at = bisect_left(found, first)
    return at < len(found) and found[at] <= last


def possible(rule: Rule, places: Places) -> bool:
    """Whether all features of the rule occur at all: the quick question before `hits`."""
    present = places.keys()
    return not any(present.isdisjoint(need) for need in rule.needs)


def hits(rule: Rule, places: Places) -> Iterator[Hit]:
    """Where the rule applies, the tightest first combination around each anchor word."""
    found = sorted((_merged(need, places) for need in rule.needs), key=len)
    anchors = found[0]
    if not anchors:
        return
    if len(anchors) > _MOST_ANCHORS:
        anchors = [*anchors[: _MOST_ANCHORS // 2], *anchors[-_MOST_ANCHORS // 2 :]]
    for anchor in anchors:
        chosen = [anchor, *(_nearest(others, anchor) for others in found[1:])]
        first, last = min(chosen), max(chosen)
        if last - first > rule.span:
            continue
        if any(near(places, word, first - _REACH, last + _REACH) for word in rule.absent):
            continue
        yield Hit(rule, first, last)
