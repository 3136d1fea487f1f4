"""The console as a whole page."""

from uuid import uuid4

from starlette.responses import Response

from bot.staff.desk.describe import Described, describe_overview
from bot.staff.guard import Staff
from bot.staff.render import page
from bot.staff.services import Services

# What a page may be asked to say after a redirect.
NOTICES = frozenset(
    {
        "taken",
        "taken_by_other",
        "taken_by_nobody",
        "not_owner",
        "handed_back",
        "closed",
        "with_assistant",
    }
)


def console_page(
    found: Services, staff: Staff, chat: Described | None, notice: str | None, name: str = ""
) -> Response:
    """The console, complete, so that it can be used without its script."""
    overview = describe_overview(found, staff.id, found.clock())
    said = found.texts(f"chat.{notice}", name=name) if notice in NOTICES else ""
    values = {
        "overview": overview,
        "chat": chat,
        "open": chat["conversation"] if chat else "",
        "notice": said,
        "client_id": str(uuid4()),
        "script_texts": found.texts.for_script(),
    }
    return page(found, "desk/console.html", values, staff=staff)
