"""Trains one pipeline, times its messages, and prints the figures as JSON.

Runs in either environment, ours or that of Rasa as released (so: Python 3.10), and uses only
what both have: Rasa's own way to train and to read a message.
"""

import asyncio
import json
import logging
import resource
import sys
import time
from pathlib import Path

WARM_UP = 20


def cpu_seconds() -> float:
    """Processor time of this process so far, all threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def resident_mb() -> float:
    """Resident memory of this process in MB (10^6 bytes)."""
    status = Path("/proc/self/status").read_text()
    line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def trained(config: str, data: str, output: str) -> tuple[str, dict[str, float]]:
    """The archive of the trained model, and what making it cost."""
    from rasa.model_training import train_nlu

    wall, cpu = time.perf_counter(), cpu_seconds()
    path = train_nlu(config, data, output)
    if path is None:
        raise RuntimeError("the training gave no model")
    return path, {
        "train_s": time.perf_counter() - wall,
        "train_cpu_s": cpu_seconds() - cpu,
        "model_mb": Path(path).stat().st_size / 1e6,
    }


async def read(model: str, messages: list[str]) -> dict[str, float]:
    """Milliseconds per message, one after the other, and the memory that it took."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for text in messages[:WARM_UP]:
        await agent.parse_message(text)
    times: list[float] = []
    cpu = cpu_seconds()
    for text in messages:
        before = time.perf_counter()
        await agent.parse_message(text)
        times.append((time.perf_counter() - before) * 1000)
    times.sort()
    return {
        "ms_p50": times[len(times) // 2],
        "ms_p95": times[int(len(times) * 0.95)],
        "cpu_ms": (cpu_seconds() - cpu) * 1000 / len(times),
        "messages": float(len(times)),
        "resident_mb": resident_mb(),
    }


def main(config: str, data: str, messages: str, output: str) -> None:
    """Prints one line of JSON, last, on standard output."""
    import structlog

    # Both log every message when nobody says otherwise, which costs more than reading it.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)
    rows = Path(messages).read_text(encoding="utf-8").splitlines()[1:]
    model, figures = trained(config, data, output)
    figures.update(asyncio.run(read(model, [row.split("\t")[1] for row in rows])))
    sys.stdout.write("\n" + json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
