"""The chat page: what it shows of a conversation."""

from dataclasses import dataclass
from datetime import UTC
from uuid import uuid4
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.conversation.values import Exchange, Message
from bot.helpline.ownership import Sender, State
from bot.visitor.links import linked, links_of
from bot.visitor.rendering import CATALOGUE, render_page, words_for
from bot.web.facts import Facts, facts_of


@dataclass(frozen=True)
class Credentials:
    """What opens a conversation; on pages it travels in hidden fields only."""

    conversation: str
    token: str


NOBODY = Credentials("", "")


def chat_page(
    request: Request,
    exchange: Exchange | None,
    credentials: Credentials = NOBODY,
    draft: str = "",
    notice: str = "",
) -> HTMLResponse:
    """The page of a conversation, or the way in when there is none yet."""
    exchange = exchange or Exchange(State.BOT, ())
    facts: Facts = request.app.state.facts
    links = links_of(facts())
    values = {
        "conversation": credentials.conversation,
        "token": credentials.token,
        "client_id": str(uuid4()),
        "state": exchange.state,
        "state_text": state_text(request, exchange),
        "messages": [
            _shown(message, links, facts.zone, _can_choose(exchange, message))
            for message in exchange.messages
        ],
        "draft": draft,
        "notice": notice,
        "words": words_for(request),
    }
    return render_page(request, "chat.html", values)


def state_text(request: Request, exchange: Exchange) -> str:
    """Who the visitor is talking to, in words."""
    facts = facts_of(request)
    if exchange.state is State.WAITING and exchange.place_in_queue is not None:
        place = {"place": str(exchange.place_in_queue)}
        return CATALOGUE.text("state.waiting_place", facts | place)
    return CATALOGUE.text(f"state.{exchange.state}", facts)


def _can_choose(exchange: Exchange, message: Message) -> bool:
    """Choices are the assistant's, and can be made until the visitor has said something else."""
    said = [m.seq for m in exchange.messages if m.sender is Sender.VISITOR]
    assisted = exchange.state in (State.BOT, State.WAITING)
    return assisted and message.seq > max(said, default=0)


def _shown(
    message: Message, links: dict[str, str], zone: ZoneInfo, can_choose: bool
) -> dict[str, object]:
    by_visitor = message.sender is Sender.VISITOR
    return {
        "seq": message.seq,
        "sender": message.sender,
        "parts": linked(message.text, {} if by_visitor else links),
        "choices": message.choices if can_choose else (),
        "sent_at": message.sent_at.astimezone(UTC).isoformat(timespec="seconds"),
        "time": message.sent_at.astimezone(zone).strftime("%H:%M"),
    }
