"""What review works with: rows of the list, transcripts with masked texts, corrections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.conversation.values import ConversationError
from bot.helpline.ownership import Sender, State
from bot.helpline.pieces import Pieces
from bot.store.archive import Place
from bot.store.corrections import NOTHING_SAID, Mark, Remark

__all__ = ["NOTHING_SAID", "Mark", "Place", "Remark"]


@dataclass(frozen=True)
class Wanted:
    """What a list of conversations is narrowed to, in words; None leaves a thing open.

    `first` and `last` are days by the clock of the helpline, both included.
    """

    first: date | None = None
    last: date | None = None
    form: str | None = None
    municipality: str | None = None
    ending: str | None = None
    danger: bool | None = None
    language: str | None = None
    operator_id: int | None = None
    reviewed: bool | None = None


@dataclass(frozen=True)
class Entry:
    """One conversation of the list. `deleted_after` is when it goes by itself."""

    conversation: str
    place: Place
    state: State
    language: str
    began: datetime
    form: str | None
    municipality: str | None
    ending: str | None
    danger: bool
    operators: tuple[str, ...]
    reviewed_at: datetime | None
    reviewer: str | None
    corrections: int
    deleted_after: datetime
    extended: bool


@dataclass(frozen=True)
class Page:
    """Some entries, the newest first, and from where the list goes on in either direction."""

    entries: tuple[Entry, ...]
    older: Place | None = None
    newer: Place | None = None


@dataclass(frozen=True)
class Understanding:
    """What the assistant made of a message; `engine` is false when it was not there."""

    intent: str | None
    confidence: float
    entities: tuple[tuple[str, str], ...]
    danger: str
    reasons: tuple[str, ...]
    engine: bool


@dataclass(frozen=True)
class ReviewedMessage:
    """One message; its text is masked unless the conversation was opened.

    `comment` is that of the remark, masked as well.
    """

    seq: int
    sender: Sender
    author: str | None
    sent_at: datetime
    text: Pieces
    choices: tuple[str, ...] = ()
    understood: Understanding | None = None
    remark: Remark = NOTHING_SAID
    comment: Pieces = ()


@dataclass(frozen=True)
class ReviewedNote:
    """A note of staff, masked as messages are."""

    kind: str
    at: datetime
    author: str
    to: str | None
    text: Pieces


@dataclass(frozen=True)
class Hands:
    """From `at` on the conversation was in these hands."""

    at: datetime
    state: State
    operator: str | None


@dataclass(frozen=True)
class Transcript:
    """All that a reviewer sees of a conversation. `report` has codes and masked own words."""

    entry: Entry
    opened: bool
    owners: tuple[Hands, ...]
    messages: tuple[ReviewedMessage, ...]
    notes: tuple[ReviewedNote, ...] = ()
    report: Mapping[str, Pieces | str] = field(default_factory=dict)
    remark: Remark = NOTHING_SAID
    comment: Pieces = ()
    masked: int = 0


@dataclass(frozen=True)
class Hit:
    """A conversation that was searched for, with a masked piece of it."""

    entry: Entry
    snippet: Pieces
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True)
class Stretch:
    """What one part of a search brought; it goes on at `further`, None: all was looked at.

    `looked` counts conversations, `reached` is when the last one of them began.
    """

    hits: tuple[Hit, ...]
    looked: int
    further: Place | None
    reached: datetime | None


@dataclass(frozen=True)
class Corrected:
    """A remark with the masked message that it is about; no message for the whole conversation."""

    mark: Mark
    conversation: str
    language: str
    text: Pieces
    understood: Understanding | None
    remark: Remark
    comment: Pieces


class ExtensionRefused(ConversationError):
    """The deletion cannot be put off to that moment, or without a reason."""


class NoSuchMessage(ConversationError):
    """There is no message of a visitor with this number."""
