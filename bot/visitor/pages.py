"""The visitor's pages, which work without JavaScript: every act is a form."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.conversation.values import Exchange, UnknownConversation
from bot.visitor.chat_page import Credentials, chat_page
from bot.visitor.notices import erased_page
from bot.visitor.rendering import CATALOGUE
from bot.visitor.service import VisitorService, opened, service_of
from bot.visitor.text import clean, refuse_long
from bot.web.facts import facts_of
from bot.web.problems import remember_text

router = APIRouter(include_in_schema=False)
MAX_FIELDS = 10


@dataclass(frozen=True)
class Act:
    """One form, as a visitor sent it."""

    action: str
    credentials: Credentials
    client_id: str
    text: str
    choice: str


@router.get("/")
async def home() -> Response:
    """The chat is what this site is for."""
    return RedirectResponse("/chat", 303)


@router.get("/chat")
async def way_in(request: Request) -> Response:
    """The page on which a chat begins."""
    return chat_page(request, None)


@router.post("/chat")
async def act(request: Request) -> Response:
    """Carries out one form and shows the page as it is then."""
    form = await _read(request)
    remember_text(request, form.text)
    service = service_of(request)
    if form.action == "start":
        return await _start(request, service)
    if form.action not in _ACTIONS:
        raise HTTPException(422)
    await opened(service, form.credentials.conversation, form.credentials.token)
    request.state.credentials = form.credentials
    return await _ACTIONS[form.action](request, service, form)


async def _read(request: Request) -> Act:
    async with request.form(max_files=0, max_fields=MAX_FIELDS) as fields:
        values = {name: value for name, value in fields.items() if isinstance(value, str)}
    choice = values.get("choice", "")
    return Act(
        action="choose" if choice else values.get("action", ""),
        credentials=Credentials(values.get("conversation", ""), values.get("token", "")),
        client_id=values.get("client_id", ""),
        text=str(clean(values.get("text", ""))),
        choice=choice,
    )


async def _start(request: Request, service: VisitorService) -> Response:
    started = await run_in_threadpool(service.start, "nl")
    exchange = Exchange(started.state, started.messages)
    return chat_page(request, exchange, Credentials(started.conversation, started.token))


async def _show(
    request: Request, service: VisitorService, form: Act, draft: str = "", notice: str = ""
) -> Response:
    conversation = form.credentials.conversation
    try:
        exchange = await run_in_threadpool(service.messages_after, conversation, 0)
    except UnknownConversation:
        # It was there a moment ago: the visitor asked the assistant to erase it.
        return erased_page(request)
    return chat_page(request, exchange, form.credentials, draft, notice)


async def _refresh(request: Request, service: VisitorService, form: Act) -> Response:
    return await _show(request, service, form, form.text)


async def _send(request: Request, service: VisitorService, form: Act) -> Response:
    refuse_long(form.text)
    if not form.text:
        empty = CATALOGUE.text("chat.empty", facts_of(request))
        return await _show(request, service, form, notice=empty)
    await service.receive(form.credentials.conversation, _client_id(form), form.text, None)
    return await _show(request, service, form)


async def _choose(request: Request, service: VisitorService, form: Act) -> Response:
    await service.receive(form.credentials.conversation, _client_id(form), None, form.choice)
    # What was typed but not sent stays in the field.
    return await _show(request, service, form, form.text)


async def _stop_waiting(request: Request, service: VisitorService, form: Act) -> Response:
    await run_in_threadpool(service.stop_waiting, form.credentials.conversation)
    return await _show(request, service, form, form.text)


async def _leave(request: Request, service: VisitorService, form: Act) -> Response:
    await run_in_threadpool(service.leave, form.credentials.conversation)
    return await _show(request, service, form)


async def _erase(request: Request, service: VisitorService, form: Act) -> Response:
    await run_in_threadpool(service.erase, form.credentials.conversation)
    return erased_page(request)


def _client_id(form: Act) -> str:
    try:
        return str(UUID(form.client_id))
    except ValueError as error:
        raise HTTPException(422) from error


_ACTIONS: dict[str, Callable[[Request, VisitorService, Act], Awaitable[Response]]] = {
    "refresh": _refresh,
    "send": _send,
    "choose": _choose,
    "stop_waiting": _stop_waiting,
    "leave": _leave,
    "erase": _erase,
}
