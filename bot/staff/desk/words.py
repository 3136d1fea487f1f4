"""Short words for a conversation, for moments and for how long something lasts."""

import hashlib
from datetime import datetime, timedelta

from bot.staff.services import Services

Described = dict[str, object]


def code(conversation: str) -> str:
    """A short name to talk about a conversation with; it does not give the id away."""
    return hashlib.sha256(conversation.encode()).hexdigest()[:4].upper()


def lasted(found: Services, since: datetime, at: datetime) -> str:
    """How long something has lasted, in words: minutes, and seconds only at first."""
    seconds = max(0, int((at - since).total_seconds()))
    if seconds < 60:
        return found.texts("wait.seconds", count=seconds)
    if seconds < 3600:
        return found.texts("wait.minutes", count=seconds // 60)
    return found.texts("wait.hours", hours=seconds // 3600, minutes=seconds % 3600 // 60)


def wait_in_words(found: Services, wait: timedelta) -> str:
    """How long sign-in is refused, rounded up."""
    seconds = max(1, int(wait.total_seconds()) + 1)
    if seconds < 60:
        return found.texts("wait.second_many", count=seconds)
    minutes = -(-seconds // 60)
    return found.texts("wait.minute_one" if minutes == 1 else "wait.minute_many", count=minutes)


def clock_time(found: Services, at: datetime) -> str:
    """The time of the day by the clock of the helpline, as in 9.05."""
    local = found.local(at)
    return f"{local.hour}.{local.minute:02d}"
