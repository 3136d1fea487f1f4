import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from threading import Timer

from bot.staff.desk.stream import ConsoleStream
from bot.staff.guard import Staff
from bot.store.staff_sessions import SignedIn
from tests.staff.site import Operator, Site

Event = tuple[str, dict[str, object]]


class Listener:
    """Reads the events of one console."""

    def __init__(self, stream: AsyncGenerator[bytes, None]) -> None:
        self._stream = stream

    async def next(self) -> Event:
        part = (await asyncio.wait_for(anext(self._stream), 5)).decode()
        lines = dict(line.split(": ", 1) for line in part.strip().splitlines())
        return lines["event"], {"id": lines.get("id"), **json.loads(lines["data"])}

    async def until(self, kind: str) -> dict[str, object]:
        while True:
            heard, values = await self.next()
            if heard == kind:
                return values


def listen(
    site: Site,
    operator: Operator,
    hear: Callable[[Listener], Awaitable[None]],
    conversation: str = "",
    seen: int = 0,
) -> None:
    number = site.accounts.find(operator.login)
    assert number
    staff = Staff(
        SignedIn(number.id, operator.login, "Anna", number.roles), operator.http.cookies["console"]
    )

    async def run() -> None:
        stream = ConsoleStream(site.app.state.staff, staff, conversation, seen).run()
        try:
            await hear(Listener(stream))
        finally:
            await stream.aclose()

    asyncio.run(run())


async def aside(call: Callable[[], object]) -> None:
    await asyncio.to_thread(call)


def numbers(chat: dict[str, object]) -> list[int]:
    messages = chat["messages"]
    assert isinstance(messages, list)
    return [message["seq"] for message in messages]


def test_it_begins_with_the_lists_and_the_open_chat(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()

    async def hear(events: Listener) -> None:
        assert [(await events.next())[0] for _ in range(2)] == ["overview", "chat"]

    listen(site, anna, hear, conversation)


def test_it_goes_on_after_the_last_message_that_was_seen(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    newest = numbers(anna.chat(conversation).json())[-1]

    async def hear(events: Listener) -> None:
        chat = await events.until("chat")
        assert numbers(chat) == [newest]
        assert chat["id"] == str(newest)

    listen(site, anna, hear, conversation, newest - 1)


def test_every_message_comes_once_and_in_order(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")

    async def hear(events: Listener) -> None:
        heard = numbers(await events.until("chat"))
        newest = heard[-1]
        await aside(lambda: site.write(conversation, "Eerste"))
        await aside(lambda: anna.act(conversation, "messages", text="Hallo", client_id="a"))
        await aside(lambda: site.write(conversation, "Tweede"))
        expected = site.services.conversations.messages_after(conversation, 0).messages[-1].seq
        while heard[-1] < expected:
            heard += numbers(await events.until("chat"))
        assert heard == list(range(1, expected + 1))
        assert expected > newest + 2

    listen(site, anna, hear, conversation)


def test_somebody_new_in_the_queue_is_told(site: Site) -> None:
    anna = site.on_duty()

    async def hear(events: Listener) -> None:
        assert (await events.until("overview"))["queue"] == []
        await aside(site.waiting)
        while not (await events.until("overview"))["queue"]:
            pass

    listen(site, anna, hear)


def test_typing_of_the_visitor_is_told(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()

    async def hear(events: Listener) -> None:
        await events.until("chat")
        await aside(lambda: site.services.conversations.visitor_typing(conversation))
        assert (await events.until("typing"))["sender"] == "visitor"

    listen(site, anna, hear, conversation)


def test_danger_in_a_chat_of_mine_raises_the_alarm(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")

    async def hear(events: Listener) -> None:
        await events.until("overview")
        await aside(lambda: site.write(conversation, "Help, hij staat voor me met een mes"))
        assert (await events.until("alarm"))["conversation"] == conversation

    listen(site, anna, hear)


def test_danger_in_a_chat_of_a_colleague_does_not(site: Site) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    conversation = site.waiting()
    berend.act(conversation, "take")

    async def hear(events: Listener) -> None:
        await events.until("overview")
        await aside(lambda: site.write(conversation, "Help, hij staat voor me met een mes"))
        await aside(site.waiting)
        kinds = []
        while True:
            kind, values = await events.next()
            kinds.append(kind)
            if values.get("queue"):
                break
        assert set(kinds) == {"overview"}

    listen(site, anna, hear)


def test_a_message_in_another_chat_of_mine_is_counted(site: Site) -> None:
    anna = site.on_duty()
    open_here, elsewhere = site.waiting(), site.waiting()
    anna.act(open_here, "take")
    anna.act(elsewhere, "take")

    async def hear(events: Listener) -> None:
        await events.until("chat")
        await aside(lambda: site.write(elsewhere, "Bent u daar?"))
        while True:
            mine = (await events.until("overview"))["mine"]
            assert isinstance(mine, list)
            if {entry["conversation"]: entry["unread"] for entry in mine}[elsewhere] == 1:
                break

    listen(site, anna, hear, open_here)


def test_an_erased_conversation_is_told(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()

    async def hear(events: Listener) -> None:
        await events.until("chat")
        await aside(lambda: site.services.conversations.erase(conversation))
        assert "gewist" in str((await events.until("gone"))["said"])

    listen(site, anna, hear, conversation)


def test_a_visitor_who_goes_back_to_the_assistant_is_out_of_sight(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()

    async def hear(events: Listener) -> None:
        await events.until("chat")
        await aside(lambda: site.services.conversations.stop_waiting(conversation))
        assert "assistent" in str((await events.until("gone"))["said"])

    listen(site, anna, hear, conversation)


def test_over_http_it_resumes_after_the_last_event(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    newest = numbers(anna.chat(conversation).json())[-1]
    Timer(1.0, site.services.hub.close).start()

    response = anna.http.get(
        "/staff/events",
        params={"conversation": conversation, "after": "0"},
        headers={"Last-Event-ID": str(newest - 1)},
    )

    assert response.headers["content-type"].startswith("text/event-stream")
    assert f"id: {newest}\n" in response.text
    assert f'"seq":{newest - 1},' not in response.text
