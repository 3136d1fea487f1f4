"""One turn of a visitor, from what came in to what the visitor reads.

Danger is looked for first. The message is stored before the engine is asked, and the
answer is stored only if the assistant still owns the conversation: a turn that broke off
in between is taken up again when the same client id comes again.
"""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation import moves, safety
from bot.conversation.availability import Availabilities
from bot.conversation.counting import counted, no_person
from bot.conversation.eraser import Eraser
from bot.conversation.handoff import HandOff
from bot.conversation.hub import Hub
from bot.conversation.journal import Draft, Journal, shown
from bot.conversation.notices import Notices
from bot.conversation.reception import Incoming, Pending, Reception
from bot.conversation.speaker import ENGINE_FAILED, Speaker
from bot.conversation.values import Exchange
from bot.engine.answer import Answer, DialogueEngine, Directive, Reply, Said, Understood
from bot.helpline.ending import Ending
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store.bodies import MEMORY, seal_report, seal_review
from bot.store.database import Database
from bot.store.vault import Key

logger = logging.getLogger(__name__)

START = "/start"


class Turns:
    """Carries turns through; blocking. Turns of one conversation must come one by one."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        engine: DialogueEngine,
        speaker: Speaker,
        availabilities: Availabilities,
        eraser: Eraser,
        hub: Hub,
        clock: Clock,
    ) -> None:
        self._database = database
        self._journal = journal
        self._engine = engine
        self._speaker = speaker
        self._eraser = eraser
        self._hub = hub
        self._clock = clock
        self._reception = Reception(journal, speaker)
        self._hand_off = HandOff(speaker, availabilities)

    def run(self, conversation: str, incoming: Incoming) -> Exchange:
        """The stored message and all that answers it. Errors as `Conversations.receive`."""
        assessment = safety.look(incoming.text)
        notices = Notices()
        with self._database.turn(conversation) as turn:
            with turn.write() as connection:
                received = self._reception.receive(
                    connection, conversation, incoming, assessment, self._clock(), notices
                )
            notices.publish(self._hub)
            if isinstance(received, Exchange):
                return received
            answer = self._ask(received)
            if answer is not None and Directive.ERASE in answer.directives:
                return self._erase(received, answer)
            with turn.write() as connection:
                exchange = self._conclude(connection, received, answer, self._clock(), notices)
        notices.publish(self._hub)
        return exchange

    def opening(self, conversation: str, language: str) -> Answer:
        """The first messages of a new conversation; memory is empty if the engine failed."""
        said = Said(text="", payload=START, language=language)
        try:
            answer = self._engine.answer(conversation, said, None, self._clock())
        except Exception as error:  # noqa: BLE001 - a visitor always reads the numbers
            _log_failure(error)
            answer = Answer((), memory=b"")
        replies = answer.replies or (self._speaker.reply(ENGINE_FAILED, language),)
        return replace(answer, replies=(*self._speaker.card(language), *replies))

    def _ask(self, pending: Pending) -> Answer | None:
        """The assistant's answer; None when it has none, for whatever reason."""
        head = pending.head
        said = Said(pending.message.text, pending.payload, head.language)
        try:
            memory = head.memory
            if memory is not None:
                memory = self._journal.key(head).open(memory, MEMORY)
            return self._engine.answer(head.id, said, memory, self._clock())
        except Exception as error:  # noqa: BLE001 - a visitor always reads the numbers
            _log_failure(error)
            return None

    def _conclude(
        self,
        connection: Connection,
        pending: Pending,
        answer: Answer | None,
        at: datetime,
        notices: Notices,
    ) -> Exchange:
        head, seq = pending.head, pending.message.seq
        key = self._journal.key(head)
        review = seal_review(key, seq, _review(pending, answer))
        drafts = [
            Draft(Sender.BOT, reply, reply_to=seq) for reply in self._replies(pending, answer)
        ]
        changes = {} if answer is None else self._remembered(key, answer)
        changes |= counted(answer)
        place = None
        if answer is not None and Directive.HAND_OFF in answer.directives:
            step = self._hand_off.step(connection, head, at)
            drafts.append(Draft(Sender.SYSTEM, step.reply, reply_to=seq))
            changes, place = {**changes, **(step.changes or no_person())}, step.place
        elif answer is not None and Directive.CLOSE in answer.directives:
            changes |= moves.to_closed(at, Ending.BY_ASSISTANT)
        messages = self._journal.append(connection, head, drafts, at, renew=True, **changes)
        if messages is None:
            # Somebody else owns the conversation by now: the assistant does not speak.
            return self._reception.silence(connection, pending, review, at, notices)
        rows.mark_answered(connection, head.id, seq, review)
        notices.messages(head.id, messages)
        state = State(changes.get("state", head.state))
        if state is not head.state:
            notices.state(head.id, state)
        first = messages[0].seq if messages else head.answer_from
        return Exchange(state, (pending.message, *messages), place, first)

    def _replies(self, pending: Pending, answer: Answer | None) -> tuple[Reply, ...]:
        language = pending.head.language
        replies = () if answer is None else answer.replies
        if replies or (answer is not None and answer.directives):
            return safety.with_emergency(
                self._speaker, pending.assessment, language, replies, pending.before
            )
        failed = self._speaker.reply(ENGINE_FAILED, language)
        # It names 112 as well, but does not say what to do: the danger wording does.
        return (
            *safety.with_emergency(self._speaker, pending.assessment, language, ()),
            failed,
        )

    def _remembered(self, key: Key, answer: Answer) -> dict[str, Any]:
        changes: dict[str, Any] = {"memory": key.seal(answer.memory, MEMORY)}
        # An emptied form keeps the last report: staff may still have to read it.
        if answer.report:
            changes |= {"report": seal_report(key, answer.report), "has_report": True}
            changes |= self._journal.marks(answer.report)
        return changes

    def _erase(self, pending: Pending, answer: Answer) -> Exchange:
        """The visitor asked the assistant to erase everything: the answer is not stored."""
        self._eraser.erase(pending.head.id)
        drafts = [Draft(Sender.BOT, reply) for reply in self._replies(pending, answer)]
        goodbye = shown(pending.message.seq + 1, drafts, self._clock())
        return Exchange(State.CLOSED, (pending.message, *goodbye))


def _review(pending: Pending, answer: Answer | None) -> dict[str, Any]:
    understood = Understood() if answer is None else answer.understood
    return {
        "intent": understood.intent,
        "confidence": understood.confidence,
        "entities": understood.entities,
        "danger": pending.assessment.level.value,
        "reasons": pending.assessment.reasons,
        "engine": answer is not None,
    }


def _log_failure(error: Exception) -> None:
    # By type only: a message could hold what the visitor wrote.
    logger.error("the dialogue engine gave no answer: %s", type(error).__name__)
