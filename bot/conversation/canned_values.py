"""A text that operators use again and again, and why one was refused."""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.values import ConversationError


@dataclass(frozen=True)
class Canned:
    """A canned answer: `body` as it was written, `text` with the facts filled in.

    `{operator}` stands for the first name of who sends it. `text` is None when a fact that
    it names is no more.
    """

    id: int
    language: str
    shortcut: str
    title: str
    body: str
    text: str | None


class Refusal(StrEnum):
    """Why a canned answer was not stored."""

    SHORTCUT = "shortcut"
    """Not 1 to 40 small letters, digits and dashes, without a space."""
    TAKEN = "taken"
    """Another answer in this language has the shortcut."""
    TITLE = "title"
    """Not 1 to 80 characters."""
    BODY = "body"
    """Not 1 to 4,000 characters."""
    PLACEHOLDER = "placeholder"
    """It names something between braces that is no fact: see `detail`."""
    GONE = "gone"
    """Somebody deleted it meanwhile."""


class CannedRefused(ConversationError):
    """The canned answer was not stored; `detail` is the unknown placeholder, or empty."""

    def __init__(self, why: Refusal, detail: str = "") -> None:
        super().__init__(f"a canned answer was refused: {why.value} {detail}".strip())
        self.why = why
        self.detail = detail
