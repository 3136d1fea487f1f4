"""The visitor API, version 1."""

from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.conversation.desk import Desk
from bot.conversation.hub import Hub
from bot.visitor.models import (
    AvailabilityOut,
    ExchangeOut,
    MessageIn,
    Seq,
    StartedOut,
    StartIn,
)
from bot.visitor.service import VisitorService, opened, service_of
from bot.visitor.stream import conversation_events
from bot.visitor.text import refuse_long
from bot.web.events import EventStream
from bot.web.problems import PROBLEM_MEDIA_TYPE, remember_text

BASE = "/api/v1"
_PROBLEM = {"content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _problems(**reasons: str) -> dict[int | str, dict[str, Any]]:
    always = {"s429": "Too much at once", "s500": "A fault", "s503": "The store does not answer"}
    return {
        int(status[1:]): {"description": reason, **_PROBLEM}
        for status, reason in (reasons | always).items()
    }


_OPEN = {"s401": "Wrong or missing secret", "s404": "Unknown or erased conversation"}
_OPENED = _problems(**_OPEN, s422="Malformed")

router = APIRouter(prefix=BASE, tags=["visitor"])


# Both dependencies are coroutines: plain functions would each cost a trip to another thread.
async def visitor_service(request: Request) -> VisitorService:
    """The conversation service of this application."""
    return service_of(request)


Service = Annotated[VisitorService, Depends(visitor_service)]


async def bearer(
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> str:
    """The secret in the header, or an empty string, which opens nothing."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


Token = Annotated[str, Depends(bearer)]


async def opened_by_header(conversation: str, service: Service, token: Token) -> str:
    """The conversation of the path, when the bearer secret opens it."""
    return await opened(service, conversation, token)


Opened = Annotated[str, Depends(opened_by_header)]


@router.post(
    "/conversations", status_code=201, responses=_problems(s422="Malformed"), summary="Start"
)
async def start(service: Service, wish: StartIn | None = None) -> StartedOut:
    """Starts a conversation; the secret in the answer is given only once."""
    language = (wish or StartIn()).language
    return StartedOut.of(await run_in_threadpool(service.start, language))


@router.post(
    "/conversations/{conversation}/messages",
    responses=_problems(**_OPEN, s409="Closed", s413="Over 4,000 characters", s422="Malformed"),
    summary="Send",
)
async def send(
    conversation: str, message: MessageIn, request: Request, service: Service, token: Token
) -> ExchangeOut:
    """Stores a message and gives it back with every answer that follows from it."""
    # Before anything can fail, the secret's check included.
    remember_text(request, message.text)
    refuse_long(message.text)
    await opened(service, conversation, token)
    return ExchangeOut.of(
        await service.receive(conversation, str(message.client_id), message.text, message.choice)
    )


@router.get("/conversations/{conversation}/messages", responses=_OPENED, summary="Read")
async def messages(
    service: Service, opened: Opened, after: Annotated[Seq, Query()] = 0
) -> ExchangeOut:
    """The messages with a higher sequence number than `after`."""
    return ExchangeOut.of(await run_in_threadpool(service.messages_after, opened, after))


@router.get(
    "/conversations/{conversation}/events",
    response_class=EventStream,
    responses=_OPENED,
    summary="Stream",
)
async def events(
    request: Request,
    service: Service,
    opened: Opened,
    last_event_id: Annotated[str | None, Header()] = None,
) -> EventStream:
    """Server-sent events: `message` with its sequence number as id, `state`, `typing`.

    `Last-Event-ID` resumes; without it the stream begins with the first message.
    """
    hub = cast(Hub, request.app.state.hub)
    return EventStream(conversation_events(service, hub, opened, _seq(last_event_id)))


def _seq(last_event_id: str | None) -> int:
    known = last_event_id or ""
    return int(known) if known.isascii() and known.isdigit() and len(known) < 10 else 0


@router.delete("/conversations/{conversation}", status_code=204, responses=_OPENED, summary="Erase")
async def erase(service: Service, opened: Opened) -> Response:
    """Erases everything of the conversation, now."""
    await run_in_threadpool(service.erase, opened)
    return Response(status_code=204)


@router.post(
    "/conversations/{conversation}/leave", status_code=204, responses=_OPENED, summary="Leave"
)
async def leave(service: Service, opened: Opened) -> Response:
    """Ends the conversation; it is kept for staff until its deadline."""
    await run_in_threadpool(service.leave, opened)
    return Response(status_code=204)


@router.post(
    "/conversations/{conversation}/stop-waiting", responses=_OPENED, summary="Stop waiting"
)
async def stop_waiting(service: Service, opened: Opened) -> ExchangeOut:
    """Back from waiting for a person to the assistant."""
    return ExchangeOut.of(await run_in_threadpool(service.stop_waiting, opened))


@router.post(
    "/conversations/{conversation}/typing", status_code=204, responses=_OPENED, summary="Typing"
)
async def typing(service: Service, opened: Opened) -> Response:
    """Tells who handles the chat that the visitor is typing."""
    await run_in_threadpool(service.visitor_typing, opened)
    return Response(status_code=204)


@router.get("/availability", responses=_problems(), summary="Availability")
async def availability(request: Request) -> AvailabilityOut:
    """Whether a person can come now, and if not, when the desk opens."""
    desk = cast(Desk, request.app.state.desk)
    return AvailabilityOut.of(await run_in_threadpool(desk.availability))
