"""A thread with an event loop of its own that does one turn at a time."""

import asyncio
import ctypes
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Generic, TypeVar

from bot.engine.logging_setup import describe

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


class Abandoned(BaseException):
    """Thrown into a thread that nobody waits for any more.

    Not an Exception, so that no handler on its way takes it for a failure of its own.
    """


class Dropped(Exception):
    """A turn was not done, because the one before it hangs."""


class Job(Generic[Result]):
    """One turn: what to run, and where its result goes."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, Result]]) -> None:
        self.run = run
        self.future: Future[Result] = Future()


class Worker:
    """Runs jobs in the order in which they come, on one thread.

    A turn is Python from beginning to end and would hold the interpreter anyway, so one
    thread loses nothing and keeps Rasa's components to themselves.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._abandoned = False
        self._busy_since: float | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    @property
    def busy_for(self) -> float:
        """Seconds that the present turn has taken so far; 0 between turns."""
        since = self._busy_since
        return 0.0 if since is None else monotonic() - since

    def submit(self, job: Job[Any]) -> None:
        """Puts a job at the end of the queue."""
        self._jobs.put(job)

    def stop(self) -> None:
        """Lets the thread end after the jobs that it has."""
        self._jobs.put(None)

    def join(self, timeout: float) -> None:
        """Waits for the thread to end, `timeout` seconds at most."""
        self._thread.join(timeout)

    def abandon(self) -> None:
        """Gives up a thread that hangs: what it does is dropped, and it is told to end.

        A loop in Python ends at once; a call into C only when it comes back.
        """
        self._abandoned = True
        self._drop_queue()
        self.stop()
        ident = self._thread.ident
        if ident is not None and self._thread.is_alive():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(ident), ctypes.py_object(Abandoned)
            )

    def _drop_queue(self) -> None:
        """Tells at once those who wait behind the turn that hangs."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is not None and job.future.set_running_or_notify_cancel():
                job.future.set_exception(Dropped("the turn before this one hangs"))

    def _work(self) -> None:
        try:
            with asyncio.Runner() as runner:
                while not self._abandoned and (job := self._jobs.get()) is not None:
                    self._do(runner, job)
        except Abandoned:
            logger.error("a hanging turn was ended")

    def _do(self, runner: asyncio.Runner, job: Job[Any]) -> None:
        if not job.future.set_running_or_notify_cancel():
            return  # its visitor was told otherwise while it stood in the queue
        self._busy_since = monotonic()
        try:
            result = runner.run(job.run())
        except Exception as error:  # noqa: BLE001 the waiting thread gets it; text stays out
            logger.error("a turn failed: %s", describe(error))
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
        finally:
            self._busy_since = None
