"""Puts load on a target and times each turn."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import aiohttp

from bench.targets import Target

TURNS_PER_CONVERSATION = 12


@dataclass(frozen=True)
class Load:
    """What a number of simultaneous visitors saw; milliseconds and turns per second."""

    visitors: int
    p50: float
    p95: float
    turns_per_second: float


@dataclass(frozen=True)
class Growth:
    """Median milliseconds of a turn early and late in one conversation."""

    turn_6: float
    turn_300: float


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[18]


async def load(target: Target, visitors: int, seconds: float) -> Load:
    """Visitors who each send the next message as soon as the answer is there."""
    times: list[float] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        started = time.perf_counter()
        end = started + seconds

        async def visitor() -> None:
            while time.perf_counter() < end:
                handle = await target.begin(http)
                for number in range(TURNS_PER_CONVERSATION):
                    before = time.perf_counter()
                    if before >= end:
                        return
                    await target.turn(http, handle, number)
                    times.append((time.perf_counter() - before) * 1000)

        await asyncio.gather(*(visitor() for _ in range(visitors)))
        elapsed = time.perf_counter() - started
    return Load(visitors, median(times), _p95(times), len(times) / elapsed)


async def growth(target: Target, turns: int = 300, window: int = 9) -> Growth:
    """One conversation of `turns` turns; medians of a window around turn 6 and at the end."""
    times: list[float] = []
    async with aiohttp.ClientSession() as http:
        handle = await target.begin(http)
        for number in range(turns):
            before = time.perf_counter()
            await target.turn(http, handle, number)
            times.append((time.perf_counter() - before) * 1000)
    return Growth(median(times[2 : 2 + window]), median(times[-window:]))
