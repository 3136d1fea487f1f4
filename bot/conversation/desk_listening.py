"""Reading along with a colleague, openly, and whispering to them."""

from bot.conversation.desk_base import found, held
from bot.conversation.desk_notes import Notes
from bot.conversation.values import Note, NotListening, NotTheOwner, StaffView
from bot.helpline.ownership import State
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store import listeners, notes


class Listening(Notes):
    """Who reads along is shown to who handles the chat, and stands in the audit log."""

    def listen(self, conversation: str, operator_id: int) -> StaffView:
        """Reads along with a colleague's chat from now on, and gives the chat.

        It lasts while the operator's console is open, until `stop_listening`, or until the
        colleague does not handle the chat any more; a transfer does not end it. Raises
        UnknownConversation, and NotTheOwner when no colleague handles the chat.
        """
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            if head.state is not State.PERSON:
                raise NotTheOwner("nobody handles this conversation")
            new = False
            if head.operator_id != operator_id:
                new = not self._listens(connection, head, operator_id, at)
                listeners.begin(connection, conversation, operator_id, at)
                desk_rows.seen(connection, operator_id, None, at)
            view = self._view(connection, head, operator_id)
            if new:
                self._audit.append(connection, operator_id, "listen", at, conversation)
                notices.listeners(conversation)
            return view

    def stop_listening(self, conversation: str, operator_id: int) -> None:
        """Reads along no more; nothing happens when the operator did not."""
        with self._changing() as (connection, at, notices):
            if rows.head_to_change(connection, conversation) is None:
                return
            if listeners.end(connection, conversation, operator_id):
                self._audit.append(connection, operator_id, "stop_listening", at, conversation)
                notices.listeners(conversation)

    def whisper(self, conversation: str, operator_id: int, text: str) -> Note:
        """A word from who reads along to who handles the chat, or back; never to the visitor.

        Raises UnknownConversation, NotListening.
        """
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            reading = listeners.of(connection, conversation, self._listening_since(at))
            owner = head.operator_id == operator_id and bool(reading)
            if head.state is not State.PERSON or not (owner or operator_id in reading):
                raise NotListening("the operator does not read along")
            note = self._write(connection, head, notes.WHISPER, operator_id, text, at)
            notices.whisper(conversation)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "whisper", at, conversation)
            return note

    def listening_to(self, operator_id: int) -> list[str]:
        """The chats that the operator reads along with, as after a reload of the page."""
        at = self._clock()
        with self._database.read() as connection:
            followed = listeners.followed(connection, operator_id)
            heads = [rows.head(connection, conversation) for conversation in followed]
            return [
                head.id
                for head in heads
                if head is not None and self._listens(connection, found(head), operator_id, at)
            ]
