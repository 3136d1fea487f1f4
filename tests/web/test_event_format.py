"""Server-sent events and their heartbeat."""

import asyncio
from collections.abc import AsyncIterator

from bot.web.events import format_event, with_heartbeat


def test_an_event_has_id_kind_and_data() -> None:
    event = format_event("message", {"text": "één"}, 7)
    assert event.decode() == 'id: 7\nevent: message\ndata: {"text":"één"}\n\n'


def test_line_ends_in_texts_cannot_end_the_event() -> None:
    assert format_event("message", {"text": "a\n\nevent: x\r"}).count(b"\n") == 3


async def _slowly(*values: int) -> AsyncIterator[int]:
    for value in values:
        await asyncio.sleep(0.05)
        yield value


def test_every_event_arrives_also_after_heartbeats() -> None:
    async def collect() -> list[int | None]:
        return [value async for value in with_heartbeat(_slowly(1, 2, 3), seconds=0.01)]

    values = asyncio.run(collect())
    assert [value for value in values if value is not None] == [1, 2, 3]
    assert None in values


def test_no_heartbeat_between_quick_events() -> None:
    async def collect() -> list[int | None]:
        return [value async for value in with_heartbeat(_slowly(1, 2), seconds=5)]

    assert asyncio.run(collect()) == [1, 2]
