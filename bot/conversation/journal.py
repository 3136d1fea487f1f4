"""Writes messages into a conversation and reads them, sealing and opening on the way."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.conversation.notices import Notices
from bot.conversation.values import Choice, Message, NotTheOwner
from bot.engine.answer import Reply
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store import listeners
from bot.store.bodies import Body, IssuedChoice, open_body, seal_body
from bot.store.conversations import Head, Letter
from bot.store.marks import report_marks
from bot.store.vault import Key, Vault

CHOICE_ID_BYTES = 12


@dataclass(frozen=True)
class Draft:
    """A message that is still to be stored. `payload` is that of the choice a visitor made."""

    sender: Sender
    reply: Reply
    payload: str | None = None
    client_id: str | None = None
    reply_to: int | None = None
    answered: bool = True
    operator_id: int | None = None


class Journal:
    """The messages of conversations, within transactions of the caller."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def key(self, head: Head) -> Key:
        """The key of a conversation. Raises Unreadable."""
        return self._vault.unwrap(head.id, head.wrapped_key)

    def marks(self, report: Mapping[str, str]) -> dict[str, Any]:
        """What the list of transcripts finds this report by, as columns."""
        return report_marks(self._vault, report)

    def append(
        self,
        connection: Connection,
        head: Head,
        drafts: Sequence[Draft],
        at: datetime,
        *,
        renew: bool = False,
        **changes: Any,
    ) -> tuple[Message, ...] | None:
        """Compare-and-set: stores the drafts and the changes if the owner is as in `head`.

        None when it is not, and then nothing was stored. With `renew` the choices of
        earlier messages end.
        """
        first = rows.change(
            connection,
            head.id,
            head.state,
            head.operator_id,
            len(drafts),
            renew=renew and bool(drafts),
            extend=any(draft.reply.buttons for draft in drafts),
            last_at=at,
            **changes,
        )
        if first is None:
            return None
        if "state" in changes:
            rows.note_owner(connection, head, at, changes["state"], changes.get("operator_id"))
            if head.state is State.PERSON and changes["state"] != State.PERSON.value:
                listeners.end(connection, head.id)
        return write(connection, head.id, self.key(head), first, drafts, at)

    def move(
        self,
        connection: Connection,
        head: Head,
        reply: Reply | None,
        at: datetime,
        notices: Notices,
        changes: Mapping[str, Any],
    ) -> tuple[Message, ...]:
        """Changes the conversation, as a rule its owner, and tells the visitor with `reply`.

        A new owner ends the choices that were open. Raises NotTheOwner, and changes
        nothing, when the owner is not as in `head`.
        """
        drafts = [] if reply is None else [Draft(Sender.SYSTEM, reply)]
        moved = "state" in changes
        messages = self.append(connection, head, drafts, at, renew=moved, **changes)
        if messages is None:
            raise NotTheOwner("somebody else owns the conversation by now")
        notices.messages(head.id, messages)
        if moved:
            notices.state(head.id, State(changes["state"]))
        return messages

    def read(self, head: Head, letters: Iterable[Letter]) -> tuple[Message, ...]:
        """Stored messages as others see them. Raises Unreadable."""
        key = self.key(head)
        return tuple(
            _message(letter, open_body(key, letter.seq, letter.body)) for letter in letters
        )


def write(
    connection: Connection,
    conversation: str,
    key: Key,
    first: int,
    drafts: Sequence[Draft],
    at: datetime,
) -> tuple[Message, ...]:
    """Stores drafts under sequence numbers from `first` on, which must be reserved."""
    letters, messages = [], []
    for seq, draft in enumerate(drafts, start=first):
        body = _body(draft)
        letter = Letter(
            seq=seq,
            sender=draft.sender.value,
            sent_at=at,
            body=seal_body(key, seq, body),
            client_id=draft.client_id,
            reply_to=draft.reply_to,
            answered=draft.answered,
            operator_id=draft.operator_id,
        )
        letters.append(letter)
        messages.append(_message(letter, body))
    rows.add(connection, conversation, letters)
    return tuple(messages)


def shown(first: int, drafts: Iterable[Draft], at: datetime) -> tuple[Message, ...]:
    """Messages that are shown once and never stored, without choices."""
    return tuple(
        Message(seq, draft.sender, draft.reply.text, (), at)
        for seq, draft in enumerate(drafts, start=first)
    )


def _body(draft: Draft) -> Body:
    return Body(
        text=draft.reply.text,
        choices=tuple(
            IssuedChoice(secrets.token_urlsafe(CHOICE_ID_BYTES), button.label, button.payload)
            for button in draft.reply.buttons
        ),
        payload=draft.payload,
    )


def _message(letter: Letter, body: Body) -> Message:
    return Message(
        seq=letter.seq,
        sender=Sender(letter.sender),
        text=body.text,
        choices=tuple(Choice(choice.id, choice.label) for choice in body.choices),
        sent_at=letter.sent_at,
    )
