"""The turns of one conversation come one by one, in order."""

import asyncio

import pytest

from bot.conversation.order import Order
from bot.conversation.values import TooManyTurns


def test_turns_come_one_by_one_in_the_order_of_arrival() -> None:
    happened: list[str] = []

    async def turn(order: Order, name: str) -> None:
        async with order.place("c"):
            happened.append(f"{name} begins")
            await asyncio.sleep(0)
            happened.append(f"{name} ends")

    async def scenario() -> None:
        order = Order()
        await asyncio.gather(*(turn(order, name) for name in "abc"))

    asyncio.run(scenario())
    assert happened == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]


def test_turns_of_other_conversations_do_not_wait() -> None:
    async def scenario() -> None:
        order = Order()
        async with order.place("one"), asyncio.timeout(5), order.place("other"):
            pass

    asyncio.run(scenario())


def test_a_line_that_is_too_long_takes_no_more() -> None:
    async def scenario() -> None:
        order = Order(limit=1)
        async with order.place("c"):
            with pytest.raises(TooManyTurns):
                await order.place("c").__aenter__()
        async with order.place("c"):
            pass

    asyncio.run(scenario())
