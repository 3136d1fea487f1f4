"""What is inside the sealed columns of messages and conversations, as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.vault import Key

REPORT = "report"
MEMORY = "memory"


@dataclass(frozen=True)
class IssuedChoice:
    """A choice with the payload that never leaves the server."""

    id: str
    label: str
    payload: str


@dataclass(frozen=True)
class Body:
    """The content of one message; `payload` is that of the choice a visitor made."""

    text: str
    choices: tuple[IssuedChoice, ...] = ()
    payload: str | None = None


def seal_body(key: Key, seq: int, body: Body) -> bytes:
    """A body, encrypted for its place in the conversation."""
    content: dict[str, Any] = {"t": body.text}
    if body.choices:
        content["c"] = [[choice.id, choice.label, choice.payload] for choice in body.choices]
    if body.payload is not None:
        content["p"] = body.payload
    return key.seal(_encode(content), f"message:{seq}")


def open_body(key: Key, seq: int, sealed: bytes) -> Body:
    """The body of message `seq`. Raises Unreadable."""
    content = json.loads(key.open(sealed, f"message:{seq}"))
    choices = tuple(IssuedChoice(*choice) for choice in content.get("c", ()))
    return Body(text=content["t"], choices=choices, payload=content.get("p"))


def seal_review(key: Key, seq: int, review: Mapping[str, Any]) -> bytes:
    """What was made of message `seq`, encrypted."""
    return key.seal(_encode(review), f"review:{seq}")


def open_review(key: Key, seq: int, sealed: bytes) -> dict[str, Any]:
    """What was made of message `seq`. Raises Unreadable."""
    content: dict[str, Any] = json.loads(key.open(sealed, f"review:{seq}"))
    return content


def seal_note(key: Key, kind: str, text: str) -> bytes:
    """What staff wrote about a conversation, encrypted."""
    return key.seal(_encode({"t": text}), f"note:{kind}")


def open_note(key: Key, kind: str, sealed: bytes) -> str:
    """What staff wrote about a conversation. Raises Unreadable."""
    text: str = json.loads(key.open(sealed, f"note:{kind}"))["t"]
    return text


def seal_report(key: Key, report: Mapping[str, str]) -> bytes:
    """The report, encrypted."""
    return key.seal(_encode(report), REPORT)


def open_report(key: Key, sealed: bytes | None) -> dict[str, str]:
    """The report, empty when there is none. Raises Unreadable."""
    if sealed is None:
        return {}
    content: dict[str, str] = json.loads(key.open(sealed, REPORT))
    return content


def _encode(content: Mapping[str, Any]) -> bytes:
    # ASCII escapes keep a lone surrogate, which some keyboards send, out of the encoder.
    return json.dumps(content, separators=(",", ":")).encode("ascii")
