"""The live stream of one conversation."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.conversation.hub import Event, conversation_topic
from bot.helpline.ownership import Sender, State
from bot.visitor.api import _seq
from bot.visitor.stream import conversation_events
from tests.visitor.site import Site

Stream = AsyncGenerator[bytes, None]
WAIT = 5.0


def parsed(event: bytes) -> tuple[str | None, str, dict[str, Any]]:
    """Id, kind and data of an event."""
    lines = dict(line.split(": ", 1) for line in event.decode().strip().split("\n"))
    return lines.get("id"), lines["event"], json.loads(lines["data"])


async def take(stream: Stream, count: int) -> list[tuple[str | None, str, dict[str, Any]]]:
    return [parsed(await asyncio.wait_for(anext(stream), WAIT)) for _ in range(count)]


def run(
    site: Site,
    test: Callable[[Stream, str], Coroutine[Any, Any, None]],
    after: int = 0,
    heartbeat: float = 60,
) -> None:
    """Runs a test with the stream of a new conversation."""

    async def main() -> None:
        conversation = site.service.start("nl").conversation
        stream = conversation_events(site.service, site.hub, conversation, after, heartbeat)
        try:
            await test(stream, conversation)
        finally:
            await stream.aclose()

    asyncio.run(main())


def test_begins_with_what_is_there_and_the_state(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        message, state = await take(stream, 2)
        assert (message[0], message[1], message[2]["seq"]) == ("1", "message", 1)
        assert state == (None, "state", {"state": "bot", "place_in_queue": None})

    run(site, test)


def test_resumes_after_a_number(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        site.service.add(conversation, Sender.STAFF, "Hallo")
        assert (await take(stream, 1))[0][0] == "2"

    run(site, test, after=1)


def test_shows_each_new_message_once(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        for text in ("een", "twee", "drie"):
            site.service.add(conversation, Sender.STAFF, text)
        site.hub.publish(conversation_topic(conversation), Event("message", {"seq": 2}))
        site.service.set_state(conversation, State.PERSON)
        events = await take(stream, 4)
        assert [number for number, _, _ in events] == ["2", "3", "4", None]

    run(site, test)


def test_tells_the_place_in_the_queue(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        site.service.set_state(conversation, State.WAITING, place=2)
        assert (await take(stream, 1))[0][2] == {"state": "waiting", "place_in_queue": 2}
        site.service.set_state(conversation, State.WAITING, place=1)
        assert (await take(stream, 1))[0][2] == {"state": "waiting", "place_in_queue": 1}

    run(site, test)


def test_tells_that_staff_types_but_not_that_the_visitor_does(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        topic = conversation_topic(conversation)
        site.hub.publish(topic, Event("typing", {"sender": "visitor"}))
        site.hub.publish(topic, Event("typing", {"sender": "staff"}))
        assert await take(stream, 1) == [(None, "typing", {"sender": "staff"})]

    run(site, test)


def test_looks_again_at_each_heartbeat(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        assert (await asyncio.wait_for(anext(stream), WAIT)).startswith(b":")
        site.service._get(conversation).state = State.PERSON  # nobody was told
        assert (await take(stream, 1))[0][2]["state"] == "person"

    run(site, test, heartbeat=0.05)


@pytest.mark.parametrize("ending", ["closed", "erased"])
def test_ends_when_the_conversation_does(site: Site, ending: str) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        if ending == "closed":
            site.service.set_state(conversation, State.CLOSED)
        else:
            site.service.erase(conversation)
        assert (await take(stream, 1))[0][2]["state"] == "closed"
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), WAIT)

    run(site, test)


def test_ends_when_the_server_stops(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        site.hub.close()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), WAIT)

    run(site, test)


def test_ends_quietly_when_the_store_fails(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        site.service.failing = OperationalError("", {}, Exception())
        site.hub.publish(conversation_topic(conversation), Event("message", {"seq": 2}))
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), WAIT)

    run(site, test)


def test_the_desk_hears_that_the_page_is_open_and_closed(site: Site) -> None:
    async def test(stream: Stream, conversation: str) -> None:
        await take(stream, 2)
        assert site.service.presence == ["present"]

    run(site, test)
    assert site.service.presence == ["present", "gone"]


@pytest.mark.parametrize(
    ("header", "seq"), [(None, 0), ("7", 7), ("", 0), ("-1", 0), ("x", 0), ("9" * 30, 0)]
)
def test_a_last_event_id_that_is_no_number_begins_anew(header: str | None, seq: int) -> None:
    assert _seq(header) == seq
