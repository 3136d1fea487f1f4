"""Events between two servers on PostgreSQL, also after the connection was lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import create_engine, text

from bot.conversation.bridge import PostgresBridge
from bot.conversation.hub import CHANGED, DESK, Event, Hub, Subscription

pytestmark = pytest.mark.postgres

MESSAGE = Event("message", {"seq": 7})


@pytest.fixture
def bridges(postgres_url: str) -> Iterator[tuple[Hub, Hub]]:
    """The hubs of two servers that hear each other."""
    hubs = Hub(), Hub()
    running = [PostgresBridge(postgres_url, hub) for hub in hubs]
    for bridge in running:
        bridge.start()
    for bridge in running:
        assert bridge.wait_until_listening(20)
    yield hubs
    for bridge in running:
        bridge.close()


async def wait_for(events: Subscription, wanted: Event) -> int:
    """How many events came until the wanted one."""
    for number in range(1, 20):
        if await asyncio.wait_for(anext(events), 20) == wanted:
            return number
    raise AssertionError(f"{wanted} never came")


async def until(events: Subscription, last: Event) -> AsyncIterator[Event]:
    """What comes, the last one too; a bridge that connects tells everybody to fetch."""
    event = None
    while event != last:
        event = await asyncio.wait_for(anext(events), 20)
        yield event


def test_an_event_reaches_the_other_server(bridges: tuple[Hub, Hub]) -> None:
    async def scenario() -> int:
        here, there = bridges
        with there.subscribe("conversation:a") as events:
            here.publish("conversation:a", MESSAGE)
            return await wait_for(events, MESSAGE)

    assert asyncio.run(scenario()) >= 1


def test_an_event_reaches_its_own_server_once(bridges: tuple[Hub, Hub]) -> None:
    async def scenario() -> list[Event]:
        here, there = bridges
        with here.subscribe(DESK) as own, there.subscribe(DESK) as others:
            here.publish(DESK, MESSAGE)
            await wait_for(others, MESSAGE)
            here.publish(DESK, Event("queue"))
            await wait_for(others, Event("queue"))
            return [event async for event in until(own, Event("queue")) if event != CHANGED]

    assert asyncio.run(scenario()) == [MESSAGE, Event("queue")]


def test_a_lost_connection_is_made_again_and_streams_are_told_to_fetch(
    bridges: tuple[Hub, Hub], postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        here, there = bridges
        with there.subscribe("conversation:a") as events:
            cut_connections(postgres_url)
            await wait_for(events, CHANGED)
            for _ in range(20):
                here.publish("conversation:a", MESSAGE)
                try:
                    await asyncio.wait_for(wait_for(events, MESSAGE), 1)
                except TimeoutError:
                    continue
                return
            raise AssertionError("the connection never came back")

    asyncio.run(scenario())
    assert "live events of other servers are late" in caplog.text


def cut_connections(url: str) -> None:
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    admin.dispose()
