"""The routes of one conversation: reading it, opening the masks, correcting, keeping longer."""

from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from bot.conversation.archive_values import ExtensionRefused, NoSuchMessage, Remark
from bot.conversation.values import UnknownConversation
from bot.helpline.correction import Flag
from bot.helpline.roles import Role
from bot.staff.guard import Staff, allowed, allowed_to_post
from bot.staff.render import page
from bot.staff.review.choosing import day_of
from bot.staff.review.marking import MASK, spans_of
from bot.staff.review.opening import REASONS, seal_opening
from bot.staff.review.services import Review, review
from bot.staff.review.transcript_page import describe_transcript
from bot.staff.services import Services, services
from bot.store.corrections import WHOLE

router = APIRouter(prefix="/staff/review", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reviewing = Annotated[Review, Depends(review)]
Reviewer = Annotated[Staff, Depends(allowed(Role.REVIEWER))]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.REVIEWER))]
Field = Annotated[str, Form(max_length=80)]
Fields = Annotated[list[str], Form(max_length=100)]
Comment = Annotated[str, Form(max_length=2000)]
Reason = Annotated[str, Form(max_length=500)]
EXTRA_DAYS = 30
_DONE = frozenset({"corrected", "reviewed", "not_reviewed", "extended", "masked"})
_PROBLEMS = frozenset({"not_extended", "no_reason"})


@router.get("/{conversation}")
def show_transcript(
    conversation: str,
    staff: Reviewer,
    found: Found,
    reviewing: Reviewing,
    done: str = "",
    problem: str = "",
) -> Response:
    """The transcript, masked."""
    return _page(conversation, None, staff, found, reviewing, done, problem)


@router.post("/{conversation}/open")
def open_transcript(
    conversation: str, staff: Posting, found: Found, reviewing: Reviewing, reason: Field = ""
) -> Response:
    """The transcript without masks, this once, for a reason that is noted."""
    if reason not in REASONS:
        return _back(conversation, problem="no_reason")
    return _page(conversation, reason, staff, found, reviewing)


@router.post("/{conversation}/messages/{seq}")
def correct(
    conversation: str,
    seq: int,
    staff: Posting,
    reviewing: Reviewing,
    intent: Field = "",
    span: Fields = [],  # noqa: B006 - a field that may be missing
    first: Field = "",
    last: Field = "",
    entity: Field = "",
    flag: Fields = [],  # noqa: B006 - a field that may be missing
    comment: Comment = "",
    comment_before: Comment = "",
) -> Response:
    """Keeps what the reviewer says of a message, or of the whole conversation (0)."""
    labels = reviewing.labels
    remark = Remark(
        intent=intent if intent in labels.intents else None,
        entities=spans_of([*span, f"{first}-{last}-{entity}"], labels.entities),
        flags=tuple(one.value for one in Flag if one.value in flag),
        comment=comment.strip(),
    )
    try:
        same = MASK in comment and _lines(comment) == _lines(comment_before)
        reviewing.decisions.correct(conversation, seq, staff.id, remark, same)
    except NoSuchMessage as error:
        raise UnknownConversation("no such message") from error
    return _back(conversation, "corrected", anchor="whole" if seq == WHOLE else f"m{seq}")


@router.post("/{conversation}/reviewed")
def set_reviewed(
    conversation: str,
    staff: Posting,
    reviewing: Reviewing,
    reviewed: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Notes that the conversation was reviewed, or that it was not."""
    reviewing.decisions.set_reviewed(conversation, staff.id, reviewed == "yes")
    return _back(conversation, "reviewed" if reviewed == "yes" else "not_reviewed")


@router.post("/{conversation}/extend")
def extend(
    conversation: str,
    staff: Posting,
    found: Found,
    reviewing: Reviewing,
    how: Annotated[Literal["days", "until"], Form()],
    until: Field = "",
    reason: Reason = "",
) -> Response:
    """Puts off the deletion."""
    wanted = _wanted(conversation, how, until, found, reviewing)
    if wanted is None:
        return _back(conversation, problem="not_extended")
    try:
        reviewing.decisions.extend(conversation, staff.id, wanted, reason)
    except ExtensionRefused:
        return _back(conversation, problem="not_extended")
    return _back(conversation, "extended")


def _lines(text: str) -> list[str]:
    # A browser may send other ends of lines than it was given.
    return text.strip().splitlines()


def _wanted(
    conversation: str, how: str, until: str, found: Services, reviewing: Review
) -> datetime | None:
    if how == "days":
        return reviewing.archive.deleted_after(conversation) + timedelta(days=EXTRA_DAYS)
    day = day_of(until)
    if day is None:
        return None
    # To the end of that day.
    return datetime.combine(day + timedelta(days=1), time(), found.zone())


def _page(
    conversation: str,
    opened_for: str | None,
    staff: Staff,
    found: Services,
    reviewing: Review,
    done: str = "",
    problem: str = "",
) -> Response:
    transcript = reviewing.archive.read(conversation, staff.id, opened_for)
    values = {
        "tab": "list",
        "chat": describe_transcript(found, transcript, reviewing.labels),
        "reasons": REASONS,
        "sealed": seal_opening(staff, conversation) if opened_for else "",
        "note": found.texts(f"review.done.{done}") if done in _DONE else "",
        "problem": found.texts(f"review.problem.{problem}") if problem in _PROBLEMS else "",
    }
    return page(found, "review/transcript.html", values, staff=staff)


def _back(conversation: str, done: str = "", problem: str = "", anchor: str = "") -> Response:
    said = f"done={done}" if done else f"problem={problem}"
    place = f"#{anchor}" if anchor else ""
    return RedirectResponse(f"/staff/review/{conversation}?{said}{place}", 303)
