"""Tells the open streams of this process, and of others, that something happened.

Events hold no content, only that there is something to fetch: a stream that missed some
asks for "everything since N", so nothing can be lost or shown twice.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType

DESK = "desk"
# More than this many unread events become one: "something changed".
QUEUE_LIMIT = 32


def conversation_topic(conversation: str) -> str:
    """The topic of one conversation; the kinds of its events stand at `Event`."""
    return f"conversation:{conversation}"


@dataclass(frozen=True)
class Event:
    """Something happened. `changed` stands for events that were missed: fetch everything.

    On a conversation: `message` {"seq"}, `state` {"state"}, `typing` {"sender"},
    `presence` {"visitor"}, `note`, `whisper`, `listeners`. On the desk: `queue`, `presence`,
    `alarm` {"conversation"}, `transfer` {"conversation", "to"}, `desk_empty`.
    """

    kind: str
    data: Mapping[str, str | int | bool] = field(default_factory=dict)


CHANGED = Event("changed")


class Subscription:
    """The events of one topic from the moment it was made; close it when done.

    Use it in the event loop that made it: `with hub.subscribe(topic) as events:
    async for event in events: ...`
    """

    def __init__(self, remove: Callable[["Subscription"], None]) -> None:
        self._remove = remove
        self._loop = asyncio.get_running_loop()
        self._arrived = asyncio.Event()
        self._events: deque[Event] = deque()
        self._closed = False

    def __enter__(self) -> "Subscription":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Event:
        while not self._events:
            if self._closed:
                raise StopAsyncIteration
            self._arrived.clear()
            await self._arrived.wait()
        return self._events.popleft()

    def close(self) -> None:
        """Ends the iteration after what has arrived already."""
        self._remove(self)
        self._closed = True
        self._arrived.set()

    def offer(self, event: Event) -> None:
        """Hands an event over from any thread."""
        self._in_loop(self._put, event)

    def end(self) -> None:
        """Closes the subscription from any thread."""
        self._in_loop(self.close)

    def _in_loop(self, call: Callable[..., None], *arguments: Event) -> None:
        try:
            self._loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:
            # The loop of this stream is closed, and the stream with it.
            self._remove(self)

    def _put(self, event: Event) -> None:
        if len(self._events) >= QUEUE_LIMIT:
            self._events.clear()
            event = CHANGED
        self._events.append(event)
        self._arrived.set()


class Hub:
    """Brings events from any thread to the subscriptions of their topic."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._topics: dict[str, set[Subscription]] = {}
        self._forward: Callable[[str, Event], None] | None = None
        self._observe: Callable[[str, Event], None] | None = None

    def subscribe(self, topic: str) -> Subscription:
        """The events of `topic` from now on. Call it in an event loop."""
        subscription = Subscription(lambda gone: self._drop(topic, gone))
        with self._lock:
            self._topics.setdefault(topic, set()).add(subscription)
        return subscription

    def publish(self, topic: str, event: Event) -> None:
        """Tells everybody who listens to `topic`, in this process and in the others."""
        self.deliver(topic, event)
        if self._forward is not None:
            self._forward(topic, event)

    def deliver(self, topic: str, event: Event) -> None:
        """Tells who listens to `topic` in this process."""
        if self._observe is not None:
            self._observe(topic, event)
        with self._lock:
            listeners = tuple(self._topics.get(topic, ()))
        for listener in listeners:
            listener.offer(event)

    def deliver_to_all(self, event: Event) -> None:
        """Tells every subscription of this process, as after events may have been missed."""
        with self._lock:
            topics = tuple(self._topics)
        for topic in topics:
            self.deliver(topic, event)

    @property
    def listeners(self) -> int:
        """How many subscriptions there are in this process."""
        with self._lock:
            return sum(len(group) for group in self._topics.values())

    def close(self) -> None:
        """Ends every subscription, so that streams end when the server stops."""
        with self._lock:
            listeners = [listener for group in self._topics.values() for listener in group]
        for listener in listeners:
            listener.end()

    def forward_to(self, forward: Callable[[str, Event], None] | None) -> None:
        """From now on `publish` hands every event to `forward` as well."""
        self._forward = forward

    def observe(self, observe: Callable[[str, Event], None]) -> None:
        """From now on every event of every topic goes to `observe` as well, first."""
        self._observe = observe

    def _drop(self, topic: str, subscription: Subscription) -> None:
        with self._lock:
            group = self._topics.get(topic)
            if group is None:
                return
            group.discard(subscription)
            if not group:
                del self._topics[topic]
