"""The decision: hand-made rules first; what was learned may raise the level, never lower it."""

import re
from collections.abc import Iterator, Sequence

from bot.helpline.danger import language
from bot.helpline.danger.level import Assessment, Level
from bot.helpline.danger.normalise import clean, key, split
from bot.helpline.danger.rule_table import ACUTE, SUICIDE, UNCLEAR
from bot.helpline.danger.rules import Places, Rule, hits
from bot.helpline.danger.scope import holds
from bot.helpline.danger.segment import apart
from bot.helpline.danger.tagging import positions

_CYRILLIC = re.compile("[а-яА-Я]")
_MOST_WORDS = 800
_CRY_FOR_HELP = 3


def _applying(rules: Sequence[Rule], places: Places, keys: Sequence[str]) -> Iterator[str]:
    for rule in rules:
        if any(holds(places, keys, hit) for hit in hits(rule, places)):
            yield rule.name


def _only_a_cry(places: Places, keys: Sequence[str]) -> bool:
    words = [word for word in keys if word.isalnum()]
    return 0 < len(words) <= _CRY_FOR_HELP and "HELP" in places


def read(text: str) -> list[str]:
    """The words of a message as keys, with runs of words taken apart."""
    words = (part for word in split(clean(text))[:_MOST_WORDS] for part in apart(word))
    return [key(word) for word in words][:_MOST_WORDS]


def assess(text: str) -> Assessment:
    """How much danger the message signals; never raises, whatever the text."""
    keys = read(text)
    found = language.scores(keys, bool(_CYRILLIC.search(text[:4000])))
    spoken = language.likeliest(found)
    places = positions(keys, language.active(found))
    if acute := tuple(_applying(ACUTE, places, keys)):
        return Assessment(Level.ACUTE, acute, spoken)
    if suicide := tuple(_applying(SUICIDE, places, keys)):
        return Assessment(Level.SUICIDE, suicide, spoken)
    if _only_a_cry(places, keys):
        return Assessment(Level.UNCLEAR, ("cry",), spoken)
    if unclear := tuple(_applying(UNCLEAR, places, keys)):
        return Assessment(Level.UNCLEAR, unclear, spoken)
    return Assessment(Level.NONE, (), spoken)
