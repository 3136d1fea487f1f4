"""How a conversation ended."""

from enum import StrEnum


class Ending(StrEnum):
    """Who or what ended a conversation, or a wait that nobody came to."""

    BY_OPERATOR = "by_operator"
    BY_VISITOR = "by_visitor"
    BY_ASSISTANT = "by_assistant"
    WAITED_IN_VAIN = "waited_in_vain"
    """The visitor waited too long, or until the desk closed, and got the phone number."""
