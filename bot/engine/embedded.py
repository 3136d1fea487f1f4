"""Rasa inside the serving process, on a thread of its own.

Nothing here imports Rasa until the model is loaded, so that logging can be set up first and
the web server can already serve the phone numbers.
"""

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bot.engine.answer import Answer, EngineUnavailable, Said
from bot.engine.logging_setup import describe
from bot.engine.worker import Job, Worker

if TYPE_CHECKING:
    from bot.engine.loading import Loaded
    from bot.engine.nlg import Facts

logger = logging.getLogger(__name__)

SWITCH_INTERVAL = 0.001
"""Seconds after which a thread must let another one run.

A turn is pure Python; with Python's default of 5 ms every byte of a live stream could wait
that long behind it, several times in a row.
"""

HUNG_AT_MOST = 2
"""Threads that may hang at the same time before no new one is started."""

HANGING = 0.9
"""The part of the timeout that a turn has to take by itself before it counts as hanging."""

RETRY_SECONDS = 10.0


class EmbeddedEngine:
    """Answers turns with the newest model of a directory.

    `facts` gives the placeholders of the responses in a language; `actions` is the package
    with the custom actions. Nothing is loaded until `start`.
    """

    def __init__(
        self,
        model_dir: Path,
        facts: "Facts",
        timeout: float = 5.0,
        actions: str | ModuleType = "bot.actions",
        report_slots: Sequence[str] | None = None,
    ) -> None:
        self._model_dir = model_dir
        self._facts = facts
        self._timeout = timeout
        self._actions = actions
        self._report_slots = report_slots
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._loaded: Loaded | None = None
        self._hung: list[Worker] = []
        self._closed = threading.Event()

    @property
    def ready(self) -> bool:
        """Whether a model is loaded and no turn hangs."""
        worker = self._worker
        return worker is not None and worker.busy_for < self._timeout

    @property
    def model(self) -> str | None:
        """The file name of the model that answers."""
        return self._loaded.model if self._loaded else None

    def start(self) -> None:
        """Loads the model; blocks for some seconds.

        Raises EngineUnavailable with a sentence that says what is wrong.
        """
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.reload()

    def reload(self) -> None:
        """Loads the newest model and lets it answer from the next turn on.

        The present one goes on when the new one cannot be loaded: raises EngineUnavailable.
        """
        from bot.engine.actions_endpoint import ActionsNotLoaded
        from bot.engine.loading import load
        from bot.engine.model_files import ModelRefused
        from bot.engine.processor import UnexpectedModel

        try:
            loaded = load(self._model_dir, self._facts, self._actions)
        except (ModelRefused, ActionsNotLoaded, UnexpectedModel) as error:
            raise EngineUnavailable(str(error)) from error
        except Exception as error:  # noqa: BLE001 a model is code; it can raise anything
            raise EngineUnavailable(f"the model cannot be loaded: {describe(error)}") from None
        with self._lock:
            before, self._loaded = self._worker, loaded
            self._worker = Worker("engine")
        if before is not None:
            before.stop()
        _settle()
        logger.info("model %s answers", loaded.model)

    def close(self) -> None:
        """Ends the engine's thread after the turn that it is doing."""
        with self._lock:
            self._closed.set()
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
            worker.join(self._timeout)

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        """The answer to one turn, given the tracker as it was stored (None: a new visitor).

        Raises EngineUnavailable, within `timeout` seconds at the latest.
        """
        from bot.engine.turn import take_turn

        with self._lock:
            worker, loaded = self._worker, self._loaded
            if worker is None or loaded is None:
                raise EngineUnavailable("no model is loaded")
            slots = self._slots()
            job = Job(lambda: take_turn(loaded, conversation_id, said, memory, at, slots))
            worker.submit(job)
        try:
            return job.future.result(self._timeout)
        except FutureTimeout:
            job.future.cancel()
            self._check(worker)
            raise EngineUnavailable("the turn took too long") from None
        except Exception as error:  # noqa: BLE001 the worker has logged it, by type
            raise EngineUnavailable(f"the turn failed: {type(error).__name__}") from None

    def _slots(self) -> Sequence[str]:
        if self._report_slots is None:
            from bot.helpline.report import REPORT_SLOTS

            self._report_slots = tuple(REPORT_SLOTS)
        return self._report_slots

    def _check(self, worker: Worker) -> None:
        """Gives a worker up when the turn that it is doing hangs."""
        with self._lock:
            if self._worker is not worker or worker.busy_for < self._timeout * HANGING:
                return  # it was only a queue, or somebody else has noticed
            self._worker = None
            self._hung.append(worker)
        logger.error("a turn hangs; the model is loaded again on a new thread")
        worker.abandon()
        threading.Thread(target=self._recover, name="engine-recovery", daemon=True).start()

    def _recover(self) -> None:
        """Starts afresh, with components that the hanging turn cannot have half changed."""
        while self._hanging() > HUNG_AT_MOST and not self._closed.wait(1.0):
            pass
        while not self._closed.is_set():
            try:
                return self.reload()
            except EngineUnavailable as error:
                logger.error("the engine does not come back: %s", error)
                self._closed.wait(RETRY_SECONDS)

    def _hanging(self) -> int:
        with self._lock:
            self._hung = [worker for worker in self._hung if worker.alive]
            return len(self._hung)


def _settle() -> None:
    """Spares the garbage collector the model: going through it takes 150 ms, in a turn's way.

    What an earlier model left behind is collected first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
