"""A limit on the number of new conversations, for all visitors together.

Not by address: that would need storing addresses, and would block a whole shelter or office
at once.
"""

import math
import time
from collections.abc import Callable
from threading import Lock

from bot.conversation.values import TooManyStarts


class StartLimit:
    """Allows `per_minute` starts a minute, and so many at once after a quiet minute.

    0 turns the limit off.
    """

    def __init__(self, per_minute: int, timer: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._timer = timer
        self._lock = Lock()
        self._left = float(per_minute)
        self._at = timer()

    def take(self) -> None:
        """Counts a start. Raises TooManyStarts."""
        if self._per_minute == 0:
            return
        per_second = self._per_minute / 60
        with self._lock:
            now = self._timer()
            gained = (now - self._at) * per_second
            self._left, self._at = min(float(self._per_minute), self._left + gained), now
            if self._left < 1:
                raise TooManyStarts(retry_after=math.ceil((1 - self._left) / per_second))
            self._left -= 1
