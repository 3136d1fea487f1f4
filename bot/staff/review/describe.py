"""Conversations for review, with the words to show."""

from collections.abc import Iterable
from datetime import datetime

from bot.conversation.archive_values import (
    Corrected,
    Entry,
    Hands,
    Hit,
    ReviewedNote,
    Understanding,
)
from bot.helpline.pieces import Pieces, cut
from bot.staff.desk.words import Described, clock_time, code
from bot.staff.services import Services
from bot.store.archive_parts import Stone


def word(found: Services, kind: str, value: str | None) -> str:
    """The word for a code, or the code itself when there is none."""
    key = f"review.{kind}.{value or 'none'}"
    return found.texts(key) if found.texts.has(key) else (value or "")


def day_and_time(found: Services, at: datetime) -> str:
    """A moment by the clock of the helpline, as in "di 3-11-2026 11.00"."""
    return f"{day(found, at)} {clock_time(found, at)}"


def day(found: Services, at: datetime) -> str:
    """A day by the clock of the helpline, as in "di 3-11-2026"."""
    local = found.local(at)
    name = found.texts(f"review.days.{local.isoweekday()}")
    return f"{name} {local.day}-{local.month}-{local.year}"


def describe_entry(found: Services, entry: Entry) -> Described:
    """One row of the list."""
    return {
        "conversation": entry.conversation,
        "code": code(entry.conversation),
        "began": day_and_time(found, entry.began),
        "began_at": entry.began.isoformat(),
        "form": _answer(found, "forms", entry.form),
        "municipality": _answer(found, "places", entry.municipality),
        "ending": word(found, "endings", entry.ending),
        "danger": entry.danger,
        "language": word(found, "languages", entry.language),
        "operators": ", ".join(entry.operators),
        "reviewed": _reviewed(found, entry),
        "is_reviewed": entry.reviewed_at is not None,
        "corrections": entry.corrections,
        "deleted": day(found, entry.deleted_after),
        "deleted_at": day_and_time(found, entry.deleted_after),
        "extended": entry.extended,
    }


def describe_hit(found: Services, hit: Hit) -> Described:
    """One conversation that was found by its words."""
    return {
        **describe_entry(found, hit.entry),
        "snippet": describe_pieces(found, hit.snippet),
        "before": hit.cut_before,
        "after": hit.cut_after,
    }


def describe_stone(found: Services, stone: Stone) -> Described:
    """The trace of a deletion."""
    began = stone.started_on
    return {
        "began": f"{began.day}-{began.month}-{began.year}",
        "deleted": day_and_time(found, stone.deleted_at),
        "reason": word(found, "deletions", stone.reason),
    }


def describe_pieces(found: Services, pieces: Pieces) -> list[Described]:
    """A text in pieces; a masked one has a label and no words."""
    return [
        {"text": piece.text, "label": word(found, "masks", piece.kind.value) if piece.kind else ""}
        for piece in pieces
    ]


def describe_hands(found: Services, hands: Iterable[Hands]) -> list[Described]:
    """Who had the conversation when."""
    return [
        {
            "at": day_and_time(found, one.at),
            "who": found.texts(f"review.hands.{one.state.value}", name=one.operator or "–"),
        }
        for one in hands
    ]


def describe_note(found: Services, note: ReviewedNote) -> Described:
    """A note of staff."""
    return {
        "kind": word(found, "notes", note.kind),
        "at": day_and_time(found, note.at),
        "author": note.author or "–",
        "to": note.to or "",
        "text": describe_pieces(found, note.text),
    }


def describe_understanding(found: Services, one: Understanding | None) -> Described | None:
    """What the assistant made of a message."""
    if one is None:
        return None
    return {
        "engine": one.engine,
        "intent": word(found, "intents", one.intent),
        "code": one.intent or "",
        "confidence": f"{one.confidence:.0%}".replace("%", " %"),
        "entities": [
            (word(found, "entities", name), _value(found, value)) for name, value in one.entities
        ],
        "danger": word(found, "dangers", one.danger),
        "alarm": one.danger != "none",
        "reasons": one.reasons,
    }


def describe_correction(found: Services, one: Corrected) -> Described:
    """A correction, for those who retrain the assistant."""
    return {
        "at": day_and_time(found, one.mark.at),
        "code": code(one.conversation),
        "language": word(found, "languages", one.language),
        "text": describe_pieces(found, one.text),
        "understood": describe_understanding(found, one.understood),
        "intent": word(found, "intents", one.remark.intent) if one.remark.intent else "",
        "entities": [
            (
                word(found, "entities", span.entity),
                describe_pieces(found, cut(one.text, span.start, span.end)),
            )
            for span in one.remark.entities
        ],
        "flags": [word(found, "flags", flag) for flag in one.remark.flags],
        "comment": describe_pieces(found, one.comment),
        "whole": one.mark.seq == 0,
    }


def _value(found: Services, value: str) -> str:
    key = f"summary.values.{value}"
    return found.texts(key) if found.texts.has(key) else value


def _answer(found: Services, kind: str, value: str | None) -> str:
    return "–" if value is None else word(found, kind, value)


def _reviewed(found: Services, entry: Entry) -> str:
    if entry.reviewed_at is None:
        return found.texts("review.list.not_reviewed")
    return found.texts(
        "review.list.reviewed_by",
        name=entry.reviewer or "–",
        time=day(found, entry.reviewed_at),
    )
