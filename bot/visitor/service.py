"""The conversation service as the visitor's web layer reaches it."""

import re
from typing import Protocol, cast

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from bot.conversation.values import Exchange, Started, UnknownConversation, WrongSecret

_MAX_TOKEN = 200
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class VisitorService(Protocol):
    """All of the service that visitors can reach; see bot.conversation.conversations."""

    def start(self, language: str) -> Started: ...
    def check(self, conversation: str, token: str) -> None: ...
    async def receive(
        self, conversation: str, client_id: str, text: str | None, choice: str | None
    ) -> Exchange: ...
    def messages_after(self, conversation: str, after: int) -> Exchange: ...
    def stop_waiting(self, conversation: str) -> Exchange: ...
    def leave(self, conversation: str) -> None: ...
    def erase(self, conversation: str) -> None: ...
    def visitor_typing(self, conversation: str) -> None: ...
    def visitor_present(self, conversation: str) -> None: ...
    def visitor_gone(self, conversation: str) -> None: ...


def service_of(request: Request) -> VisitorService:
    """The conversation service of this application."""
    return cast(VisitorService, request.app.state.conversations)


async def opened(service: VisitorService, conversation: str, token: str) -> str:
    """The conversation, when the secret opens it. Raises UnknownConversation, WrongSecret."""
    if not token or len(token) > _MAX_TOKEN:
        raise WrongSecret
    if not _ID.fullmatch(conversation):
        raise UnknownConversation
    await run_in_threadpool(service.check, conversation, token)
    return conversation
