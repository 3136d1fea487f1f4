"""The corrections of all conversations, masked: what the assistant is retrained with."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.conversation.archive import Archive, midnight
from bot.conversation.archive_masking import Mask, identifiers_of, understood, wrote
from bot.conversation.archive_reading import Reader
from bot.conversation.archive_values import Corrected
from bot.conversation.house import House
from bot.helpline.correction import Flag
from bot.store import archive, archive_parts, corrections
from bot.store.audit import AuditLog
from bot.store.bodies import open_body, open_report
from bot.store.corrections import WHOLE, Mark, Sealed
from bot.store.database import Database
from bot.store.vault import Vault

PAGE = 50
BATCH = 100


class CorrectionList:
    """Reads corrections without names in them; thread-safe and blocking."""

    def __init__(
        self, database: Database, vault: Vault, house: House, archive: Archive, audit: AuditLog
    ) -> None:
        self._database = database
        self._house = house
        self._archive = archive
        self._audit = audit
        self._reader = Reader(vault, house)

    def page(
        self,
        first: date | None = None,
        last: date | None = None,
        flag: Flag | None = None,
        intent: str | None = None,
        after: Mark | None = None,
    ) -> tuple[list[Corrected], Mark | None]:
        """Some corrections, the latest first, and from where the list goes on."""
        found: list[Corrected] = []
        for one in self._all(first, last, flag, intent, after):
            if len(found) == PAGE:
                return found, found[-1].mark
            found.append(one)
        return found, None

    def export(
        self,
        operator_id: int,
        at: datetime,
        number: str,
        first: date | None = None,
        last: date | None = None,
        flag: Flag | None = None,
        intent: str | None = None,
    ) -> list[Corrected]:
        """All of these corrections; noted under a number."""
        found = list(self._all(first, last, flag, intent, None))
        with self._database.write() as connection:
            detail = f"{number} jsonl {len(found)}"
            self._audit.append(connection, operator_id, "corrections_export", at, None, detail)
        return found

    def _all(
        self,
        first: date | None,
        last: date | None,
        flag: Flag | None,
        intent: str | None,
        after: Mark | None,
    ) -> Iterator[Corrected]:
        zone, idle = self._house.last_good().timezone, self._archive.idle_before()
        since = None if first is None else midnight(first, zone)
        before = None if last is None else midnight(last + timedelta(days=1), zone)
        while True:
            with self._database.read() as connection:
                batch = corrections.latest(connection, idle, BATCH, since, before, after)
                opened = self._opened(connection, batch)
            for one in opened:
                if flag is not None and flag.value not in one.remark.flags:
                    continue
                if intent is not None and intent != one.remark.intent:
                    continue
                yield one
            if len(batch) < BATCH:
                return
            after = _mark(batch[-1])

    def _opened(self, connection: Connection, batch: list[Sealed]) -> list[Corrected]:
        wanted = list(dict.fromkeys(one.conversation for one in batch))
        found = {row.id: row for row in archive.rows(connection, wanted)}
        letters = archive_parts.letters(connection, wanted)
        identifiers = identifiers_of(self._house.last_good())
        opened: dict[str, list[Corrected]] = {}
        for row in found.values():
            key = self._reader.key(row)
            bodies = [open_body(key, one.seq, one.body) for one in letters[row.id]]
            report = open_report(key, row.report)
            mask = Mask(identifiers, [*wrote(letters[row.id], bodies), *report.values()], False)
            by_seq = dict(zip((one.seq for one in letters[row.id]), bodies, strict=True))
            rows_by_seq = {one.seq: one for one in letters[row.id]}
            for one in (one for one in batch if one.conversation == row.id):
                remark = corrections.unseal(key, one)
                about = rows_by_seq.get(one.seq) if one.seq != WHOLE else None
                opened.setdefault(row.id, []).append(
                    Corrected(
                        mark=_mark(one),
                        conversation=row.id,
                        language=row.language,
                        text=() if about is None else mask(by_seq[one.seq].text),
                        understood=None
                        if about is None
                        else understood(key, about, by_seq[one.seq].text, mask),
                        remark=remark,
                        comment=mask(remark.comment),
                    )
                )
        everything = [one for several in opened.values() for one in several]
        return sorted(
            everything,
            key=lambda one: (one.mark.at, one.mark.conversation, one.mark.seq),
            reverse=True,
        )


def _mark(sealed: Sealed) -> Mark:
    return Mark(sealed.at, sealed.conversation, sealed.seq)
