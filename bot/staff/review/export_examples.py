"""Corrections as training examples: JSON Lines, each line in the form of a Rasa NLU example."""

import json
from collections.abc import Iterable
from typing import Any

from bot.conversation.archive_values import Corrected
from bot.helpline.pieces import Pieces
from bot.staff.review.marking import MASK, plain


def to_lines(corrections: Iterable[Corrected], number: str) -> bytes:
    """An example for each message of which the intent, or what is in it, was put right."""
    lines = [
        json.dumps(_example(one, number), ensure_ascii=False)
        for one in corrections
        if one.text and (one.remark.intent or one.remark.entities)
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _example(one: Corrected, number: str) -> dict[str, Any]:
    text = plain(one.text)
    understood = one.understood
    intent = one.remark.intent or (understood.intent if understood else None)
    entities = list(_entities(one, text))
    return {
        "text": text,
        "intent": intent,
        "entities": entities,
        # The same once more, as a line of a training file in YAML.
        "example": _annotated(text, entities),
        "metadata": {
            "language": one.language,
            "predicted": understood.intent if understood else None,
            "confidence": round(understood.confidence, 4) if understood else None,
            "danger": understood.danger if understood else None,
            "flags": list(one.remark.flags),
            "export": number,
        },
    }


def _entities(one: Corrected, text: str) -> Iterable[dict[str, Any]]:
    for span in one.remark.entities:
        start, end = _shown_at(one.text, span.start), _shown_at(one.text, span.end)
        value = text[start:end]
        # What is masked cannot be learned from.
        if MASK not in value and value.strip():
            yield {"start": start, "end": end, "value": value, "entity": span.entity}


def _shown_at(pieces: Pieces, place: int) -> int:
    """Where a place of the text as written stands in the masked text."""
    shown = 0
    for piece in pieces:
        length = len(piece.text) if piece.kind is None else len(MASK)
        if place < piece.end:
            return shown + min(max(place - piece.start, 0), length)
        shown += length
    return shown


def _annotated(text: str, entities: list[dict[str, Any]]) -> str:
    for one in reversed(entities):
        marked = f"[{one['value']}]({one['entity']})"
        text = f"{text[: one['start']]}{marked}{text[one['end'] :]}"
    return text.replace("\n", " ")
