"""The staff side of the conversation service."""

from bot.conversation import moves
from bot.conversation.desk_base import found, held, require_owner
from bot.conversation.desk_canned import CannedAnswers
from bot.conversation.desk_hours import DeskHours
from bot.conversation.desk_listening import Listening
from bot.conversation.desk_transfer import Transfers
from bot.conversation.hub import Event, conversation_topic
from bot.conversation.journal import Draft
from bot.conversation.notices import Notices
from bot.conversation.roster import Roster
from bot.conversation.values import AtLimit, Message, NotTheOwner, QueueEntry, StaffView
from bot.engine.answer import Reply
from bot.helpline.ending import Ending
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store import desk as desk_rows

JOINED = "utter_person_joined"
HANDED_BACK = "utter_handed_back"
CHAT_CLOSED = "utter_chat_closed"


class Desk(Roster, DeskHours, Transfers, Listening, CannedAnswers):
    """All that an operator can do; thread-safe and blocking. `operator_id` is `operators.id`.

    Calls about a conversation may raise UnknownConversation; calls that change one raise
    NotTheOwner when somebody else has it by now, and then change nothing.
    """

    def queue(self) -> list[QueueEntry]:
        """Who waits, first come first."""
        with self._database.read() as connection:
            return self._entries(connection, rows.waiting(connection))

    def mine(self, operator_id: int) -> list[QueueEntry]:
        """The chats that the operator handles, oldest first."""
        with self._database.read() as connection:
            heads = rows.with_person(connection)
            return self._entries(connection, [h for h in heads if h.operator_id == operator_id])

    def others(self, operator_id: int) -> list[QueueEntry]:
        """The chats that colleagues handle, oldest first; `listen` opens one."""
        with self._database.read() as connection:
            heads = rows.with_person(connection)
            return self._entries(connection, [h for h in heads if h.operator_id != operator_id])

    def view(self, conversation: str, operator_id: int, after: int = 0) -> StaffView:
        """The summary and the messages after a number; for the owner it marks all as read.

        Of a colleague's chat only who handles it, unless the operator reads along. Raises
        NotTheOwner while the visitor is with the assistant: until they ask for a person or
        end the chat, what they wrote is theirs alone.
        """
        with self._database.read() as connection:
            head = found(rows.head(connection, conversation))
            if head.state is State.BOT:
                raise NotTheOwner("the assistant has this conversation")
            view = self._view(connection, head, operator_id, after)
        if head.unread and head.state is State.PERSON and head.operator_id == operator_id:
            with self._database.write() as connection:
                rows.change(connection, conversation, State.PERSON, operator_id, unread=0)
            self._publish(Notices.queue)
        return view

    def take(self, conversation: str, operator_id: int) -> StaffView:
        """Takes a waiting conversation over; of two operators one wins.

        Raises AtLimit when the operator has enough chats and there is no danger in this one.
        """
        with self._changing() as (connection, at, notices):
            desk_rows.hold(connection, operator_id)
            head = held(connection, conversation)
            if head.state is State.PERSON and head.operator_id == operator_id:
                return self._view(connection, head, operator_id)
            if head.state is not State.WAITING:
                raise NotTheOwner("the conversation is not waiting any more")
            full = desk_rows.chats(connection, operator_id) >= self._rules().chats
            if full and head.danger_at is None:
                raise AtLimit("the operator has as many chats as one may have")
            reply = self._speaker.reply(JOINED, head.language)
            changes = moves.to_person(at, operator_id)
            self._journal.move(connection, head, reply, at, notices, changes)
            desk_rows.seen(connection, operator_id, None, at)
            taken = found(rows.head(connection, conversation))
            view = self._view(connection, taken, operator_id)
            self._audit.append(connection, operator_id, "take", at, conversation)
            return view

    def say(self, conversation: str, operator_id: int, client_id: str, text: str) -> Message:
        """Stores a sentence of the operator; the same `client_id` gives the same message."""
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            earlier = rows.by_client_id(connection, conversation, Sender.STAFF.value, client_id)
            if earlier is not None:
                return self._journal.read(head, [earlier])[0]
            require_owner(head, operator_id)
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
            head = found(rows.head(connection, conversation))
        if head.state is State.PERSON and head.operator_id == operator_id:
            topic = conversation_topic(conversation)
            self._hub.publish(topic, Event("typing", {"sender": Sender.STAFF.value}))

    def hand_back(self, conversation: str, operator_id: int) -> None:
        """Gives the chat back to the assistant."""
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            require_owner(head, operator_id)
            reply = self._speaker.reply(HANDED_BACK, head.language)
            self._journal.move(connection, head, reply, at, notices, moves.to_bot(at))
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "hand_back", at, conversation)

    def close(self, conversation: str, operator_id: int) -> None:
        """Ends the chat."""
        with self._changing() as (connection, at, notices):
            head = held(connection, conversation)
            require_owner(head, operator_id)
            reply = self._speaker.reply(CHAT_CLOSED, head.language)
            changes = moves.to_closed(at, Ending.BY_OPERATOR)
            self._journal.move(connection, head, reply, at, notices, changes)
            desk_rows.seen(connection, operator_id, None, at)
            self._audit.append(connection, operator_id, "close", at, conversation)
