"""The routes that save transcripts as files."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from bot.conversation.archive import MOST_EXPORTED
from bot.conversation.archive_values import Transcript
from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed_to_post
from bot.staff.review.documents import Watermark, new_watermark
from bot.staff.review.export_pdf import to_pdf
from bot.staff.review.export_tables import to_csv, to_json
from bot.staff.review.opening import is_opening
from bot.staff.review.services import Review, review
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff/review", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reviewing = Annotated[Review, Depends(review)]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.REVIEWER))]
Kind = Annotated[Literal["pdf", "json", "csv"], Form()]
Make = Callable[[Services, Sequence[Transcript], Watermark], bytes]

_MAKERS: dict[str, tuple[Make, str]] = {
    "pdf": (to_pdf, "application/pdf"),
    "json": (to_json, "application/json"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}


@router.post("/export")
def export_selection(
    staff: Posting,
    found: Found,
    reviewing: Reviewing,
    kind: Kind = "pdf",
    conversation: Annotated[list[str], Form(max_length=MOST_EXPORTED)] = [],  # noqa: B006
) -> Response:
    """The chosen conversations as one file, masked."""
    if not conversation:
        return RedirectResponse("/staff/review?problem=nothing_selected", 303)
    return _file(conversation, kind, False, staff, found, reviewing)


@router.post("/{conversation}/export")
def export_one(
    conversation: str,
    staff: Posting,
    found: Found,
    reviewing: Reviewing,
    kind: Kind = "pdf",
    opening: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """One conversation as a file, masked unless it was opened on the page that asks."""
    opened = is_opening(staff, conversation, opening)
    return _file([conversation], kind, opened, staff, found, reviewing)


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """A file that the browser saves and does not show."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _file(
    conversations: Sequence[str],
    kind: str,
    opened: bool,
    staff: Staff,
    found: Services,
    reviewing: Review,
) -> Response:
    make, media_type = _MAKERS[kind]
    mark = new_watermark(found, staff, opened)
    content = reviewing.archive.export(
        conversations,
        staff.id,
        opened,
        mark.number,
        kind,
        lambda transcripts: make(found, transcripts, mark),
    )
    name = f"{found.texts('review.export.file')}-{mark.number}.{kind}"
    return attachment(content, name, media_type)
