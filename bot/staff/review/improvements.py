"""The routes of the list of corrections, which also those who retrain the assistant read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.responses import Response

from bot.helpline.correction import Flag
from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed, allowed_to_post
from bot.staff.render import page
from bot.staff.review.choosing import day_of, read_mark, with_fields, write_mark
from bot.staff.review.describe import describe_correction
from bot.staff.review.documents import new_watermark
from bot.staff.review.export_examples import to_lines
from bot.staff.review.exports import attachment
from bot.staff.review.filters import in_words
from bot.staff.review.services import Review, review
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff/review/corrections", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reviewing = Annotated[Review, Depends(review)]
Reader = Annotated[Staff, Depends(allowed(Role.REVIEWER, Role.MAINTAINER))]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.REVIEWER, Role.MAINTAINER))]
Day = Annotated[str, Form(max_length=20)]
Field = Annotated[str, Form(max_length=80)]
PATH = "/staff/review/corrections"


@router.get("")
def show_corrections(
    staff: Reader,
    found: Found,
    reviewing: Reviewing,
    since: str = "",
    until: str = "",
    flag: str = "",
    intent: str = "",
    after: str = "",
) -> Response:
    """The corrections, the latest first, without names."""
    sent = {"since": since, "until": until, "flag": flag, "intent": intent}
    corrections, further = reviewing.corrections.page(
        day_of(since), day_of(until), _flag(flag), intent or None, read_mark(after)
    )
    intents = in_words(found, "intents", reviewing.labels.intents)
    values = {
        "tab": "corrections",
        "may_read": Role.REVIEWER in staff.operator.roles,
        "corrections": [describe_correction(found, one) for one in corrections],
        "older": further and with_fields(PATH, None, **sent, after=write_mark(further)),
        "sent": sent,
        "choices": {
            "flag": in_words(found, "flags", Flag),
            "intent": sorted(intents, key=lambda choice: choice[1].casefold()),
        },
    }
    return page(found, "review/corrections.html", values, staff=staff)


@router.post("/export")
def export_corrections(
    staff: Posting,
    found: Found,
    reviewing: Reviewing,
    since: Day = "",
    until: Day = "",
    flag: Field = "",
    intent: Field = "",
) -> Response:
    """All corrections with these filters, as training examples."""
    mark = new_watermark(found, staff, opened=False)
    corrections = reviewing.corrections.export(
        staff.id,
        mark.at,
        mark.number,
        day_of(since),
        day_of(until),
        _flag(flag),
        intent or None,
    )
    content = to_lines(corrections, mark.number)
    return attachment(content, f"corrections-{mark.number}.jsonl", "application/jsonl")


def _flag(value: str) -> Flag | None:
    return Flag(value) if value in list(Flag) else None
