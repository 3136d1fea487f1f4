"""Opens what is sealed in conversations for review, and masks who it is about."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from bot.conversation.archive_masking import Mask, identifiers_of, message, wrote
from bot.conversation.archive_values import (
    NOTHING_SAID,
    Entry,
    Hands,
    ReviewedNote,
    Transcript,
)
from bot.conversation.house import House
from bot.helpline.ownership import State
from bot.helpline.report import is_code
from bot.helpline.retention import Keep
from bot.organisation import Organisation
from bot.store import archive, archive_parts, corrections, notes
from bot.store import desk as desk_rows
from bot.store.archive import Row
from bot.store.bodies import open_body, open_note, open_report
from bot.store.conversations import Letter
from bot.store.corrections import WHOLE, Remark, Sealed
from bot.store.marks import FORM, MUNICIPALITY
from bot.store.vault import Key, Unreadable, Vault

logger = logging.getLogger(__name__)


def keep_of(organisation: Organisation) -> Keep:
    """How long conversations are kept, by the organisation file."""
    retention = organisation.retention
    return Keep(
        with_report=timedelta(days=retention.conversation_days),
        without_report=timedelta(hours=retention.idle_hours_without_report),
    )


class Reader:
    """Opens conversations within transactions of the caller."""

    def __init__(self, vault: Vault, house: House) -> None:
        self._vault = vault
        self._house = house

    def key(self, row: Row) -> Key:
        """The key of a conversation. Raises Unreadable."""
        return self._vault.unwrap(row.id, row.wrapped_key)

    def entries(self, connection: Connection, found: Sequence[Row]) -> tuple[Entry, ...]:
        """These conversations as the list shows them."""
        wanted = [row.id for row in found]
        keep = keep_of(self._house.last_good())
        counts = archive_parts.corrected(connection, wanted)
        handled = archive_parts.handled_by(connection, wanted)
        ids = {one for operators in handled.values() for one in operators}
        names = desk_rows.names(connection, ids | {row.reviewed_by for row in found})
        return tuple(
            self._entry(row, keep, counts, [names[one] for one in handled.get(row.id, ())], names)
            for row in found
        )

    def transcript(
        self, connection: Connection, row: Row, letters: Sequence[Letter], opened: bool
    ) -> Transcript:
        """One conversation, masked unless it was opened."""
        key = self.key(row)
        remarks = remarks_of(key, corrections.of(connection, [row.id]).get(row.id, ()))
        owners = archive_parts.owners(connection, row.id)
        written = notes.of(connection, row.id)
        names = desk_rows.names(
            connection,
            {letter.operator_id for letter in letters}
            | {one.operator_id for one in owners}
            | {one.operator_id for one in written}
            | {one.to_operator_id for one in written},
        )
        bodies = [open_body(key, letter.seq, letter.body) for letter in letters]
        report = open_report(key, row.report)
        texts = {note.id: open_note(key, note.kind, note.body) for note in written}
        mask = Mask(
            identifiers_of(self._house.last_good()),
            [*wrote(letters, bodies), *report.values(), *texts.values()],
            opened,
        )
        messages = tuple(
            message(key, letter, body, mask, names, remarks.get(letter.seq, NOTHING_SAID))
            for letter, body in zip(letters, bodies, strict=True)
        )
        (entry,) = self.entries(connection, [row])
        return Transcript(
            entry=entry,
            opened=opened,
            owners=(
                Hands(row.created_at, State.BOT, None),
                *(Hands(one.at, one.state, names.get(one.operator_id or 0)) for one in owners),
            ),
            messages=messages,
            notes=tuple(
                ReviewedNote(
                    kind=note.kind,
                    at=note.at,
                    author=names.get(note.operator_id or 0, ""),
                    to=names.get(note.to_operator_id or 0),
                    text=mask(texts[note.id]),
                )
                for note in written
            ),
            report={
                slot: value if is_code(slot, value) else mask(value)
                for slot, value in report.items()
            },
            remark=remarks.get(WHOLE, NOTHING_SAID),
            comment=mask(remarks.get(WHOLE, NOTHING_SAID).comment),
            masked=mask.count,
        )

    def _entry(
        self,
        row: Row,
        keep: Keep,
        counts: Mapping[str, int],
        operators: Sequence[str],
        names: Mapping[int, str],
    ) -> Entry:
        report = self._report(row)
        return Entry(
            conversation=row.id,
            place=row.place,
            state=row.state,
            language=row.language,
            began=row.created_at,
            form=report.get(FORM),
            municipality=report.get(MUNICIPALITY),
            ending=row.ending,
            danger=row.danger_at is not None,
            operators=tuple(operators),
            reviewed_at=row.reviewed_at,
            reviewer=None if row.reviewed_by is None else names.get(row.reviewed_by),
            corrections=counts.get(row.id, 0),
            deleted_after=keep.deleted_after(
                row.state, row.has_report, row.last_at, row.keep_until
            ),
            extended=row.keep_until is not None,
        )

    def _report(self, row: Row) -> Mapping[str, str]:
        """The report; empty when it does not open, because a list must not fail for one row."""
        try:
            return open_report(self.key(row), row.report)
        except Unreadable:
            logger.error("the report of a conversation does not open")
            return {}


def remarks_of(key: Key, sealed: Iterable[Sealed]) -> dict[int, Remark]:
    """The remarks by the number of their message."""
    return {one.seq: corrections.unseal(key, one) for one in sealed}


def rows_of(connection: Connection, places: Sequence[archive.Place]) -> list[Row]:
    """The conversations at these places."""
    return archive.rows(connection, [place.id for place in places])
