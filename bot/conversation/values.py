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
    """One row of the console's lists; `since` is when the present wait or chat began.

    `form` and `municipality` are values of the report. `last_text_at` is when the visitor
    last wrote, `visitor_here` whether their page is open (None: not known).
    `transferred_from` names the colleague who passed it on just before.
    """

    conversation: str
    state: State
    since: datetime
    danger: bool
    operator: str | None
    unread: int
    language: str = "nl"
    form: str | None = None
    municipality: str | None = None
    last_text_at: datetime | None = None
    visitor_here: bool | None = None
    transferred_from: str | None = None


@dataclass(frozen=True)
class Note:
    """What staff wrote about a conversation; `kind` is note, whisper, transfer or extension.

    A transfer has the colleague's name in `to`, None for back to the queue; its text may be
    empty.
    """

    id: int
    kind: str
    at: datetime
    author: str
    author_id: int | None
    to: str | None
    text: str


@dataclass(frozen=True)
class Owned:
    """From `at` on the conversation was in these hands; `operator` counts for PERSON."""

    state: State
    operator: str | None
    at: datetime


@dataclass(frozen=True)
class StaffView:
    """What an operator sees of one conversation: the summary first, then the transcript.

    `operator` is the name of who handles it, `since` when the present wait or chat began.
    A chat of a colleague is `readable` only while `listening`: before that there is no
    report, no message and no note in it. `listeners` are the names of who reads along now.
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
    notes: tuple[Note, ...] = ()
    listeners: tuple[str, ...] = ()
    owners: tuple[Owned, ...] = ()
    listening: bool = False
    readable: bool = True
    visitor_here: bool | None = None


@dataclass(frozen=True)
class Colleague:
    """Somebody who is signed on to the desk; `present` is a console that was heard of lately.

    `inactive`: nothing was done in it for long; the switch then goes off at `turns_off_at`.
    `off_because` is "inactive" when it went off like that.
    """

    operator_id: int
    name: str
    available: bool
    present: bool
    inactive: bool
    chats: int
    limit: int
    last_seen: datetime
    off_because: str | None
    turns_off_at: datetime | None = None


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


class AtLimit(ConversationError):
    """The operator has as many chats as one may have; danger may be taken all the same."""


class ColleagueAway(ConversationError):
    """The colleague cannot take a chat now; or nobody can, for a chat back to the queue."""


class NotListening(ConversationError):
    """Whispering is for who reads along, and for who is read along with."""


class WrongTime(ConversationError):
    """The desk can be opened until a later time of today only."""
