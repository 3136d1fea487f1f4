"""The routes that change a chat.

Each takes an ordinary form. The page's script gets values back, a browser without it gets
sent on to a page that tells the same.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.values import ConversationClosed, NotTheOwner
from bot.helpline.ownership import State
from bot.helpline.roles import Role
from bot.staff.desk.answers import chat_answer, plain_answer, to_chat
from bot.staff.desk.describe import by_urgency, describe_message
from bot.staff.guard import Staff, allowed_to_post
from bot.staff.render import wants_json
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.OPERATOR))]


@router.post("/queue/take")
def take_next(request: Request, staff: Posting, found: Found) -> Response:
    """Takes over who is on top of the queue; nobody, when others were faster. Raises AtLimit."""
    for entry in by_urgency(found.desk.queue()):
        try:
            found.desk.take(entry.conversation, staff.id)
        except (NotTheOwner, ConversationClosed):
            continue
        return chat_answer(request, found, staff, entry.conversation, "chat.taken")
    return plain_answer(request, found, "queue.none", 409)


@router.post("/conversations/{conversation}/take")
def take(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Takes a waiting visitor over; who comes second is told who was first. Raises AtLimit."""
    try:
        found.desk.take(conversation, staff.id)
    except (NotTheOwner, ConversationClosed):
        return _lost_race(request, conversation, staff, found)
    return chat_answer(request, found, staff, conversation, "chat.taken")


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
    message = found.desk.say(conversation, staff.id, client_id, _lines(text))
    if wants_json(request):
        return JSONResponse(describe_message(found, message))
    return to_chat(conversation)


@router.post("/conversations/{conversation}/typing")
def typing(conversation: str, staff: Posting, found: Found) -> Response:
    """Tells the visitor that somebody is typing."""
    found.desk.staff_typing(conversation, staff.id)
    return Response(status_code=204)


@router.post("/conversations/{conversation}/hand-back")
def hand_back(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Gives the chat back to the assistant."""
    found.desk.hand_back(conversation, staff.id)
    return plain_answer(request, found, "chat.handed_back")


@router.post("/conversations/{conversation}/close")
def close(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Ends the chat."""
    found.desk.close(conversation, staff.id)
    return chat_answer(request, found, staff, conversation, "chat.closed")


@router.post("/conversations/{conversation}/transfer")
def transfer(
    request: Request,
    conversation: str,
    staff: Posting,
    found: Found,
    to: Annotated[str, Form(pattern="^([0-9]{1,9}|queue)$")],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Passes the chat on to a colleague, or back to the queue. Raises ColleagueAway."""
    colleague = None if to == "queue" else int(to)
    found.desk.transfer(conversation, staff.id, colleague, _lines(note))
    notice = "transfer.done_queue" if colleague is None else "transfer.done_colleague"
    return plain_answer(request, found, notice)


@router.post("/conversations/{conversation}/notes")
def add_note(
    request: Request,
    conversation: str,
    staff: Posting,
    found: Found,
    text: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    """Writes something down for colleagues."""
    found.desk.add_note(conversation, staff.id, _lines(text))
    return chat_answer(request, found, staff, conversation, "notes.added")


@router.post("/conversations/{conversation}/listen")
def listen(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Starts to read along with a colleague, who sees that."""
    try:
        found.desk.listen(conversation, staff.id)
    except NotTheOwner:
        # Nobody handles it now, or it is one's own by now.
        return chat_answer(request, found, staff, conversation, "listen.not_now", 409)
    return chat_answer(request, found, staff, conversation, "listen.started")


@router.post("/conversations/{conversation}/unlisten")
def unlisten(request: Request, conversation: str, staff: Posting, found: Found) -> Response:
    """Stops reading along."""
    found.desk.stop_listening(conversation, staff.id)
    return chat_answer(request, found, staff, conversation, "listen.stopped")


@router.post("/conversations/{conversation}/whisper")
def whisper(
    request: Request,
    conversation: str,
    staff: Posting,
    found: Found,
    text: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    """Says something to the colleague alone. Raises NotListening."""
    found.desk.whisper(conversation, staff.id, _lines(text))
    return chat_answer(request, found, staff, conversation, "listen.sent")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _lost_race(request: Request, conversation: str, staff: Staff, found: Services) -> Response:
    try:
        view = found.desk.view(conversation, staff.id)
    except NotTheOwner:
        # The visitor is with the assistant again, so what they write is not for staff.
        return plain_answer(request, found, "chat.taken_by_nobody", 409)
    other = view.state is State.PERSON
    notice = "chat.taken_by_other" if other else "chat.taken_by_nobody"
    return chat_answer(request, found, staff, conversation, notice, 409, name=view.operator or "")
