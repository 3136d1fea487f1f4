"""The page of the figures, and the same as a file."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.figures import Figures, Numbers
from bot.conversation.house import House
from bot.helpline.periods import RECENT, YEAR, months
from bot.helpline.roles import Role
from bot.staff.csv_file import MEDIA_TYPE, csv_lines, download
from bot.staff.figures.charts import WIDTH, chart_of
from bot.staff.figures.headline import headline
from bot.staff.figures.tables import Table, Tables
from bot.staff.guard import Staff, allowed, allowed_to_post
from bot.staff.render import page
from bot.staff.services import Services, services

ROLES = (Role.REVIEWER, Role.MAINTAINER, Role.ADMINISTRATOR)
router = APIRouter(prefix="/staff/figures", include_in_schema=False)
Found = Annotated[Services, Depends(services)]


def figures_of(request: Request) -> Figures:
    """The figures, for a request."""
    state = request.app.state
    return Figures(state.database, House(state.organisation), state.vault, state.clock)


Counted = Annotated[Figures, Depends(figures_of)]


@router.get("")
def show_figures(
    staff: Annotated[Staff, Depends(allowed(*ROLES))],
    found: Found,
    figures: Counted,
    period: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The figures of a period, as pictures and as tables."""
    numbers = figures.of(period)
    tables = Tables(found.texts, numbers, figures.municipalities).all()
    values = {
        "period": numbers.period.code,
        "span": _span(found, numbers),
        "recent": (*RECENT, YEAR),
        "months": [(code, _month(found, code)) for code in months(figures.today)],
        "headline": headline(found.texts, numbers, _waits_in(tables)),
        "tables": [(table, chart_of(table)) for table in tables],
        "width": WIDTH,
    }
    return page(found, "figures/page.html", values, staff=staff, here="figures")


@router.post("/export")
def export(
    staff: Annotated[Staff, Depends(allowed_to_post(*ROLES))],
    found: Found,
    figures: Counted,
    period: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """The same tables as a CSV file, with who took it along and when."""
    numbers, now = figures.of(period), found.clock()
    tables = Tables(found.texts, numbers, figures.municipalities).all()
    code = numbers.period.code
    found.accounts.log(staff.id, "export_figures", now, code)
    time = found.local(now).strftime("%d-%m-%Y %H:%M")
    mark = found.texts("figures.mark", name=staff.operator.name, time=time)
    lines = csv_lines(_file_rows(found, numbers, tables, mark))
    return download(lines, MEDIA_TYPE, f"cijfers-{numbers.period.first}-{numbers.period.last}.csv")


def _file_rows(
    found: Services, numbers: Numbers, tables: Sequence[Table], mark: str
) -> Iterator[Sequence[object]]:
    yield [mark]
    yield [_span(found, numbers)]
    yield [found.texts(f"figures.columns.{name}") for name in ("subject", "row", "count", "share")]
    general = found.texts("figures.general")
    for name, value in headline(found.texts, numbers, _waits_in(tables)):
        yield [general, name, value, ""]
    for table in tables:
        subject = found.texts(f"figures.subjects.{table.name}")
        for row in table.rows:
            yield [subject, row.label, row.text, row.share]
        for name, value in table.facts:
            yield [subject, name, value, ""]
        yield [subject, found.texts("figures.total"), table.total, ""]


def _waits_in(tables: Sequence[Table]) -> Table:
    return next(table for table in tables if table.name == "waits")


def _span(found: Services, numbers: Numbers) -> str:
    first, last = numbers.period.first, numbers.period.last
    return found.texts("figures.span", first=f"{first:%d-%m-%Y}", last=f"{last:%d-%m-%Y}")


def _month(found: Services, code: str) -> str:
    year, month = code.split("-")
    return f"{found.texts(f'figures.months.{int(month)}')} {year}"
