"""The visitor's side of the conversation service."""

from bot.conversation.values import Exchange, Started


class Conversations:
    """All that a visitor can do; thread-safe, and blocking unless it says `async`.

    Every call may raise UnknownConversation. `check` comes first: the other calls trust
    that the secret was seen.
    """

    def start(self, language: str) -> Started:
        """A new conversation with its first messages. Raises TooManyStarts."""
        raise NotImplementedError

    def check(self, conversation: str, token: str) -> None:
        """Returns when the secret opens the conversation. Raises WrongSecret."""
        raise NotImplementedError

    async def receive(
        self, conversation: str, client_id: str, text: str | None, choice: str | None
    ) -> Exchange:
        """The stored message and every answer to it; give either `text` or `choice`.

        The same `client_id` again gives the same answer and stores nothing. Raises
        ConversationClosed, UnknownChoice, TooManyTurns.
        """
        raise NotImplementedError

    def messages_after(self, conversation: str, after: int) -> Exchange:
        """The state, and the messages with a higher sequence number, in order."""
        raise NotImplementedError

    def stop_waiting(self, conversation: str) -> Exchange:
        """Back to the assistant; the new messages. Changes nothing when nobody waits."""
        raise NotImplementedError

    def leave(self, conversation: str) -> None:
        """Ends the chat for good; it is kept for staff until its deadline."""
        raise NotImplementedError

    def erase(self, conversation: str) -> None:
        """Shreds the conversation's key and removes all of it, now."""
        raise NotImplementedError

    def visitor_typing(self, conversation: str) -> None:
        """Tells the desk that the visitor is typing."""
        raise NotImplementedError

    def visitor_present(self, conversation: str) -> None:
        """Tells the desk that the visitor's page is open."""
        raise NotImplementedError

    def visitor_gone(self, conversation: str) -> None:
        """Tells the desk that the visitor's page was closed."""
        raise NotImplementedError
