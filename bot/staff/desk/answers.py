"""What a route that changed something answers: values for the script, else another page."""

from urllib.parse import quote

from fastapi.responses import JSONResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.values import NotTheOwner
from bot.staff.desk.describe import Described, describe_overview, describe_view
from bot.staff.guard import Staff
from bot.staff.render import wants_json
from bot.staff.services import Services


def chat_answer(
    request: Request,
    found: Services,
    staff: Staff,
    conversation: str,
    notice: str,
    status: int = 200,
    **values: object,
) -> Response:
    """The chat as it is now, and a notice; without the chat when it is not for staff now."""
    try:
        view = found.desk.view(conversation, staff.id)
    except NotTheOwner:
        return plain_answer(request, found, notice, status, **values)
    if not wants_json(request):
        return to_chat(conversation, notice)
    said = found.texts(notice, **values) if notice else ""
    chat: Described = describe_view(found, view, staff.id)
    return JSONResponse({"chat": chat, "notice": said}, status)


def plain_answer(
    request: Request, found: Services, notice: str, status: int = 200, **values: object
) -> Response:
    """A notice, and no chat."""
    if wants_json(request):
        said = found.texts(notice, **values)
        return JSONResponse({"chat": None, "notice": said}, status)
    return RedirectResponse(f"/staff/?notice={notice}", 303)


def overview_answer(request: Request, found: Services, staff: Staff, notice: str = "") -> Response:
    """The lists as they are now."""
    if wants_json(request):
        values = describe_overview(found, staff.id, found.clock())
        return JSONResponse(values | {"notice": found.texts(notice) if notice else ""})
    query = f"?notice={notice}" if notice else ""
    return RedirectResponse(f"/staff/{query}", 303)


def to_chat(conversation: str, notice: str = "") -> Response:
    """On to the page with this chat."""
    query = f"?notice={notice}" if notice else ""
    return RedirectResponse(
        f"/staff/conversations/{quote(conversation, safe='')}{query}#newest", 303
    )
