"""The console as a whole page."""

from uuid import uuid4

from starlette.responses import Response

from bot.staff.desk.describe import Described, describe_overview
from bot.staff.guard import Staff
from bot.staff.render import page
from bot.staff.services import Services

# What a page may be asked to say after a redirect, and whether it is bad news.
NOTICES = {
    "chat.taken": False,
    "chat.taken_by_other": True,
    "chat.taken_by_nobody": True,
    "chat.handed_back": False,
    "chat.closed": False,
    "chat.with_assistant": True,
    "queue.none": True,
    "transfer.done_colleague": False,
    "transfer.done_queue": False,
    "notes.added": False,
    "listen.started": False,
    "listen.stopped": False,
    "listen.sent": False,
    "listen.not_now": True,
    "desk.closed": False,
    "desk.reopened": False,
    "desk.extended": False,
    "desk.ordinary": False,
}
PANES = ("lists", "chat", "side")


def console_page(
    found: Services,
    staff: Staff,
    chat: Described | None,
    notice: str = "",
    pane: str = "",
    name: str = "",
) -> Response:
    """The console, complete, so that it can be used without its script."""
    overview = describe_overview(found, staff.id, found.clock())
    said = found.texts(notice, name=name) if notice in NOTICES else ""
    values = {
        "overview": overview,
        "chat": chat,
        "open": chat["conversation"] if chat else "",
        "pane": pane if pane in PANES else ("chat" if chat else "lists"),
        "notice": said,
        "problem": NOTICES.get(notice, False),
        "client_id": str(uuid4()),
        "script_texts": found.texts.for_script(),
    }
    return page(found, "desk/console.html", values, staff=staff)
