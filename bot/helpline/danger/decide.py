"""The decision: hand-made rules first; what was learned may raise the level, never lower it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.helpline.danger import learned
from bot.helpline.danger.level import Assessment, Level
from bot.helpline.danger.message import Message, read
from bot.helpline.danger.rule_table import ACUTE, HINTS, SUICIDE, UNCLEAR
from bot.helpline.danger.rules import Rule, hits, possible
from bot.helpline.danger.scope import holds

_CRY_FOR_HELP = 2
# In so few words there is nothing that could take a plain statement back.
_SHORT = 6
PLAIN = tuple(rule for rule in HINTS if rule.name.startswith(learned.OF_DANGER))
_HEIGHT = {Level.NONE: 0, Level.UNCLEAR: 1, Level.SUICIDE: 2, Level.ACUTE: 3}


def _applies(rule: Rule, message: Message) -> bool:
    return possible(rule, message.places) and any(
        holds(message.places, message.keys, hit) for hit in hits(rule, message.places)
    )


def _applying(rules: Sequence[Rule], message: Message) -> tuple[str, ...]:
    return tuple(rule.name for rule in rules if _applies(rule, message))


def _only_a_cry(message: Message) -> bool:
    words = [word for word in message.keys if word.isalnum()]
    return 0 < len(words) <= _CRY_FOR_HELP and "HELP" in message.places


def _is_short(message: Message) -> bool:
    return sum(word.isalnum() for word in message.keys) <= _SHORT


def by_rules(message: Message) -> tuple[Level, tuple[str, ...]]:
    """The level that the hand-made rules give, and the names of those that apply."""
    if acute := _applying(ACUTE, message):
        return Level.ACUTE, acute
    if suicide := _applying(SUICIDE, message):
        return Level.SUICIDE, suicide
    if _only_a_cry(message):
        return Level.UNCLEAR, ("cry",)
    if unclear := _applying(UNCLEAR, message):
        return Level.UNCLEAR, unclear
    if _is_short(message) and (plain := _applying(PLAIN, message)):
        return Level.UNCLEAR, plain
    return Level.NONE, ()


def hints(message: Message) -> tuple[str, ...]:
    """The names of all rules that match, also of those that decide nothing.

    One that matches out of scope ("in that film ...") goes by "not" and its name.
    """
    return tuple(
        name
        for rules in (ACUTE, SUICIDE, UNCLEAR, HINTS)
        for rule in rules
        for name in _hinted(rule, message)
    )


def _hinted(rule: Rule, message: Message) -> Iterator[str]:
    if not possible(rule, message.places):
        return
    found = list(hits(rule, message.places))
    if any(holds(message.places, message.keys, hit) for hit in found):
        yield rule.name
    elif found:
        yield f"{learned.OUT_OF_SCOPE} {rule.name}"
        yield learned.OUT_OF_SCOPE


def higher(first: Level, second: Level) -> Level:
    """The more urgent of two levels."""
    return max(first, second, key=_HEIGHT.__getitem__)


# The conversation service and the model's component ask about the same message in one turn.
@lru_cache(maxsize=8)
def assess(text: str) -> Assessment:
    """How much danger the message signals; never raises, whatever the text."""
    message = read(text)
    level, reasons = by_rules(message)
    if level in (Level.NONE, Level.UNCLEAR):
        raised = higher(level, learned.level(message, hints(message)))
        if raised is not level:
            return Assessment(raised, (*reasons, "learned"), message.language)
    return Assessment(level, reasons, message.language)
