"""What was learned from labelled sentences, as a level of danger.

The files in `weights/` are made by `python -m bot.helpline.danger.train`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.helpline.danger.details import ALARMS
from bot.helpline.danger.level import Level
from bot.helpline.danger.message import Message
from bot.helpline.danger.scorer import CLASSES, Scorer, Thresholds, load

FOLDER = Path(__file__).parent / "weights"
OUT_OF_SCOPE = "not"
"""What the name of a rule begins with that matches, but in a film, the past or a denial."""

# Where every rule that matches is out of scope, what was learned has to be this sure.
_SURER = 0.6
# Where a rule of acute danger matches, what was learned is taken at its word from here on.
_CONFIRMED = 0.45
OF_DANGER = ("acute.", "suicide.")

_ACUTE = CLASSES.index("acute")
_SUICIDE = CLASSES.index("suicide")
# How much the chance of each of `CLASSES` counts for naming a number, and against it.
_FOR = np.array([1.0, 1.0, 1.3, 0.0, 0.0])
_AGAINST = np.array([0.0, 0.0, 0.0, 0.5, 1.0])
# From here on a single sentence counts against all the calm ones around it.
_PLAIN = 0.85
_PLAIN_SUICIDE = 0.75


@cache
def _scorer() -> Scorer:
    return load(FOLDER)


def urgency(chances: NDArray[Any]) -> NDArray[np.float64]:
    """How much speaks for naming a number, from 0 to 1: by message, from chances of `CLASSES`.

    A needless line does less harm to who tells something serious than to who tells nothing.
    """
    danger = chances @ _FOR
    share: NDArray[np.float64] = danger / (danger + chances @ _AGAINST)
    return share


def level_of(chances: NDArray[Any], rules: Sequence[str], thresholds: Thresholds) -> Level:
    """The level that the chances of `CLASSES` stand for, given the rules that match."""
    unclear_from, acute_from = thresholds.unclear_from, thresholds.acute_from
    if rules and all(rule.startswith(OUT_OF_SCOPE) for rule in rules):
        unclear_from = max(unclear_from, _SURER)
    if any(rule.startswith(OF_DANGER) for rule in rules):
        acute_from = min(acute_from, _CONFIRMED)
    if float(urgency(chances)) < unclear_from:
        return Level.NONE
    if float(chances[:3].sum()) < acute_from:
        return Level.UNCLEAR
    return Level(CLASSES[int(chances[:3].argmax())])


def of_a_sentence(message: Message, rules: Sequence[str]) -> Level:
    """What one sentence of a long message makes of it, when that is hardly anything but danger."""
    chances = _scorer().chances(message, rules)
    if float(chances[_SUICIDE]) >= _PLAIN_SUICIDE:
        return Level.SUICIDE
    return Level.UNCLEAR if float(chances[_ACUTE] + chances[_SUICIDE]) >= _PLAIN else Level.NONE


def level(message: Message, rules: Sequence[str]) -> Level:
    """The level that the learned part alone would give."""
    if not any(word.isalpha() or word in ALARMS for word in message.keys):
        return Level.NONE
    scorer = _scorer()
    chances = scorer.chances(message, rules)
    return level_of(chances, rules, scorer.thresholds)
