"""Does this message signal danger? A pure function, first in line for every message."""

from bot.helpline.danger.decide import assess
from bot.helpline.danger.level import Assessment, Level
from bot.helpline.danger.plain_answers import Plain, plain_answer
from bot.helpline.danger.spoken import other_language, still_in

__all__ = ["Assessment", "Level", "Plain", "assess", "other_language", "plain_answer", "still_in"]
