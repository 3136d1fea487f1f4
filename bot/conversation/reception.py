"""The first half of a turn: the visitor's message is stored before anything is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.conversation import moves, safety
from bot.conversation.journal import Draft, Journal
from bot.conversation.notices import Notices
from bot.conversation.speaker import Speaker
from bot.conversation.values import (
    ConversationClosed,
    Exchange,
    Message,
    NotTheOwner,
    UnknownChoice,
    UnknownConversation,
)
from bot.engine.answer import Reply
from bot.helpline.danger import Assessment, Plain, plain_answer
from bot.helpline.ownership import Sender, State, bot_may_speak
from bot.store import conversations as rows
from bot.store.bodies import Body, IssuedChoice, open_body
from bot.store.conversations import Head, Letter

STOP_WAITING = "/stop_waiting"
AFFIRM, DENY = "/affirm", "/deny"
STOPPED_WAITING = "utter_stopped_waiting"
KEPT_WHILE_WAITING = "utter_message_kept_while_waiting"


@dataclass(frozen=True)
class Incoming:
    """What came from the visitor: typed text, or the id of a choice."""

    client_id: str
    text: str | None
    choice: str | None


@dataclass(frozen=True)
class Pending:
    """A stored visitor's message that the assistant has yet to answer."""

    head: Head
    message: Message
    payload: str | None
    assessment: Assessment
    before: tuple[str, ...] | None = None
    """What the assistant said last, where danger is signalled, and not for the first time."""


class Reception:
    """Stores visitors' messages, each client id once."""

    def __init__(self, journal: Journal, speaker: Speaker) -> None:
        self._journal = journal
        self._speaker = speaker

    def receive(
        self,
        connection: Connection,
        conversation: str,
        incoming: Incoming,
        assessment: Assessment,
        at: datetime,
        notices: Notices,
    ) -> Pending | Exchange:
        """The message, still to be answered by the assistant, or all that there is to say.

        Raises UnknownConversation, ConversationClosed, UnknownChoice.
        """
        head = rows.head_to_change(connection, conversation)
        if head is None:
            raise UnknownConversation("no such conversation")
        earlier = rows.by_client_id(
            connection, conversation, Sender.VISITOR.value, incoming.client_id
        )
        if earlier is not None:
            return self._again(connection, head, earlier, at, notices)
        if head.state is State.CLOSED:
            raise ConversationClosed("the conversation is closed")
        body = self._content(connection, head, incoming)
        if body.payload is not None:
            assessment = _signals(body)
        draft = Draft(
            Sender.VISITOR,
            Reply(body.text),
            payload=body.payload,
            client_id=incoming.client_id,
            answered=not bot_may_speak(head.state),
        )
        if body.payload == STOP_WAITING:
            return self._stop_waiting(connection, head, draft, at, notices)
        if bot_may_speak(head.state):
            return self._pending(connection, head, draft, assessment, at, notices)
        return self._beside_person(connection, head, draft, assessment, at, notices)

    def _again(
        self, connection: Connection, head: Head, earlier: Letter, at: datetime, notices: Notices
    ) -> Pending | Exchange:
        """A message that came before: its answer, or its turn if that was broken off."""
        messages = self._journal.read(head, [earlier])
        if not earlier.answered:
            body = open_body(self._journal.key(head), earlier.seq, earlier.body)
            pending = Pending(head, messages[0], body.payload, _signals(body))
            if bot_may_speak(head.state):
                return pending
            return self.silence(connection, pending, None, at, notices)
        answer = self._journal.read(head, rows.answer_to(connection, head.id, earlier.seq))
        place = place_of(connection, head)
        return Exchange(head.state, messages + answer, place, head.answer_from)

    def silence(
        self,
        connection: Connection,
        pending: Pending,
        review: bytes | None,
        at: datetime,
        notices: Notices,
    ) -> Exchange:
        """Ends a turn in which the assistant may no longer speak; 112 is named if need be."""
        head = rows.head_to_change(connection, pending.head.id)
        if head is None:
            raise UnknownConversation("no such conversation")
        seq = pending.message.seq
        lines = safety.line_beside_person(self._speaker, pending.assessment, head.language)
        drafts = [Draft(Sender.SYSTEM, line, reply_to=seq) for line in lines]
        messages = stored(self._journal.append(connection, head, drafts, at))
        rows.mark_answered(connection, head.id, seq, review)
        notices.messages(head.id, messages)
        if lines:
            notices.alarm(head.id)
        place = place_of(connection, head)
        return Exchange(head.state, (pending.message, *messages), place, head.answer_from)

    def _content(self, connection: Connection, head: Head, incoming: Incoming) -> Body:
        if incoming.choice is None:
            text = incoming.text or ""
            return Body(text, payload=self._to_question_of_danger(connection, head, text))
        choice = self._issued(connection, head, incoming.choice)
        if choice.payload == STOP_WAITING and head.state is not State.WAITING:
            raise UnknownChoice("nobody is waiting")
        return Body(choice.label, payload=choice.payload)

    def _latest_answer(self, connection: Connection, head: Head) -> Iterator[Body]:
        key = self._journal.key(head)
        letters = rows.letters_between(connection, head.id, head.answer_from, head.answer_to)
        return (open_body(key, letter.seq, letter.body) for letter in letters)

    def _open_choices(self, connection: Connection, head: Head) -> tuple[IssuedChoice, ...]:
        answer = self._latest_answer(connection, head)
        return tuple(issued for body in answer for issued in body.choices)

    def _issued(self, connection: Connection, head: Head, choice: str) -> IssuedChoice:
        for issued in self._open_choices(connection, head):
            if issued.id == choice:
                return issued
        raise UnknownChoice("not a choice of the latest answer")

    def _to_question_of_danger(self, connection: Connection, head: Head, text: str) -> str | None:
        """What a typed yes or no means when whether there is danger was the only such question."""
        answer = plain_answer(text)
        if answer is None or not bot_may_speak(head.state):
            return None
        open_payloads = {issued.payload for issued in self._open_choices(connection, head)}
        if safety.DANGER_NOW not in open_payloads or open_payloads & {AFFIRM, DENY}:
            return None
        return safety.DANGER_NOW if answer is Plain.YES else safety.NO_DANGER

    def _pending(
        self,
        connection: Connection,
        head: Head,
        draft: Draft,
        assessment: Assessment,
        at: datetime,
        notices: Notices,
    ) -> Pending:
        danger: dict[str, Any] = {}
        before: tuple[str, ...] | None = None
        if safety.alarming(assessment):
            danger["danger_at"] = at
            if head.danger_at is not None:
                before = tuple(body.text for body in self._latest_answer(connection, head))
        messages = stored(self._journal.append(connection, head, [draft], at, **danger))
        notices.messages(head.id, messages)
        return Pending(head, messages[0], draft.payload, assessment, before)

    def _beside_person(
        self,
        connection: Connection,
        head: Head,
        draft: Draft,
        assessment: Assessment,
        at: datetime,
        notices: Notices,
    ) -> Exchange:
        """Somebody waits or talks with a person: the assistant is silent, 112 is not."""
        lines = safety.line_beside_person(self._speaker, assessment, head.language)
        changes: dict[str, Any] = {"count_unread": True}
        if lines:
            changes["danger_at"] = at
            notices.alarm(head.id)
        if head.state is State.WAITING and not head.told_kept:
            lines += (self._speaker.reply(KEPT_WHILE_WAITING, head.language),)
            changes["told_kept"] = True
        drafts = [draft, *(Draft(Sender.SYSTEM, line, reply_to=head.next_seq) for line in lines)]
        messages = stored(self._journal.append(connection, head, drafts, at, **changes))
        notices.messages(head.id, messages)
        notices.queue()
        return Exchange(head.state, messages, place_of(connection, head), head.answer_from)

    def _stop_waiting(
        self,
        connection: Connection,
        head: Head,
        draft: Draft,
        at: datetime,
        notices: Notices,
    ) -> Exchange:
        reply = self._speaker.reply(STOPPED_WAITING, head.language)
        drafts = [draft, Draft(Sender.SYSTEM, reply, reply_to=head.next_seq)]
        messages = stored(
            self._journal.append(connection, head, drafts, at, renew=True, **moves.to_bot(at))
        )
        notices.messages(head.id, messages)
        notices.state(head.id, State.BOT)
        return Exchange(State.BOT, messages, None, messages[0].seq)


def place_of(connection: Connection, head: Head) -> int | None:
    """The place in the queue of a conversation that waits."""
    if head.state is not State.WAITING or head.waiting_since is None:
        return None
    return rows.place_in_queue(connection, head.id, head.waiting_since)


def stored(messages: tuple[Message, ...] | None) -> tuple[Message, ...]:
    """What was stored in a conversation that this transaction holds."""
    if messages is None:
        raise NotTheOwner("the conversation changed within a transaction")
    return messages


def _signals(body: Body) -> Assessment:
    if body.payload == safety.DANGER_NOW:
        return safety.CHOSEN
    return safety.look(body.text if body.payload is None else None)
