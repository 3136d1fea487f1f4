"""The routes that show the console, as a page and as the values behind it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from bot.conversation.values import NotTheOwner
from bot.helpline.roles import Role
from bot.staff.desk.console import console_page
from bot.staff.desk.describe import Described, describe_overview, describe_view
from bot.staff.guard import Staff, allowed
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
SignedInStaff = Annotated[Staff, Depends(allowed(Role.OPERATOR))]


@router.get("/")
def show_console(staff: SignedInStaff, found: Found, notice: str = "", pane: str = "") -> Response:
    """The console without an open chat."""
    return console_page(found, staff, None, notice, pane)


@router.get("/conversations/{conversation}")
def show_conversation(
    conversation: str, staff: SignedInStaff, found: Found, notice: str = "", pane: str = ""
) -> Response:
    """The console with this chat open."""
    try:
        view = found.desk.view(conversation, staff.id)
    except NotTheOwner:
        return console_page(found, staff, None, "chat.with_assistant")
    chat = describe_view(found, view, staff.id)
    return console_page(found, staff, chat, notice, pane, view.operator or "")


@router.get("/api/overview")
def overview(staff: SignedInStaff, found: Found) -> Described:
    """Who waits, whose chats are mine, who is there, and whether the desk is open."""
    return describe_overview(found, staff.id, found.clock())


@router.get("/api/conversations/{conversation}")
def conversation_values(
    conversation: str,
    staff: SignedInStaff,
    found: Found,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Described:
    """One conversation, with its messages after a sequence number."""
    return describe_view(found, found.desk.view(conversation, staff.id), staff.id, after)
