"""Does this message signal danger? A pure function, first in line for every message."""

from bot.helpline.danger.decide import assess
from bot.helpline.danger.level import Assessment, Level

__all__ = ["Assessment", "Level", "assess"]
