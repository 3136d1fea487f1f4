"""Passing a chat on: to a colleague, or back to the queue."""

from datetime import datetime

from sqlalchemy import Connection

from bot.conversation import moves
from bot.conversation.desk_base import DeskBase, held, require_owner
from bot.conversation.desk_leaving import back_in_line
from bot.conversation.notices import Notices
from bot.conversation.values import ColleagueAway
from bot.helpline.staffing import can_receive
from bot.store import desk as desk_rows
from bot.store import listeners, notes
from bot.store.bodies import seal_note
from bot.store.conversations import Head

TRANSFERRED = "utter_transferred"
BACK_IN_QUEUE = "utter_back_in_queue"


class Transfers(DeskBase):
    """Transfers; the visitor is told once, and keeps the place that they had."""

    def transfer(self, conversation: str, operator_id: int, to: int | None, note: str) -> None:
        """Gives the chat to a colleague, or with None back to the queue; `note` may be empty.

        Raises UnknownConversation, NotTheOwner; and ColleagueAway when the colleague is not
        there, not available or at the limit, or when nobody can come for the queue.
        """
        with self._changing() as (connection, at, notices):
            if to is not None:
                desk_rows.hold(connection, to)
            head = held(connection, conversation)
            require_owner(head, operator_id)
            if to is None:
                self._to_queue(connection, head, at, notices)
            else:
                self._to_colleague(connection, head, to, at, notices)
            sealed = seal_note(self._journal.key(head), notes.TRANSFER, note)
            notes.add(connection, conversation, notes.TRANSFER, at, operator_id, sealed, to)
            desk_rows.seen(connection, operator_id, None, at)
            detail = "to the queue" if to is None else f"to operator {to}"
            self._audit.append(connection, operator_id, "transfer", at, conversation, detail)

    def _to_queue(self, connection: Connection, head: Head, at: datetime, notices: Notices) -> None:
        # To say "you are in the queue" while nobody can come would be a false promise.
        if not self._availabilities.within(connection, at).person_available:
            raise ColleagueAway("nobody can come for the queue now")
        back_in_line(connection, self._journal, self._speaker, head, BACK_IN_QUEUE, at, notices)

    def _to_colleague(
        self, connection: Connection, head: Head, to: int, at: datetime, notices: Notices
    ) -> None:
        there = desk_rows.at_desk(connection, to)
        chats = desk_rows.chats(connection, to)
        if to == head.operator_id or not there:
            raise ColleagueAway("the colleague is not signed on")
        if not can_receive(there[0], chats, self._rules(), at):
            raise ColleagueAway("the colleague cannot take a chat now")
        reply = self._speaker.reply(TRANSFERRED, head.language)
        changes = moves.to_colleague(at, to)
        self._journal.move(connection, head, reply, at, notices, changes)
        listeners.end(connection, head.id, to)
        notices.transfer(head.id, to)
