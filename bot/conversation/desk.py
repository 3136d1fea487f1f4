"""The staff side of the conversation service."""

from datetime import datetime

from bot.conversation.values import Message, QueueEntry, StaffView
from bot.helpline.availability import Availability


class Desk:
    """All that an operator can do; thread-safe and blocking. `operator_id` is `operators.id`.

    Calls about a conversation may raise UnknownConversation; calls that change one raise
    NotTheOwner when somebody else has it by now, and then change nothing.
    """

    def availability(self, at: datetime | None = None) -> Availability:
        """Whether a person can come at `at` (default: now); UNKNOWN on any error."""
        raise NotImplementedError

    def queue(self) -> list[QueueEntry]:
        """Who waits, first come first."""
        raise NotImplementedError

    def mine(self, operator_id: int) -> list[QueueEntry]:
        """The chats that the operator handles, oldest first."""
        raise NotImplementedError

    def view(self, conversation: str, operator_id: int) -> StaffView:
        """The summary and the transcript; for the owner it marks all as read."""
        raise NotImplementedError

    def take(self, conversation: str, operator_id: int) -> StaffView:
        """Takes a waiting conversation over; of two operators one wins."""
        raise NotImplementedError

    def say(self, conversation: str, operator_id: int, client_id: str, text: str) -> Message:
        """Stores a sentence of the operator; the same `client_id` gives the same message."""
        raise NotImplementedError

    def staff_typing(self, conversation: str, operator_id: int) -> None:
        """Tells the visitor that the operator is typing, when it is their chat."""
        raise NotImplementedError

    def hand_back(self, conversation: str, operator_id: int) -> None:
        """Gives the chat back to the assistant."""
        raise NotImplementedError

    def close(self, conversation: str, operator_id: int) -> None:
        """Ends the chat."""
        raise NotImplementedError

    def heartbeat(self, operator_id: int, available: bool | None = None) -> None:
        """The operator's console is open; `None` leaves the switch as it is."""
        raise NotImplementedError

    def set_available(self, operator_id: int, available: bool) -> None:
        """Turns the operator's switch."""
        raise NotImplementedError

    def is_available(self, operator_id: int) -> bool:
        """Where the operator's switch stands."""
        raise NotImplementedError

    def sign_off(self, operator_id: int) -> None:
        """The operator is gone: their visitors are told and keep their place."""
        raise NotImplementedError

    def close_now(self, operator_id: int, until: datetime | None, reason: str) -> None:
        """Closes the desk until `until` (None: until reopened)."""
        raise NotImplementedError

    def reopen(self, operator_id: int) -> None:
        """Lifts every present closing."""
        raise NotImplementedError
