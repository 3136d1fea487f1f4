"""The routes that change something.

Each takes an ordinary form. The page's script gets values back, a browser without it gets
sent on to a page that tells the same.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.values import ConversationClosed, NotTheOwner
from bot.helpline.ownership import State
from bot.helpline.roles import Role
from bot.staff.desk.describe import Described, describe_message, describe_overview, describe_view
from bot.staff.guard import Staff, allowed_to_post
from bot.staff.render import wants_json
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.OPERATOR))]


@router.post("/available")
def set_available(
    request: Request,
    staff: Posting,
    found: Found,
    available: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Turns the operator's switch."""
    found.desk.set_available(staff.id, available == "yes")
    return _overview(request, staff, found)


@router.post("/heartbeat")
def heartbeat(staff: Posting, found: Found) -> Response:
    """The console is open; the switch stays as it is."""
    found.desk.heartbeat(staff.id)
    return Response(status_code=204)


@router.post("/desk/close")
def close_desk(
    request: Request,
    staff: Posting,
    found: Found,
    until: Annotated[Literal["reopened", "hour", "day"], Form()],
    reason: Annotated[str, Form(min_length=1, max_length=200)],
) -> Response:
    """Closes the desk for new visitors."""
    found.desk.close_now(staff.id, _closed_until(found, until), reason)
    return _overview(request, staff, found)


@router.post("/desk/reopen")
def reopen_desk(request: Request, staff: Posting, found: Found) -> Response:
    """Opens the desk again."""
    found.desk.reopen(staff.id)
    return _overview(request, staff, found)


@router.post("/conversations/{conversation}/take")
def take(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Takes a waiting visitor over; who comes second is told who was first."""
    try:
        view = found.desk.take(conversation, staff.id)
    except (NotTheOwner, ConversationClosed):
        return _lost_race(request, conversation, staff, found)
    values = describe_view(found, view, staff.id)
    return _chat(request, values, "taken", found.texts("chat.taken"))


@router.post("/conversations/{conversation}/messages")
def send(
    request: Request,
    conversation: str,
    staff: Posting,
    found: Found,
    text: Annotated[str, Form(min_length=1, max_length=4000)],
    client_id: Annotated[str, Form(min_length=1, max_length=64)],
) -> Response:
    """Sends a message to the visitor; the same `client_id` is stored once."""
    message = found.desk.say(conversation, staff.id, client_id, text.replace("\r\n", "\n"))
    if wants_json(request):
        return JSONResponse(describe_message(found, message))
    return _to_chat(conversation)


@router.post("/conversations/{conversation}/typing")
def typing(conversation: str, staff: Posting, found: Found) -> Response:
    """Tells the visitor that somebody is typing."""
    found.desk.staff_typing(conversation, staff.id)
    return Response(status_code=204)


@router.post("/conversations/{conversation}/hand-back")
def hand_back(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Gives the chat back to the assistant."""
    found.desk.hand_back(conversation, staff.id)
    return _without_chat(request, "handed_back", found.texts("chat.handed_back"))


@router.post("/conversations/{conversation}/close")
def close(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Ends the chat."""
    found.desk.close(conversation, staff.id)
    values = describe_view(found, found.desk.view(conversation, staff.id), staff.id)
    return _chat(request, values, "closed", found.texts("chat.closed"))


def _closed_until(found: Services, until: str) -> datetime | None:
    now = found.clock()
    if until == "hour":
        return now + timedelta(hours=1)
    if until == "day":
        tomorrow = found.local(now).date() + timedelta(days=1)
        return datetime.combine(tomorrow, datetime.min.time(), found.zone())
    return None


def _lost_race(request: Request, conversation: str, staff: Staff, found: Services) -> Response:
    try:
        view = found.desk.view(conversation, staff.id)
    except NotTheOwner:
        # The visitor is with the assistant again, so what they write is not for staff.
        said = found.texts("chat.taken_by_nobody")
        return _without_chat(request, "taken_by_nobody", said, 409)
    notice = "taken_by_other" if view.state is State.PERSON else "taken_by_nobody"
    said = found.texts(f"chat.{notice}", name=view.operator or "")
    return _chat(request, describe_view(found, view, staff.id), notice, said, 409)


def _without_chat(request: Request, notice: str, said: str, status: int = 200) -> Response:
    if wants_json(request):
        return JSONResponse({"chat": None, "notice": said}, status)
    return RedirectResponse(f"/staff/?notice={notice}", 303)


def _chat(
    request: Request, values: Described, notice: str, said: str, status: int = 200
) -> Response:
    if wants_json(request):
        return JSONResponse({"chat": values, "notice": said}, status)
    return _to_chat(str(values["conversation"]), notice)


def _to_chat(conversation: str, notice: str = "") -> Response:
    query = f"?notice={notice}" if notice else ""
    return RedirectResponse(
        f"/staff/conversations/{quote(conversation, safe='')}{query}#newest", 303
    )


def _overview(request: Request, staff: Staff, found: Services) -> Response:
    if wants_json(request):
        return JSONResponse(describe_overview(found, staff.id, found.clock()))
    return RedirectResponse("/staff/", 303)
