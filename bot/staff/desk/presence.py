"""The routes of the switch, of signs of life, and of opening and closing the desk."""

import re
from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.values import WrongTime
from bot.helpline.roles import Role
from bot.staff.desk.answers import overview_answer
from bot.staff.desk.describe_people import turns_off
from bot.staff.guard import Staff, allowed_to_post
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.OPERATOR))]
Reason = Annotated[str, Form(min_length=1, max_length=200)]

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@router.post("/available")
def set_available(
    request: Request,
    staff: Posting,
    found: Found,
    available: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Turns the operator's switch."""
    found.desk.set_available(staff.id, available == "yes")
    return overview_answer(request, found, staff)


@router.post("/heartbeat")
def heartbeat(staff: Posting, found: Found) -> Response:
    """The console is open; the switch stays as it is."""
    found.desk.heartbeat(staff.id)
    return Response(status_code=204)


@router.post("/active")
def active(staff: Posting, found: Found) -> Response:
    """The operator did something; when the switch would go off by itself, if that is near."""
    found.desk.active(staff.id)
    return JSONResponse({"off_at": turns_off(found, staff.id)})


@router.post("/desk/close")
def close_desk(
    request: Request,
    staff: Posting,
    found: Found,
    until: Annotated[Literal["reopened", "hour", "day"], Form()],
    reason: Reason,
) -> Response:
    """Closes the desk for new visitors."""
    found.desk.close_now(staff.id, _closed_until(found, until), reason)
    return overview_answer(request, found, staff, "desk.closed")


@router.post("/desk/reopen")
def reopen_desk(request: Request, staff: Posting, found: Found) -> Response:
    """Opens the desk again."""
    found.desk.reopen(staff.id)
    return overview_answer(request, found, staff, "desk.reopened")


@router.post("/desk/open")
def open_desk(
    request: Request,
    staff: Posting,
    found: Found,
    until: Annotated[str, Form(min_length=1, max_length=8)],
    reason: Reason,
) -> Response:
    """Keeps the desk open, or opens it, until a time of today. Raises WrongTime."""
    found.desk.open_until(staff.id, _today_at(found, until), reason)
    return overview_answer(request, found, staff, "desk.extended")


@router.post("/desk/ordinary")
def ordinary_hours(request: Request, staff: Posting, found: Found) -> Response:
    """Takes back what `open_desk` did."""
    found.desk.keep_hours(staff.id)
    return overview_answer(request, found, staff, "desk.ordinary")


def _today_at(found: Services, words: str) -> datetime:
    parts = _TIME.fullmatch(words.strip())
    if parts is None:
        raise WrongTime("not a time of the day")
    today = found.local(found.clock()).date()
    return datetime.combine(today, time(int(parts[1]), int(parts[2])), found.zone())


def _closed_until(found: Services, until: str) -> datetime | None:
    now = found.clock()
    if until == "hour":
        return now + timedelta(hours=1)
    if until == "day":
        tomorrow = found.local(now).date() + timedelta(days=1)
        return datetime.combine(tomorrow, datetime.min.time(), found.zone())
    return None
