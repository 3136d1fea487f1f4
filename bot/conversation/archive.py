"""What reviewers read: the list of conversations that ended, and their transcripts."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.clock import Clock
from bot.conversation.archive_reading import Reader, rows_of
from bot.conversation.archive_values import Page, Transcript, Wanted
from bot.conversation.house import House
from bot.conversation.values import UnknownConversation
from bot.store import archive, archive_parts
from bot.store.archive import Filters, Place, Row
from bot.store.archive_parts import Stone
from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.marks import FORM, MUNICIPALITY, mark_of
from bot.store.vault import Vault

PAGE = 50
MOST_EXPORTED = 200


class Archive:
    """Reading; thread-safe and blocking. What is not readable is an UnknownConversation."""

    def __init__(
        self, database: Database, vault: Vault, house: House, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._vault = vault
        self._house = house
        self._audit = audit
        self._clock = clock
        self._reader = Reader(vault, house)

    def page(self, wanted: Wanted, older: Place | None = None, newer: Place | None = None) -> Page:
        """A page of the list: the newest, or what comes after or before a place."""
        filters, idle = self.filters(wanted), self.idle_before()
        with self._database.read() as connection:
            places = archive.ids(connection, filters, idle, PAGE + 1, older=older, newer=newer)
            more = len(places) > PAGE
            places = places[-PAGE:] if newer is not None else places[:PAGE]
            entries = self._reader.entries(connection, rows_of(connection, places))
        if not places:
            return Page(())
        before = more if newer is not None else older is not None
        after = more if newer is None else True
        return Page(entries, places[-1] if after else None, places[0] if before else None)

    def read(self, conversation: str, operator_id: int, opened_for: str | None) -> Transcript:
        """A transcript, masked unless it is opened for a reason (a code, no free text).

        Who read and who opened it is noted. Raises UnknownConversation.
        """
        # Opened outside of the write transaction, in which visitors would wait for it.
        with self._database.read() as connection:
            transcript = self._transcripts(connection, [conversation], bool(opened_for))[0]
        with self._database.write() as connection:
            action = "review_open" if opened_for else "review_read"
            self._audit.append(
                connection, operator_id, action, self._clock(), conversation, opened_for or ""
            )
        return transcript

    def export(
        self,
        conversations: Sequence[str],
        operator_id: int,
        opened: bool,
        number: str,
        form: str,
        make: Callable[[Sequence[Transcript]], bytes],
    ) -> bytes:
        """What `make` makes of these transcripts, noted for each of them under a number.

        Those that went in the meantime are left out. Raises UnknownConversation when none is
        left.
        """
        with self._database.read() as connection:
            transcripts = self._transcripts(connection, conversations[:MOST_EXPORTED], opened)
        content = make(transcripts)
        detail = f"{number} {form}{' opened' if opened else ''} {len(transcripts)}"
        with self._database.write() as connection:
            for transcript in transcripts:
                conversation = transcript.entry.conversation
                self._audit.append(
                    connection, operator_id, "review_export", self._clock(), conversation, detail
                )
        return content

    def tombstones(self, older: Place | None = None) -> tuple[list[Stone], Place | None]:
        """The traces of deletions, the latest first, and from where they go on."""
        with self._database.read() as connection:
            found = archive_parts.tombstones(connection, PAGE + 1, older)
        if len(found) <= PAGE:
            return found, None
        last = found[PAGE - 1]
        return found[:PAGE], Place(last.deleted_at, last.id)

    def languages(self) -> list[str]:
        """The languages that conversations are in."""
        with self._database.read() as connection:
            return archive_parts.languages(connection)

    def operators(self) -> list[tuple[int, str]]:
        """Everybody who may have handled conversations: number and name."""
        with self._database.read() as connection:
            return archive_parts.operators(connection)

    def deleted_after(self, conversation: str) -> datetime:
        """When a conversation goes by itself. Raises UnknownConversation."""
        with self._database.read() as connection:
            row = archive.row(connection, conversation, self.idle_before())
            if row is None:
                raise UnknownConversation("no such conversation")
            return self._reader.entries(connection, [row])[0].deleted_after

    def note_search(self, operator_id: int) -> None:
        """Notes that somebody searched; never for what."""
        with self._database.write() as connection:
            self._audit.append(connection, operator_id, "review_search", self._clock())

    def filters(self, wanted: Wanted) -> Filters:
        """What the store is asked for."""
        zone = self._house.last_good().timezone
        return Filters(
            since=None if wanted.first is None else midnight(wanted.first, zone),
            before=None if wanted.last is None else midnight(wanted.last + timedelta(days=1), zone),
            form_mark=None if wanted.form is None else mark_of(self._vault, FORM, wanted.form),
            municipality_mark=None
            if wanted.municipality is None
            else mark_of(self._vault, MUNICIPALITY, wanted.municipality),
            ending=wanted.ending,
            danger=wanted.danger,
            language=wanted.language,
            operator_id=wanted.operator_id,
            reviewed=wanted.reviewed,
        )

    def idle_before(self) -> datetime:
        """Conversations with the assistant are over when they had no message since then."""
        hours = self._house.last_good().retention.idle_hours_without_report
        return self._clock() - timedelta(hours=hours)

    def _transcripts(
        self, connection: Connection, conversations: Sequence[str], opened: bool
    ) -> list[Transcript]:
        idle = self.idle_before()
        found = [archive.row(connection, one, idle) for one in dict.fromkeys(conversations)]
        rows: list[Row] = [row for row in found if row is not None]
        if not rows:
            raise UnknownConversation("no such conversation")
        letters = archive_parts.letters(connection, [row.id for row in rows])
        return [self._reader.transcript(connection, row, letters[row.id], opened) for row in rows]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(), zone)
