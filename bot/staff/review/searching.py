"""The route that searches in what was written, a second at a time.

The words come and go in the body of requests only: never in an address or a log.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from itsdangerous import BadSignature, Signer
from starlette.responses import Response

from bot.conversation.archive_search import BUDGET_SECONDS, words_in
from bot.conversation.archive_values import Stretch
from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed_to_post
from bot.staff.render import page
from bot.staff.review.choosing import Chosen, choose, read_place, write_place
from bot.staff.review.describe import day_and_time, describe_hit
from bot.staff.review.filters import describe_filters
from bot.staff.review.services import Review, review
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff/review", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reviewing = Annotated[Review, Depends(review)]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.REVIEWER))]
Field = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=200)]
Count = Annotated[int, Form(ge=0)]


def fields_of_filters(
    first: Annotated[str, Form(alias="from")] = "",
    last: Annotated[str, Form(alias="to")] = "",
    form: Field = "",
    municipality: Field = "",
    ending: Field = "",
    danger: Field = "",
    language: Field = "",
    operator: Field = "",
    reviewed: Field = "",
) -> Chosen:
    """The filters of a form."""
    return choose(
        {
            "from": first,
            "to": last,
            "form": form,
            "municipality": municipality,
            "ending": ending,
            "danger": danger,
            "language": language,
            "operator": operator,
            "reviewed": reviewed,
        }
    )


@router.post("/search")
def search(
    staff: Posting,
    found: Found,
    reviewing: Reviewing,
    chosen: Annotated[Chosen, Depends(fields_of_filters)],
    words: Words = "",
    place: Field = "",
    looked: Count = 0,
) -> Response:
    """A part of a search, and a form with which it goes on."""
    wanted = [word for word in words_in(words) if len(word) > 1]
    start = read_place(_opened(staff, wanted, place))
    values = {
        **describe_filters(found, reviewing, chosen),
        "tab": "list",
        "words": words,
        "back": chosen.address("/staff/review"),
    }
    if not wanted:
        nothing = {"problem": found.texts("review.search.empty"), "hits": [], "progress": ""}
        return page(found, "review/search.html", {**values, **nothing, "place": ""}, staff=staff)
    if start is None:
        looked = 0
        reviewing.archive.note_search(staff.id)
    stretch = reviewing.search.stretch(wanted, chosen.wanted, start, BUDGET_SECONDS)
    values |= {
        "hits": [describe_hit(found, hit) for hit in stretch.hits],
        "place": _sealed(staff, wanted, write_place(stretch.further)) if stretch.further else "",
        "looked": looked + stretch.looked,
        "progress": _progress(found, stretch, looked + stretch.looked),
    }
    return page(found, "review/search.html", values, staff=staff)


def _sealed(staff: Staff, words: Sequence[str], place: str) -> str:
    return _signer(staff, words).sign(place).decode("ascii")


def _opened(staff: Staff, words: Sequence[str], sealed: str) -> str:
    """The place where this very search goes on; nothing for any other, which then begins anew."""
    try:
        return _signer(staff, words).unsign(sealed).decode("ascii")
    except BadSignature:
        return ""


def _signer(staff: Staff, words: Sequence[str]) -> Signer:
    # Every search is noted once: going on with other words would be one that is not.
    salt = "review-search\0" + "\0".join(words)
    return Signer(staff.token, salt=salt.encode(), sep="!", digest_method=hashlib.sha256)


def _progress(found: Services, stretch: Stretch, looked: int) -> str:
    if stretch.further is None or stretch.reached is None:
        return found.texts("review.search.done", count=looked)
    reached = day_and_time(found, stretch.reached)
    return found.texts("review.search.busy", count=looked, time=reached)
