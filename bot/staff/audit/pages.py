"""The page of the audit log: what staff did, whether the log is whole, and taking it along."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from starlette.responses import Response

from bot.helpline.roles import Role
from bot.staff.audit.describe import described, export_rows, in_json, outcome_in_words, words_of
from bot.staff.audit.filters import Filters, asked, posted
from bot.staff.audit.log import ReadableLog, readable_log
from bot.staff.csv_file import MEDIA_TYPE, csv_lines, download
from bot.staff.guard import Staff, allowed, allowed_to_post
from bot.staff.render import page
from bot.staff.services import Services, services
from bot.store.audit_chain import find_checkpoint

router = APIRouter(prefix="/staff/audit", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Log = Annotated[ReadableLog, Depends(readable_log)]
Reading = Annotated[Staff, Depends(allowed(Role.ADMINISTRATOR))]
Posting = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR))]
Confirmed = Annotated[Staff, Depends(allowed_to_post(Role.ADMINISTRATOR, confirm="/staff/audit"))]


@router.get("")
def show_log(
    staff: Reading,
    found: Found,
    log: Log,
    filters: Annotated[Filters, Depends(asked)],
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """The entries that are asked for, the newest first."""
    return _log_page(found, staff, log, filters, before)


@router.post("/verify")
def verify(
    staff: Posting,
    found: Found,
    log: Log,
    checkpoint: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """The same page, with whether the log is whole."""
    kept = find_checkpoint(checkpoint)
    if checkpoint.strip() and kept is None:
        problem = found.texts("audit.verify.no_checkpoint")
        return _log_page(found, staff, log, Filters(), None, problem=problem, status=422)
    outcome = log.verify(staff.id, kept)
    said = outcome_in_words(found, outcome, kept)
    return _log_page(found, staff, log, Filters(), None, outcome=said, fault=not outcome.whole)


@router.post("/export")
def export(
    staff: Confirmed,
    found: Found,
    log: Log,
    filters: Annotated[Filters, Depends(posted)],
    form: Annotated[Literal["csv", "json"], Form()] = "csv",
) -> Response:
    """The entries that are asked for as a file, the oldest first, with who took it and when."""
    now = found.local(found.clock())
    mark = found.texts(
        "audit.export.mark", name=staff.operator.name, time=now.strftime("%d-%m-%Y %H:%M")
    )
    names = found.accounts.names()
    entries = log.everything(staff.id, filters.wanted(found.zone()), f"{form}: {filters}")
    content: Iterator[str]
    if form == "json":
        content, media_type = in_json(found, entries, names, mark), "application/json"
    else:
        content, media_type = csv_lines(export_rows(found, entries, names, mark)), MEDIA_TYPE
    return download(content, media_type, f"logboek-{now:%Y-%m-%d}.{form}")


def _log_page(
    found: Services,
    staff: Staff,
    log: ReadableLog,
    filters: Filters,
    before: int | None,
    status: int = 200,
    **said: object,
) -> Response:
    part = log.part(filters.wanted(found.zone()), before)
    names = found.accounts.names()
    values = {
        "filters": filters,
        "entries": described(found, part.entries, names),
        "people": sorted(names.items(), key=lambda item: item[1].casefold()),
        "actions": sorted(((code, words_of(found, code)) for code in log.actions()), key=_by_words),
        "older": filters.query(before=part.older) if part.older else "",
        "newest": filters.query() if before else None,
        "outcome": "",
        "fault": False,
        **said,
    }
    return page(found, "audit/log.html", values, status, staff=staff, here="audit")


def _by_words(action: tuple[str, str]) -> str:
    return action[1].casefold()
