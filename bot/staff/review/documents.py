"""A transcript in words, from which every kind of file is made."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.conversation.archive_values import ReviewedMessage, Transcript, Understanding
from bot.helpline.pieces import Pieces
from bot.helpline.report import REPORT_SLOTS
from bot.staff.desk.words import code
from bot.staff.guard import Staff
from bot.staff.review.describe import day_and_time, describe_hands, word
from bot.staff.services import Services


@dataclass(frozen=True)
class Watermark:
    """Who saved a file, when, and the number under which that is in the audit log."""

    number: str
    name: str
    at: datetime
    opened: bool


def new_watermark(found: Services, staff: Staff, opened: bool) -> Watermark:
    """The watermark of a file that is saved now."""
    at = found.clock()
    number = f"{found.local(at):%Y%m%d}-{secrets.token_hex(3).upper()}"
    return Watermark(number, staff.operator.name, at, opened)


def sentence(found: Services, mark: Watermark) -> str:
    """The watermark in words."""
    return found.texts(
        "review.export.watermark",
        code=mark.number,
        name=mark.name,
        time=day_and_time(found, mark.at),
    )


def document(found: Services, transcript: Transcript) -> dict[str, Any]:
    """One transcript, as values that JSON can hold."""
    entry = transcript.entry
    return {
        "code": code(entry.conversation),
        "began": entry.began.isoformat(),
        "began_words": day_and_time(found, entry.began),
        "form": word(found, "forms", entry.form) if entry.form else "",
        "municipality": word(found, "places", entry.municipality) if entry.municipality else "",
        "ending": word(found, "endings", entry.ending),
        "danger": entry.danger,
        "language": entry.language,
        "operators": list(entry.operators),
        "reviewed": entry.reviewed_at is not None,
        "deleted_after": entry.deleted_after.isoformat(),
        "owners": describe_hands(found, transcript.owners),
        "summary": _summary(found, transcript),
        "messages": [_message(found, one) for one in transcript.messages],
        "notes": [
            {
                "kind": word(found, "notes", note.kind),
                "at": day_and_time(found, note.at),
                "author": note.author,
                "text": in_words(found, note.text),
            }
            for note in transcript.notes
        ],
        "comment": in_words(found, transcript.comment),
    }


def in_words(found: Services, pieces: Pieces) -> str:
    """A text with a label for each masked part."""
    return "".join(
        piece.text if piece.kind is None else f"[••• {word(found, 'masks', piece.kind.value)}]"
        for piece in pieces
    )


def _summary(found: Services, transcript: Transcript) -> list[dict[str, str]]:
    lines = []
    for slot in REPORT_SLOTS:
        value = transcript.report.get(slot)
        if value is not None:
            said = (
                found.texts(f"summary.values.{value}")
                if isinstance(value, str)
                else in_words(found, value)
            )
            lines.append({"label": found.texts(f"summary.fields.{slot}"), "value": said})
    return lines


def _message(found: Services, one: ReviewedMessage) -> dict[str, Any]:
    return {
        "seq": one.seq,
        "sender": one.sender.value,
        "sender_words": found.texts(f"transcript.{one.sender.value}"),
        "author": one.author or "",
        "sent_at": one.sent_at.isoformat(),
        "sent_words": day_and_time(found, one.sent_at),
        "text": in_words(found, one.text),
        "choices": list(one.choices),
        "understood": _understood(one.understood),
        "correction": _correction(found, one),
    }


def _understood(one: Understanding | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "intent": one.intent,
        "confidence": round(one.confidence, 4),
        "entities": [{"entity": name, "value": value} for name, value in one.entities],
        "danger": one.danger,
        "reasons": list(one.reasons),
    }


def _correction(found: Services, one: ReviewedMessage) -> dict[str, Any] | None:
    remark = one.remark
    if remark.empty:
        return None
    return {
        "intent": remark.intent,
        "entities": [vars(span) for span in remark.entities],
        "flags": list(remark.flags),
        "comment": in_words(found, one.comment),
    }
