"""The console's live stream: the lists, and the open chat from where the page left off.

Events of the hub only say that something changed. What changed is read when they come, so
that events may be missed or merged without loss.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.hub import DESK, Event, Hub, Subscription, conversation_topic
from bot.conversation.values import NotTheOwner, UnknownConversation
from bot.helpline.roles import Role
from bot.staff.desk.describe import Described, code, describe_overview, describe_view
from bot.staff.desk.describe_people import turns_off
from bot.staff.guard import Staff, allowed
from bot.staff.services import Services, services
from bot.web.events import HEARTBEAT_SECONDS, EventStream, format_event

router = APIRouter(prefix="/staff", include_in_schema=False)

# On a conversation: told as they are, and over by themselves.
_PASSING = frozenset({"typing", "presence"})


@router.get("/events")
async def events(
    request: Request,
    staff: Annotated[Staff, Depends(allowed(Role.OPERATOR))],
    found: Annotated[Services, Depends(services)],
    conversation: str = "",
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Server-sent events for one console; `Last-Event-ID` counts before `after`."""
    last = request.headers.get("last-event-id", "")
    seen = int(last) if last.isascii() and last.isdigit() else after
    return EventStream(ConsoleStream(found, staff, conversation, seen).run())


class Topics:
    """The events of a changing set of topics, in one line."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._arrived: asyncio.Queue[tuple[str, Event] | None] = asyncio.Queue()
        self._followed: dict[str, tuple[Subscription, asyncio.Task[None]]] = {}

    async def __aenter__(self) -> "Topics":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.follow(frozenset())

    def follow(self, topics: frozenset[str]) -> bool:
        """From now on these topics and no others; whether any of them is new."""
        new = topics - self._followed.keys()
        for topic in self._followed.keys() - topics:
            subscription, pump = self._followed.pop(topic)
            pump.cancel()
            subscription.close()
        for topic in new:
            subscription = self._hub.subscribe(topic)
            pump = asyncio.create_task(self._pump(topic, subscription))
            self._followed[topic] = (subscription, pump)
        return bool(new)

    async def next(self, seconds: float) -> list[tuple[str, Event]] | None:
        """All that has arrived, at least one; empty after `seconds`; None at the very end."""
        try:
            first = await asyncio.wait_for(self._arrived.get(), seconds)
        except TimeoutError:
            return []
        arrived = [first]
        while not self._arrived.empty():
            arrived.append(self._arrived.get_nowait())
        return None if None in arrived else [item for item in arrived if item is not None]

    async def _pump(self, topic: str, subscription: Subscription) -> None:
        async for event in subscription:
            self._arrived.put_nowait((topic, event))
        # The hub ends its subscriptions when the server stops.
        self._arrived.put_nowait(None)


@dataclass
class ConsoleStream:
    """What one console is told, from the present moment on."""

    found: Services
    staff: Staff
    conversation: str
    seen: int
    _own: frozenset[str] = field(default=frozenset(), init=False)

    async def run(self) -> AsyncGenerator[bytes, None]:
        """The events as they go over the wire."""
        loop = asyncio.get_running_loop()
        async with Topics(self.found.hub) as topics:
            yield await self._overview(topics)
            if self.conversation:
                yield await self._chat()
            due = loop.time() + HEARTBEAT_SECONDS
            while True:
                arrived = await topics.next(max(0.0, due - loop.time()))
                if arrived is None:
                    return
                if loop.time() >= due:
                    due = loop.time() + HEARTBEAT_SECONDS
                    if not await self._still_signed_in():
                        yield format_event("signed-out", {})
                        return
                    yield format_event("ping", await run_in_threadpool(self._sign))
                async for part in self._tell(topics, arrived):
                    yield part

    async def _tell(
        self, topics: Topics, arrived: list[tuple[str, Event]]
    ) -> AsyncGenerator[bytes, None]:
        here = conversation_topic(self.conversation)
        passing = [event for topic, event in arrived if topic == here and event.kind in _PASSING]
        lasting = [
            (topic, event)
            for topic, event in arrived
            if topic == DESK or event.kind not in _PASSING
        ]
        if lasting:
            yield await self._overview(topics)
        for topic, event in lasting:
            if alarm := self._alarm(topic, event, here):
                yield alarm
        for event in passing:
            yield format_event(event.kind, event.data)
        if self.conversation and any(topic == here for topic, _ in lasting):
            yield await self._chat()

    def _alarm(self, topic: str, event: Event, here: str) -> bytes | None:
        """What must be heard even when another chat is open."""
        concerned = str(event.data.get("conversation", ""))
        if topic == DESK and event.kind == "alarm" and concerned in self._own:
            return format_event("alarm", {"conversation": concerned, "code": code(concerned)})
        if event.kind == "whisper" and topic != here:
            concerned = topic.removeprefix(conversation_topic(""))
            return format_event("whisper", {"conversation": concerned, "code": code(concerned)})
        return None

    def _sign(self) -> Described:
        """The time, and when the operator's switch goes off by itself, if that is near."""
        found = self.found
        return {"now": found.clock().isoformat(), "off_at": turns_off(found, self.staff.id)}

    async def _overview(self, topics: Topics) -> bytes:
        topics.follow(self._topics())
        while True:
            overview = await run_in_threadpool(
                describe_overview, self.found, self.staff.id, self.found.clock()
            )
            self._own = _conversations(overview, "queue") | _conversations(overview, "mine")
            # What happened before a chat was followed is only seen by looking again.
            if not topics.follow(self._topics()):
                return format_event("overview", overview)

    async def _chat(self) -> bytes:
        try:
            chat = await run_in_threadpool(self._view)
        except UnknownConversation:
            return self._gone("chat.gone")
        except NotTheOwner:
            return self._gone("chat.with_assistant")
        messages = chat["messages"]
        if isinstance(messages, list) and messages:
            self.seen = messages[-1]["seq"]
        return format_event("chat", chat, self.seen)

    def _gone(self, reason: str) -> bytes:
        said = self.found.texts(reason)
        return format_event("gone", {"conversation": self.conversation, "said": said})

    def _view(self) -> Described:
        view = self.found.desk.view(self.conversation, self.staff.id)
        return describe_view(self.found, view, self.staff.id, self.seen)

    async def _still_signed_in(self) -> bool:
        now = self.found.clock()
        operator = await run_in_threadpool(self.found.sign_ins.find, self.staff.token, now)
        # A role that was taken away counts at once, also here.
        return operator is not None and Role.OPERATOR in operator.roles

    def _topics(self) -> frozenset[str]:
        followed = set(self._own)
        if self.conversation:
            followed.add(self.conversation)
        return frozenset({DESK, *map(conversation_topic, followed)})


def _conversations(overview: Described, key: str) -> frozenset[str]:
    rows = overview[key]
    assert isinstance(rows, list)  # noqa: S101 - describe_overview makes lists
    return frozenset(row["conversation"] for row in rows)
