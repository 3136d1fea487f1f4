"""The staff side of the conversation service."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot.conversation import moves
from bot.conversation.hub import Event, conversation_topic
from bot.conversation.journal import Draft
from bot.conversation.notices import Notices
from bot.conversation.roster import Roster
from bot.conversation.values import (
    Message,
    NotTheOwner,
    QueueEntry,
    StaffView,
    UnknownConversation,
)
from bot.engine.answer import Reply
from bot.helpline.ending import Ending
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store.bodies import open_report
from bot.store.conversations import Head

JOINED = "utter_person_joined"
HANDED_BACK = "utter_handed_back"
CHAT_CLOSED = "utter_chat_closed"


class Desk(Roster):
    """All that an operator can do; thread-safe and blocking. `operator_id` is `operators.id`.

    Calls about a conversation may raise UnknownConversation; calls that change one raise
    NotTheOwner when somebody else has it by now, and then change nothing.
    """

    def queue(self) -> list[QueueEntry]:
        """Who waits, first come first."""
        with self._database.read() as connection:
            return _entries(connection, rows.waiting(connection))

    def mine(self, operator_id: int) -> list[QueueEntry]:
        """The chats that the operator handles, oldest first."""
        with self._database.read() as connection:
            heads = rows.with_person(connection)
            return _entries(connection, [h for h in heads if h.operator_id == operator_id])

    def view(self, conversation: str, operator_id: int) -> StaffView:
        """The summary and the transcript; for the owner it marks all as read.

        Raises NotTheOwner while the visitor is with the assistant: until they ask for a
        person or end the chat, what they wrote is theirs alone.
        """
        with self._database.read() as connection:
            head = _found(rows.head(connection, conversation))
            if head.state is State.BOT:
                raise NotTheOwner("the assistant has this conversation")
            view = self._view(connection, head)
        if head.unread and head.state is State.PERSON and head.operator_id == operator_id:
            with self._database.write() as connection:
                rows.change(connection, conversation, State.PERSON, operator_id, unread=0)
            self._publish(Notices.queue)
        return view

    def take(self, conversation: str, operator_id: int) -> StaffView:
        """Takes a waiting conversation over; of two operators one wins."""
        with self._changing() as (connection, at, notices):
            head = _found(rows.head_to_change(connection, conversation))
            if head.state is State.PERSON and head.operator_id == operator_id:
                return self._view(connection, head)
            if head.state is not State.WAITING:
                raise NotTheOwner("the conversation is not waiting any more")
            reply = self._speaker.reply(JOINED, head.language)
            changes = moves.to_person(at, operator_id)
            self._journal.move(connection, head, reply, at, notices, changes)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "take", at, conversation)
            return self._view(connection, _found(rows.head(connection, conversation)))

    def say(self, conversation: str, operator_id: int, client_id: str, text: str) -> Message:
        """Stores a sentence of the operator; the same `client_id` gives the same message."""
        with self._changing() as (connection, at, notices):
            head = _found(rows.head_to_change(connection, conversation))
            earlier = rows.by_client_id(connection, conversation, Sender.STAFF.value, client_id)
            if earlier is not None:
                return self._journal.read(head, [earlier])[0]
            _require_owner(head, operator_id)
            draft = Draft(Sender.STAFF, Reply(text), client_id=client_id, operator_id=operator_id)
            messages = self._journal.append(connection, head, [draft], at)
            if messages is None:
                raise NotTheOwner("somebody else has this conversation by now")
            desk_rows.seen(connection, operator_id, None, at)
            notices.messages(conversation, messages)
            return messages[0]

    def staff_typing(self, conversation: str, operator_id: int) -> None:
        """Tells the visitor that the operator is typing, when it is their chat."""
        with self._database.read() as connection:
            head = _found(rows.head(connection, conversation))
        if head.state is State.PERSON and head.operator_id == operator_id:
            topic = conversation_topic(conversation)
            self._hub.publish(topic, Event("typing", {"sender": Sender.STAFF.value}))

    def hand_back(self, conversation: str, operator_id: int) -> None:
        """Gives the chat back to the assistant."""
        with self._changing() as (connection, at, notices):
            head = _found(rows.head_to_change(connection, conversation))
            _require_owner(head, operator_id)
            reply = self._speaker.reply(HANDED_BACK, head.language)
            self._journal.move(connection, head, reply, at, notices, moves.to_bot(at))
            self._audit.append(connection, operator_id, "hand_back", at, conversation)

    def close(self, conversation: str, operator_id: int) -> None:
        """Ends the chat."""
        with self._changing() as (connection, at, notices):
            head = _found(rows.head_to_change(connection, conversation))
            _require_owner(head, operator_id)
            reply = self._speaker.reply(CHAT_CLOSED, head.language)
            changes = moves.to_closed(at, Ending.BY_OPERATOR)
            self._journal.move(connection, head, reply, at, notices, changes)
            self._audit.append(connection, operator_id, "close", at, conversation)

    def _publish(self, notice: Callable[[Notices], None]) -> None:
        notices = Notices()
        notice(notices)
        notices.publish(self._hub)

    def _view(self, connection: Connection, head: Head) -> StaffView:
        letters = rows.letters_after(connection, head.id, 0)
        names = desk_rows.names(connection, [head.operator_id])
        return StaffView(
            conversation=head.id,
            state=head.state,
            operator=None if head.operator_id is None else names.get(head.operator_id),
            language=head.language,
            danger_at=head.danger_at,
            report=open_report(self._journal.key(head), head.report),
            messages=self._journal.read(head, letters),
            operator_id=head.operator_id,
            since=head.state_since,
        )


def _found(head: Head | None) -> Head:
    if head is None:
        raise UnknownConversation("no such conversation")
    return head


def _require_owner(head: Head, operator_id: int) -> None:
    if head.state is not State.PERSON or head.operator_id != operator_id:
        raise NotTheOwner("somebody else has this conversation by now")


def _entries(connection: Connection, heads: list[Head]) -> list[QueueEntry]:
    names = desk_rows.names(connection, [head.operator_id for head in heads])
    return [
        QueueEntry(
            conversation=head.id,
            state=head.state,
            since=head.state_since,
            danger=head.danger_at is not None,
            operator=None if head.operator_id is None else names.get(head.operator_id),
            unread=head.unread,
        )
        for head in heads
    ]
