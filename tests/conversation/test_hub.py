"""Events reach their streams from any thread, and streams that lag behind are spared."""

import asyncio
import threading

from bot.conversation.hub import CHANGED, DESK, QUEUE_LIMIT, Event, Hub, Subscription

QUEUE = Event("queue")


async def next_of(events: Subscription) -> Event:
    return await asyncio.wait_for(anext(events), 5)


def test_an_event_reaches_everybody_who_listens_to_its_topic() -> None:
    async def scenario() -> list[Event]:
        hub = Hub()
        with hub.subscribe(DESK) as one, hub.subscribe(DESK) as other:
            hub.publish(DESK, QUEUE)
            return [await next_of(one), await next_of(other)]

    assert asyncio.run(scenario()) == [QUEUE, QUEUE]


def test_an_event_reaches_nobody_else() -> None:
    async def scenario() -> Event:
        hub = Hub()
        with hub.subscribe("conversation:a") as events:
            hub.publish("conversation:b", Event("message", {"seq": 1}))
            hub.publish("conversation:a", Event("message", {"seq": 2}))
            return await next_of(events)

    assert asyncio.run(scenario()) == Event("message", {"seq": 2})


def test_events_of_other_threads_arrive_in_order() -> None:
    async def scenario() -> list[Event]:
        hub = Hub()
        with hub.subscribe(DESK) as events:
            thread = threading.Thread(
                target=lambda: [hub.publish(DESK, Event("message", {"seq": n})) for n in range(5)]
            )
            thread.start()
            arrived = [await next_of(events) for _ in range(5)]
            thread.join()
            return arrived

    assert [event.data["seq"] for event in asyncio.run(scenario())] == [0, 1, 2, 3, 4]


def test_a_stream_that_lags_behind_is_told_to_fetch_everything() -> None:
    async def scenario() -> list[Event]:
        hub = Hub()
        with hub.subscribe(DESK) as events:
            for number in range(QUEUE_LIMIT + 2):
                hub.publish(DESK, Event("message", {"seq": number}))
            await asyncio.sleep(0)
            return [await next_of(events), await next_of(events)]

    assert asyncio.run(scenario()) == [CHANGED, Event("message", {"seq": QUEUE_LIMIT + 1})]


def test_a_closed_stream_is_forgotten() -> None:
    async def scenario() -> int:
        hub = Hub()
        with hub.subscribe(DESK):
            pass
        hub.publish(DESK, QUEUE)
        return hub.listeners

    assert asyncio.run(scenario()) == 0


def test_closing_the_hub_ends_every_stream() -> None:
    async def scenario() -> list[Event]:
        hub = Hub()
        events = hub.subscribe(DESK)
        hub.publish(DESK, QUEUE)
        hub.close()
        return [event async for event in events]

    assert asyncio.run(asyncio.wait_for(scenario(), 5)) == [QUEUE]


def test_a_stream_whose_loop_is_gone_does_no_harm() -> None:
    hub = Hub()

    async def abandoned() -> None:
        hub.subscribe(DESK)

    asyncio.run(abandoned())
    hub.publish(DESK, QUEUE)
    assert hub.listeners == 0
