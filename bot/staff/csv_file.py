"""Tables as CSV files that a spreadsheet opens as they are, and runs nothing of."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from starlette.responses import StreamingResponse

MEDIA_TYPE = "text/csv; charset=utf-8"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# With this mark a spreadsheet reads the letters right; in Dutch it parts cells by semicolons.
_MARK, _PARTS_BY = "\ufeff", ";"


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file, line by line."""
    yield _MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=_PARTS_BY, lineterminator="\r\n").writerow(map(cell, row))
        yield line.getvalue()


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def download(content: Iterable[str], media_type: str, name: str) -> StreamingResponse:
    """A file for the browser to keep, under a name of plain letters."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Referrer-Policy": "same-origin",
    }
    return StreamingResponse(content, media_type=media_type, headers=headers)
