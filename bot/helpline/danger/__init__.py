"""Does this message signal danger? A pure function, first in line for every message."""

from bot.helpline.danger.decide import assess
from bot.helpline.danger.level import Assessment, Level
from bot.helpline.danger.plain_answers import Plain, plain_answer

__all__ = ["Assessment", "Level", "Plain", "assess", "plain_answer"]
