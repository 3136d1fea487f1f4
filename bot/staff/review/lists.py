"""The routes of the list of conversations, and of the list of deletions."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed
from bot.staff.render import page
from bot.staff.review.choosing import choose, read_place, with_fields, write_place
from bot.staff.review.describe import describe_entry, describe_stone
from bot.staff.review.filters import describe_filters
from bot.staff.review.services import Review, review
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff/review", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reviewing = Annotated[Review, Depends(review)]
Reader = Annotated[Staff, Depends(allowed(Role.REVIEWER, Role.MAINTAINER))]
Reviewer = Annotated[Staff, Depends(allowed(Role.REVIEWER))]

PATH = "/staff/review"
_PROBLEMS = frozenset({"nothing_selected"})


@router.get("")
def show_list(
    request: Request,
    staff: Reader,
    found: Found,
    reviewing: Reviewing,
    older: str = "",
    newer: str = "",
    problem: str = "",
) -> Response:
    """The list; who only maintains the assistant is sent to the corrections."""
    if Role.REVIEWER not in staff.operator.roles:
        return RedirectResponse(f"{PATH}/corrections", 303)
    chosen = choose(request.query_params)
    shown = reviewing.archive.page(chosen.wanted, read_place(older), read_place(newer))
    values = {
        **describe_filters(found, reviewing, chosen),
        "tab": "list",
        "entries": [describe_entry(found, entry) for entry in shown.entries],
        "newer": shown.newer and with_fields(PATH, chosen, newer=write_place(shown.newer)),
        "older": shown.older and with_fields(PATH, chosen, older=write_place(shown.older)),
        "problem": found.texts(f"review.problem.{problem}") if problem in _PROBLEMS else "",
    }
    return page(found, "review/list.html", values, staff=staff)


@router.get("/deleted")
def show_deleted(staff: Reviewer, found: Found, reviewing: Reviewing, older: str = "") -> Response:
    """What was deleted, without any content."""
    stones, further = reviewing.archive.tombstones(read_place(older))
    path = f"{PATH}/deleted"
    values = {
        "stones": [describe_stone(found, stone) for stone in stones],
        "older": further and with_fields(path, None, older=write_place(further)),
        "tab": "deleted",
    }
    return page(found, "review/deleted.html", values, staff=staff)
