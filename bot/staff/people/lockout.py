"""How long sign-in is refused after failures: five tries, then ever longer waits."""

from datetime import datetime, timedelta
from threading import Lock

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta:
    """The wait that the given number of failures in a row leads to."""
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings: int = 1 << min(failures - FREE_TRIES, 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def locked_until(failures: int, at: datetime) -> datetime | None:
    """Until when sign-in is refused after the latest failure at `at`, if at all."""
    wait = wait_after(failures)
    return at + wait if wait else None


class Strangers:
    """Failures of logins that do not exist, so that the answer does not tell them apart.

    Held in memory and bounded: the oldest is forgotten first.
    """

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._failures: dict[str, tuple[int, datetime | None]] = {}
        self._lock = Lock()

    def attempt(self, login: str, at: datetime) -> datetime | None:
        """Counts a try; the end of the wait, if one was already running."""
        with self._lock:
            failures, until = self._failures.pop(login, (0, None))
            if until is not None and at < until:
                self._failures[login] = (failures, until)
                return until
            self._failures[login] = (failures + 1, locked_until(failures + 1, at))
            while len(self._failures) > self._limit:
                del self._failures[next(iter(self._failures))]
            return None
