"""The decision: hand-made rules first; what was learned may raise the level, never lower it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot.helpline.danger import learned
from bot.helpline.danger.details import only_details
from bot.helpline.danger.level import Assessment, Level
from bot.helpline.danger.message import Message, read
from bot.helpline.danger.rule_table import ACUTE, HINTS, PLAIN, SUICIDE, UNCLEAR
from bot.helpline.danger.rules import Rule, hits, possible
from bot.helpline.danger.scope import holds

_CRY_FOR_HELP = 2
# What may stand beside the word for help without making it a polite request for something.
_BESIDE_HELP = ("HELP", "ME", "NOW", "SOON")
# In so few words there is nothing that could take a plain statement back.
_SHORT = 6
# From so many words on a message is also judged sentence by sentence.
_LONG = 16
_FEWEST_WORDS = 4
_MOST_SENTENCES = 30
_SENTENCE_END = re.compile(r"(?<=[.!?;\n])\s+|\n")
_HEIGHT = {Level.NONE: 0, Level.UNCLEAR: 1, Level.SUICIDE: 2, Level.ACUTE: 3}


def _by_core(rules: Sequence[Rule]) -> Mapping[str, tuple[int, ...]]:
    """For each feature the places of the rules that have it at their core."""
    found: dict[str, list[int]] = {}
    for at, rule in enumerate(rules):
        for feature in rule.needs[0]:
            found.setdefault(feature, []).append(at)
    return {feature: tuple(places) for feature, places in found.items()}


_RULES = (*ACUTE, *SUICIDE, *UNCLEAR, *PLAIN, *HINTS)
_BY_CORE = _by_core(_RULES)


def _matches(message: Message) -> dict[Rule, bool]:
    """The rules that match, in order, and whether they hold here and now."""
    places = message.places
    candidates = {at for feature in places for at in _BY_CORE.get(feature, ())}
    matches: dict[Rule, bool] = {}
    for at in sorted(candidates):
        rule = _RULES[at]
        if possible(rule, places) and (found := list(hits(rule, places))):
            matches[rule] = any(holds(places, message.keys, hit) for hit in found)
    return matches


def _holding(rules: Sequence[Rule], matches: Mapping[Rule, bool]) -> tuple[str, ...]:
    return tuple(rule.name for rule in rules if matches.get(rule))


def _only_a_cry(message: Message) -> bool:
    words = {at for at, word in enumerate(message.keys) if word.isalnum()}
    crying = {at for name in _BESIDE_HELP for at in message.places.get(name, ())}
    return 0 < len(words) <= _CRY_FOR_HELP and "HELP" in message.places and words <= crying


def _is_short(message: Message) -> bool:
    return sum(word.isalnum() for word in message.keys) <= _SHORT


def by_rules(message: Message) -> tuple[Level, tuple[str, ...]]:
    """The level that the hand-made rules give, and the names of those that apply."""
    return _ruled(message, _matches(message))


def _ruled(message: Message, matches: Mapping[Rule, bool]) -> tuple[Level, tuple[str, ...]]:
    if acute := _holding(ACUTE, matches):
        return Level.ACUTE, acute
    if suicide := _holding(SUICIDE, matches):
        return Level.SUICIDE, suicide
    if _only_a_cry(message):
        return Level.UNCLEAR, ("cry",)
    if unclear := _holding(UNCLEAR, matches):
        return Level.UNCLEAR, unclear
    if _is_short(message) and (plain := _holding(PLAIN, matches)):
        return Level.UNCLEAR, plain
    return Level.NONE, ()


def hints(message: Message) -> tuple[str, ...]:
    """The names of all rules that match, also of those that decide nothing.

    One that matches out of scope ("in that film ...") goes by "not" and its name.
    """
    return _hinted(_matches(message))


def _hinted(matches: Mapping[Rule, bool]) -> tuple[str, ...]:
    names: list[str] = []
    for rule, holding in matches.items():
        if holding:
            names.append(rule.name)
        else:
            names += (f"{learned.OUT_OF_SCOPE} {rule.name}", learned.OUT_OF_SCOPE)
    return tuple(names)


def _sentences(text: str, message: Message) -> Iterator[Message]:
    """The sentences of a long message, which is otherwise judged as a whole."""
    if len(message.keys) >= _LONG:
        for sentence in _SENTENCE_END.split(text, _MOST_SENTENCES)[:_MOST_SENTENCES]:
            if len(sentence.split()) >= _FEWEST_WORDS:
                yield read(sentence)


def _by_sentence(text: str, message: Message) -> Level:
    """The most urgent level that a sentence of a long message has by itself."""
    levels = (learned.of_a_sentence(part, hints(part)) for part in _sentences(text, message))
    return max(levels, key=_HEIGHT.__getitem__, default=Level.NONE)


def higher(first: Level, second: Level) -> Level:
    """The more urgent of two levels."""
    return max(first, second, key=_HEIGHT.__getitem__)


# The conversation service and the model's component ask about the same message in one turn.
@lru_cache(maxsize=8)
def assess(text: str) -> Assessment:
    """How much danger the message signals; never raises, whatever the text."""
    message = read(text)
    matches = _matches(message)
    level, reasons = _ruled(message, matches)
    if level is Level.NONE and only_details(message.keys):
        return Assessment(level, reasons, message.language)
    if level in (Level.NONE, Level.UNCLEAR):
        raised = higher(level, learned.level(message, _hinted(matches)))
        if raised is not level:
            level, reasons = raised, (*reasons, "learned")
    if level in (Level.NONE, Level.UNCLEAR):
        raised = higher(level, _by_sentence(text, message))
        if raised is not level:
            level, reasons = raised, (*reasons, "sentence")
    return Assessment(level, reasons, message.language)
