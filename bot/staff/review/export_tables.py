"""Transcripts as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from bot.conversation.archive_values import Transcript
from bot.staff.review.documents import Watermark, document, sentence
from bot.staff.services import Services

# What a spreadsheet takes for a formula, also in wide letters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    *("conversation", "began", "form", "municipality", "ending", "danger", "language"),
    *("operators", "seq", "sender", "author", "sent_at", "text", "intent", "confidence"),
    *("danger_level", "reasons", "right_intent", "flags", "comment"),
    *("export_number", "exported_by", "exported_at", "masked"),
)


def to_json(found: Services, transcripts: Sequence[Transcript], mark: Watermark) -> bytes:
    """The transcripts under their watermark."""
    content = {
        "export": {
            "number": mark.number,
            "by": mark.name,
            "at": mark.at.isoformat(),
            "masked": not mark.opened,
            "watermark": sentence(found, mark),
        },
        "conversations": [document(found, one) for one in transcripts],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def to_csv(found: Services, transcripts: Sequence[Transcript], mark: Watermark) -> bytes:
    """A row for each message; the watermark stands in every row, so that it cannot get lost."""
    text = io.StringIO()
    # Semicolons and a mark at the start: what spreadsheets in Dutch expect.
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_COLUMNS)
    stamp = [mark.number, mark.name, mark.at.isoformat(), "no" if mark.opened else "yes"]
    for transcript in transcripts:
        one = document(found, transcript)
        for message in one["messages"]:
            writer.writerow([safe_cell(value) for value in (*_row(one, message), *stamp)])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _row(one: dict[str, Any], message: dict[str, Any]) -> list[object]:
    understood = message["understood"] or {}
    correction = message["correction"] or {}
    return [
        one["code"],
        one["began"],
        one["form"],
        one["municipality"],
        one["ending"],
        "yes" if one["danger"] else "no",
        one["language"],
        ", ".join(one["operators"]),
        message["seq"],
        message["sender"],
        message["author"],
        message["sent_at"],
        message["text"],
        understood.get("intent"),
        understood.get("confidence"),
        understood.get("danger"),
        ", ".join(understood.get("reasons", ())),
        correction.get("intent"),
        ", ".join(correction.get("flags", ())),
        correction.get("comment"),
    ]
