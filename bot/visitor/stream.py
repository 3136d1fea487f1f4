"""The live stream of one conversation to its visitor."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from anyio import CancelScope
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from bot.conversation.hub import CHANGED, Event, Hub, Subscription, conversation_topic
from bot.conversation.values import Exchange, UnknownConversation
from bot.helpline.ownership import Sender, State
from bot.visitor.models import MessageOut
from bot.visitor.service import VisitorService
from bot.web.events import HEARTBEAT, HEARTBEAT_SECONDS, format_event, with_heartbeat

log = logging.getLogger(__name__)

_TYPING = format_event("typing", {"sender": Sender.STAFF})
_GONE = format_event("state", {"state": State.CLOSED, "place_in_queue": None})


async def conversation_events(
    service: VisitorService,
    hub: Hub,
    conversation: str,
    after: int,
    heartbeat: float = HEARTBEAT_SECONDS,
) -> AsyncGenerator[bytes, None]:
    """The events after sequence number `after`, until the conversation closes or is erased.

    Events of the hub only wake it: what to send is read from the store each time, so that
    nothing is lost or sent twice.
    """
    reader = _Reader(service, conversation, after)
    # Subscribed before the first reading: what is stored in between wakes the stream.
    with hub.subscribe(conversation_topic(conversation)) as subscription:
        try:
            await run_in_threadpool(service.visitor_present, conversation)
            async with aclosing(_wakes(subscription, heartbeat)) as wakes:
                async for wake in wakes:
                    for event in await reader.react(wake):
                        yield event
                    if reader.ended:
                        return
        except UnknownConversation:
            yield _GONE
        except SQLAlchemyError as error:
            # The visitor's page comes back with the last number that it has.
            log.error("stream ended by the store: %s", type(error).__name__)
        finally:
            await _tell_gone(service, conversation)


async def _wakes(
    subscription: Subscription, heartbeat: float
) -> AsyncGenerator[Event | None, None]:
    yield CHANGED
    async with aclosing(with_heartbeat(subscription, heartbeat)) as events:
        async for event in events:
            yield event


class _Reader:
    """Reads what is new since it last looked."""

    def __init__(self, service: VisitorService, conversation: str, after: int) -> None:
        self._service = service
        self._conversation = conversation
        self._after = after
        self._shown: tuple[State, int | None] | None = None
        self.ended = False

    async def react(self, wake: Event | None) -> list[bytes]:
        """What to send after an event of the hub, or None after a time without one."""
        if wake is None:
            return [*await self.news(), HEARTBEAT]
        if wake.kind == "presence":
            return []
        if wake.kind == "typing":
            return [_TYPING] if wake.data.get("sender") == Sender.STAFF else []
        return await self.news()

    async def news(self) -> list[bytes]:
        """New messages in order, then the state when it is another one than before."""
        exchange = await run_in_threadpool(
            self._service.messages_after, self._conversation, self._after
        )
        events = [
            format_event("message", MessageOut.of(message).model_dump(mode="json"), message.seq)
            for message in exchange.messages
        ]
        if exchange.messages:
            self._after = exchange.messages[-1].seq
        return events + self._state(exchange)

    def _state(self, exchange: Exchange) -> list[bytes]:
        state = (exchange.state, exchange.place_in_queue)
        if state == self._shown:
            return []
        self._shown = state
        self.ended = exchange.state is State.CLOSED
        return [format_event("state", {"state": state[0], "place_in_queue": state[1]})]


async def _tell_gone(service: VisitorService, conversation: str) -> None:
    try:
        # Shielded: it is told also when the closing of the page cancelled this stream.
        with CancelScope(shield=True):
            await run_in_threadpool(service.visitor_gone, conversation)
    except (UnknownConversation, SQLAlchemyError) as error:
        log.debug("nobody to tell that the page was closed: %s", type(error).__name__)
