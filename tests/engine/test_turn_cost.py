import asyncio
import time
from statistics import median

from tiny_project import AT, SLOTS, THINGS_TO_SAY

from bot.engine.answer import Answer, Said
from bot.engine.embedded import EmbeddedEngine
from bot.engine.loading import Loaded
from bot.engine.turn import take_turn

EARLY, LATE, ROUNDS = 6, 300, 60


async def answer(loaded: Loaded, text: str, payload: str | None, memory: bytes | None) -> Answer:
    return await take_turn(loaded, "tiny", Said(text, payload), memory, AT, SLOTS)


async def memories(loaded: Loaded) -> dict[int, bytes]:
    """The memory after each turn of a long conversation, with forms and misunderstandings."""
    found: dict[int, bytes] = {}
    memory = None
    for number in range(1, LATE + 1):
        text, payload = THINGS_TO_SAY[number % len(THINGS_TO_SAY)]
        memory = (await answer(loaded, text, payload, memory)).memory
        found[number] = memory
    return found


def test_a_turn_costs_the_same_at_turn_300_as_at_turn_6(engine: EmbeddedEngine) -> None:
    assert engine._loaded is not None
    loaded = engine._loaded

    async def measure() -> dict[int, list[float]]:
        stored = await memories(loaded)
        # The same place in the round of messages, so that both answer the same question.
        late = LATE - (LATE - EARLY) % len(THINGS_TO_SAY)
        seconds: dict[int, list[float]] = {EARLY: [], late: []}
        for _ in range(ROUNDS):
            for number, taken in seconds.items():
                began = time.thread_time()
                await answer(loaded, "what are your hours", None, stored[number])
                taken.append(time.thread_time() - began)
        return seconds

    early, late = (median(taken) for taken in asyncio.run(measure()).values())
    assert late <= 1.3 * early


def test_the_memory_is_as_small_at_turn_300_as_at_turn_40(engine: EmbeddedEngine) -> None:
    assert engine._loaded is not None
    stored = asyncio.run(memories(engine._loaded))
    assert len(stored[300]) <= len(stored[40]) + 8  # a counter may gain a digit
