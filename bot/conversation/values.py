"""The values and errors that travel between the conversation service and its edges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.helpline.ownership import Sender, State


@dataclass(frozen=True)
class Choice:
    """A choice as the visitor sees it: an opaque id, valid for its own message only."""

    id: str
    label: str


@dataclass(frozen=True)
class Message:
    """One message, in the order of `seq` within its conversation (from 1, without gaps)."""

    seq: int
    sender: Sender
    text: str
    choices: tuple[Choice, ...]
    sent_at: datetime


@dataclass(frozen=True)
class Exchange:
    """The state of a conversation and some of its messages, in order.

    `place_in_queue` counts from 1 (next) for a visitor who waits; otherwise None. Choices
    of messages before `choices_from` can no longer be chosen.
    """

    state: State
    messages: tuple[Message, ...]
    place_in_queue: int | None = None
    choices_from: int = 0


@dataclass(frozen=True)
class Started:
    """A new conversation and the secret that opens it; the secret is not stored anywhere."""

    conversation: str
    token: str
    state: State
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class QueueEntry:
    """One row of the console's lists; `since` is when the present wait or chat began."""

    conversation: str
    state: State
    since: datetime
    danger: bool
    operator: str | None
    unread: int


@dataclass(frozen=True)
class StaffView:
    """What an operator sees of one conversation: the summary first, then the transcript.

    `operator` is the name of who handles it, `since` when the present wait or chat began.
    """

    conversation: str
    state: State
    operator: str | None
    language: str
    danger_at: datetime | None
    report: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    operator_id: int | None = None
    since: datetime | None = None


class ConversationError(Exception):
    """A request that cannot be carried out; the message holds no visitor text."""


class UnknownConversation(ConversationError):
    """There is no such conversation, or it was erased."""


class WrongSecret(ConversationError):
    """The secret does not open this conversation."""


class ConversationClosed(ConversationError):
    """The conversation is closed and takes no messages."""


class UnknownChoice(ConversationError):
    """The choice was not issued by the latest answer of this conversation."""


class TooManyStarts(ConversationError):
    """More conversations were started than allowed; try again after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("too many conversations started")
        self.retry_after = retry_after


class TooManyTurns(ConversationError):
    """Too many messages of this conversation are being handled at once."""

    retry_after = 2


class NotTheOwner(ConversationError):
    """Somebody else owns the conversation by now; nothing was changed or stored."""
