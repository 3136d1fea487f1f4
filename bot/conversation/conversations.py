"""The visitor's side of the conversation service."""

import asyncio
import hashlib
import hmac
import re
import secrets
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation import moves
from bot.conversation.eraser import Eraser
from bot.conversation.hub import Event, Hub, conversation_topic
from bot.conversation.journal import Draft, Journal, write
from bot.conversation.notices import Notices
from bot.conversation.order import Order
from bot.conversation.reception import STOPPED_WAITING, Incoming, place_of
from bot.conversation.speaker import DEFAULT_LANGUAGE, Speaker
from bot.conversation.starts import StartLimit
from bot.conversation.turns import Turns
from bot.conversation.values import (
    Exchange,
    Started,
    UnknownConversation,
    WrongSecret,
)
from bot.conversation.visitors import Visitors
from bot.helpline.ending import Ending
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store.bodies import MEMORY
from bot.store.conversations import Head
from bot.store.database import Database
from bot.store.vault import Vault

# Turns mostly wait for the engine, which takes them one at a time.
TURN_THREADS = 12
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)


class Conversations:
    """All that a visitor can do; thread-safe, and blocking unless it says `async`.

    Every call may raise UnknownConversation. `check` comes first: the other calls trust
    that the secret was seen.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        journal: Journal,
        turns: Turns,
        speaker: Speaker,
        eraser: Eraser,
        hub: Hub,
        visitors: Visitors,
        starts: StartLimit,
        clock: Clock,
    ) -> None:
        self._database = database
        self._vault = vault
        self._journal = journal
        self._turns = turns
        self._speaker = speaker
        self._eraser = eraser
        self._hub = hub
        self._visitors = visitors
        self._starts = starts
        self._clock = clock
        self._order = Order()
        self._threads = ThreadPoolExecutor(TURN_THREADS, thread_name_prefix="turn")
        self._running: set[asyncio.Task[Exchange]] = set()

    def start(self, language: str) -> Started:
        """A new conversation with its first messages. Raises TooManyStarts."""
        self._starts.take()
        language = _primary(language)
        conversation, token = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
        answer = self._turns.opening(conversation, language)
        drafts = [Draft(Sender.BOT, reply) for reply in answer.replies]
        key, wrapped = self._vault.new_key(conversation)
        at = self._clock()
        with self._database.write() as connection:
            rows.create(
                connection,
                {
                    "id": conversation,
                    "secret_hash": _hash(token),
                    "wrapped_key": wrapped,
                    "state": State.BOT.value,
                    "language": language,
                    "next_seq": len(drafts) + 1,
                    "answer_from": 1,
                    "answer_to": len(drafts),
                    "memory": key.seal(answer.memory, MEMORY) if answer.memory else None,
                    "state_since": at,
                    "created_at": at,
                    "last_at": at,
                },
            )
            messages = write(connection, conversation, key, 1, drafts, at)
        return Started(conversation, token, State.BOT, messages)

    def check(self, conversation: str, token: str) -> None:
        """Returns when the secret opens the conversation. Raises WrongSecret."""
        with self._database.read() as connection:
            expected = rows.secret_hash(connection, conversation)
        if expected is None:
            raise UnknownConversation("no such conversation")
        if not hmac.compare_digest(expected, _hash(token)):
            raise WrongSecret("the secret does not open this conversation")

    async def receive(
        self, conversation: str, client_id: str, text: str | None, choice: str | None
    ) -> Exchange:
        """The stored message and every answer to it; give either `text` or `choice`.

        The same `client_id` again gives the same answer and stores nothing. Raises
        ConversationClosed, UnknownChoice, TooManyTurns.
        """
        if (text is None) == (choice is None):
            raise ValueError("give either a text or a choice")
        turn = asyncio.create_task(self._in_order(conversation, Incoming(client_id, text, choice)))
        self._running.add(turn)
        turn.add_done_callback(self._running.discard)
        # When the visitor hangs up, the turn goes on, and the next one still waits for it.
        return await asyncio.shield(turn)

    def messages_after(self, conversation: str, after: int) -> Exchange:
        """The state, and the messages with a higher sequence number, in order."""
        with self._database.read() as connection:
            head = rows.head(connection, conversation)
            if head is None:
                raise UnknownConversation("no such conversation")
            letters = rows.letters_after(connection, conversation, after)
            place = place_of(connection, head)
        return Exchange(head.state, self._journal.read(head, letters), place, head.answer_from)

    def stop_waiting(self, conversation: str) -> Exchange:
        """Back to the assistant; the new messages. Changes nothing when nobody waits."""
        at, notices = self._clock(), Notices()
        with self._database.write() as connection:
            head = _held(connection, conversation)
            if head.state is not State.WAITING:
                return Exchange(head.state, (), None, head.answer_from)
            reply = self._speaker.reply(STOPPED_WAITING, head.language)
            messages = self._journal.move(connection, head, reply, at, notices, moves.to_bot(at))
        notices.publish(self._hub)
        return Exchange(State.BOT, messages, None, messages[0].seq)

    def leave(self, conversation: str) -> None:
        """Ends the chat for good; it is kept for staff until its deadline."""
        at, notices = self._clock(), Notices()
        with self._database.write() as connection:
            head = _held(connection, conversation)
            if head.state is State.CLOSED:
                return
            changes = moves.to_closed(at, Ending.BY_VISITOR)
            self._journal.move(connection, head, None, at, notices, changes)
        notices.publish(self._hub)

    def erase(self, conversation: str) -> None:
        """Shreds the conversation's key and removes all of it, now."""
        self._eraser.erase(conversation)

    def visitor_typing(self, conversation: str) -> None:
        """Tells the desk that the visitor is typing."""
        self._tell(conversation, Event("typing", {"sender": Sender.VISITOR.value}))

    def visitor_present(self, conversation: str) -> None:
        """Tells the desk that the visitor's page is open."""
        self._visitors.arrived(conversation)
        self._tell(conversation, Event("presence", {"visitor": True}))

    def visitor_gone(self, conversation: str) -> None:
        """Tells the desk that the visitor's page was closed, unless it is open once more."""
        here = self._visitors.left(conversation)
        self._tell(conversation, Event("presence", {"visitor": here}))

    def close(self) -> None:
        """Waits for the turns that are under way."""
        self._threads.shutdown()

    def _tell(self, conversation: str, event: Event) -> None:
        self._hub.publish(conversation_topic(conversation), event)

    async def _in_order(self, conversation: str, incoming: Incoming) -> Exchange:
        async with self._order.place(conversation):
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                self._threads, self._turns.run, conversation, incoming
            )


def _held(connection: Connection, conversation: str) -> Head:
    head = rows.head_to_change(connection, conversation)
    if head is None:
        raise UnknownConversation("no such conversation")
    return head


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _primary(tag: str) -> str:
    """The language of a BCP 47 tag, as in "pl" for "pl-PL"."""
    if not LANGUAGE_TAG.fullmatch(tag):
        return DEFAULT_LANGUAGE
    return tag.partition("-")[0].lower()
