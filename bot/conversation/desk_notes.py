"""What staff write for each other about a conversation."""

from datetime import datetime

from sqlalchemy import Connection

from bot.conversation.desk_base import DeskBase, held
from bot.conversation.desk_views import opened
from bot.conversation.values import Note, NotTheOwner
from bot.helpline.ownership import State
from bot.store import desk as desk_rows
from bot.store import notes
from bot.store.bodies import seal_note
from bot.store.conversations import Head
from bot.store.notes import SealedNote


class Notes(DeskBase):
    """Notes; the visitor never sees them, and they go when the conversation goes."""

    def add_note(self, conversation: str, operator_id: int, text: str) -> Note:
        """A note for who handles the chat now or later, and for who reads it back.

        For who handles or handled the chat and who reads along; while somebody waits, for
        everybody at the desk. Raises UnknownConversation, NotTheOwner.
        """
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            if not self._may_note(connection, head, operator_id, at):
                raise NotTheOwner("the operator does not see this conversation")
            note = self._write(connection, head, notes.NOTE, operator_id, text, at)
            notices.note(conversation)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "note", at, conversation)
            return note

    def _may_note(self, connection: Connection, head: Head, operator_id: int, at: datetime) -> bool:
        if head.state is State.BOT:
            return False
        if head.state is State.WAITING or head.operator_id == operator_id:
            return True
        return head.state is State.PERSON and self._listens(connection, head, operator_id, at)

    def _write(
        self,
        connection: Connection,
        head: Head,
        kind: str,
        operator_id: int,
        text: str,
        at: datetime,
    ) -> Note:
        key = self._journal.key(head)
        sealed = seal_note(key, kind, text)
        number = notes.add(connection, head.id, kind, at, operator_id, sealed)
        names = desk_rows.names(connection, [operator_id])
        return opened(key, SealedNote(number, kind, at, operator_id, None, sealed), names)
