import threading
import time
from concurrent.futures import CancelledError

import pytest

from bot.engine.worker import Dropped, Job, Worker


def job(result: int, gate: threading.Event | None = None) -> Job[int]:
    async def run() -> int:
        while gate is not None and not gate.is_set():
            time.sleep(0.005)  # noqa: ASYNC251 a turn that blocks its thread is what is tested
        return result

    return Job(run)


def test_jobs_are_done_in_order() -> None:
    worker, done = Worker("test"), []
    jobs = [job(number) for number in range(20)]
    for each in jobs:
        each.future.add_done_callback(lambda future: done.append(future.result()))
        worker.submit(each)
    assert jobs[-1].future.result(5) == 19
    worker.stop()
    worker.join(5)
    assert done == list(range(20))


def test_what_a_job_raises_goes_to_who_waits_and_the_worker_goes_on() -> None:
    async def fail() -> int:
        raise KeyError("x")

    worker, failing, fine = Worker("test"), Job(fail), job(1)
    worker.submit(failing)
    worker.submit(fine)
    with pytest.raises(KeyError):
        failing.future.result(5)
    assert fine.future.result(5) == 1
    worker.stop()


def test_a_job_that_was_cancelled_in_the_queue_is_not_done() -> None:
    gate, worker = threading.Event(), Worker("test")
    first, second = job(1, gate), job(2)
    worker.submit(first)
    worker.submit(second)
    assert second.future.cancel()
    gate.set()
    assert first.future.result(5) == 1
    with pytest.raises(CancelledError):
        second.future.result(5)
    worker.stop()


def test_busy_only_while_a_job_is_done() -> None:
    gate, worker = threading.Event(), Worker("test")
    assert worker.busy_for == 0
    slow = job(1, gate)
    worker.submit(slow)
    time.sleep(0.05)
    assert worker.busy_for > 0
    gate.set()
    slow.future.result(5)
    worker.stop()
    worker.join(5)
    assert worker.busy_for == 0


def test_an_abandoned_thread_ends_and_its_queue_is_told() -> None:
    worker = Worker("test")
    hanging, waiting = job(1, threading.Event()), job(2)
    worker.submit(hanging)
    worker.submit(waiting)
    time.sleep(0.05)
    worker.abandon()
    with pytest.raises(Dropped):
        waiting.future.result(1)
    worker.join(5)
    assert not worker.alive
