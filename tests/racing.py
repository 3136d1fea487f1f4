"""Calls that happen at the same moment."""

import threading
import time
from collections.abc import Callable


def at_once(*calls: Callable[[], object], delays: tuple[float, ...] = ()) -> list[object]:
    """Runs all calls at the same moment; what each gave or raised.

    With `delays`, in seconds, the calls start so much later.
    """
    barrier = threading.Barrier(len(calls))
    outcomes: list[object] = [None] * len(calls)

    def run(number: int, call: Callable[[], object]) -> None:
        barrier.wait()
        if number < len(delays):
            time.sleep(delays[number])
        try:
            outcomes[number] = call()
        except Exception as error:  # noqa: BLE001 - what was raised is looked at by the test
            outcomes[number] = error

    threads = [
        threading.Thread(target=run, args=(number, call)) for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def staggered(number: int) -> tuple[float, float]:
    """Delays for round `number`, so that now one call is ahead, then the other, then neither."""
    late = (number % 5) / 2000
    return (0.0, late) if number % 2 else (late, 0.0)
