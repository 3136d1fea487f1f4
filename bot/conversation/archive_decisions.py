"""What reviewers decide: corrections, that something was reviewed, how long it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation.archive_reading import keep_of, remarks_of
from bot.conversation.archive_values import ExtensionRefused, NoSuchMessage
from bot.conversation.house import House
from bot.conversation.values import UnknownConversation
from bot.helpline.ownership import Sender
from bot.helpline.retention import may_extend
from bot.store import archive, archive_parts, corrections, notes
from bot.store.archive import Row
from bot.store.audit import AuditLog
from bot.store.bodies import open_body, seal_note
from bot.store.corrections import NOTHING_SAID, WHOLE, Remark, Sealed, Span
from bot.store.database import Database
from bot.store.vault import Vault


class Decisions:
    """Writing; thread-safe and blocking. What is not readable is an UnknownConversation."""

    def __init__(
        self, database: Database, vault: Vault, house: House, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._vault = vault
        self._house = house
        self._audit = audit
        self._clock = clock

    def correct(
        self,
        conversation: str,
        seq: int,
        operator_id: int,
        remark: Remark,
        same_comment: bool = False,
    ) -> None:
        """Keeps what a reviewer says of a visitor's message; an empty remark takes it back.

        With `same_comment` the comment stays as it is: it was shown masked and not changed.
        Raises NoSuchMessage.
        """
        with self._deciding(conversation) as (connection, row, at):
            key = self._vault.unwrap(row.id, row.wrapped_key)
            if same_comment:
                earlier = remarks_of(key, corrections.of(connection, [row.id]).get(row.id, ()))
                remark = replace(remark, comment=earlier.get(seq, NOTHING_SAID).comment)
            if seq == WHOLE:
                remark = Remark(comment=remark.comment, flags=remark.flags)
            else:
                letters = archive_parts.letters(connection, [row.id])[row.id]
                letter = next((one for one in letters if one.seq == seq), None)
                if letter is None or letter.sender != Sender.VISITOR.value:
                    raise NoSuchMessage("no message of the visitor has this number")
                length = len(open_body(key, seq, letter.body).text)
                remark = Remark(
                    remark.intent, _within(remark.entities, length), remark.flags, remark.comment
                )
            if remark.empty:
                corrections.remove(connection, row.id, seq)
            else:
                body = corrections.seal(key, seq, remark)
                corrections.put(connection, Sealed(row.id, seq, operator_id, at, body))
            self._audit.append(
                connection, operator_id, "review_correct", at, row.id, f"message {seq}"
            )

    def set_reviewed(self, conversation: str, operator_id: int, reviewed: bool) -> None:
        """Notes that the conversation was reviewed, or that it was not."""
        with self._deciding(conversation) as (connection, row, at):
            by, moment = (operator_id, at) if reviewed else (None, None)
            archive_parts.set_reviewed(connection, row.id, by, moment)
            action = "review_done" if reviewed else "review_undone"
            self._audit.append(connection, operator_id, action, at, row.id)

    def extend(self, conversation: str, operator_id: int, until: datetime, reason: str) -> datetime:
        """Puts off the deletion until then, for a reason that is kept sealed; that moment.

        Raises ExtensionRefused when the reason is empty, or the moment is not later than the
        deletion or more than a year away.
        """
        with self._deciding(conversation) as (connection, row, at):
            present = keep_of(self._house.last_good()).deleted_after(
                row.state, row.has_report, row.last_at, row.keep_until
            )
            if not reason.strip() or not may_extend(present, until, at):
                raise ExtensionRefused("the deletion cannot be put off like that")
            key = self._vault.unwrap(row.id, row.wrapped_key)
            archive_parts.keep_until(connection, row.id, until)
            body = seal_note(key, notes.EXTENSION, reason.strip())
            notes.add(connection, row.id, notes.EXTENSION, at, operator_id, body)
            self._audit.append(
                connection, operator_id, "review_extend", at, row.id, until.date().isoformat()
            )
            return until

    @contextmanager
    def _deciding(self, conversation: str) -> Iterator[tuple[Connection, Row, datetime]]:
        at = self._clock()
        idle = at - keep_of(self._house.last_good()).without_report
        with self._database.write() as connection:
            row = archive.row_to_change(connection, conversation, idle)
            if row is None:
                raise UnknownConversation("no such conversation")
            yield connection, row, at


def _within(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """The spans that lie in the text, in order; of two that overlap the first one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        inside = 0 <= span.start < span.end <= length
        if inside and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)
