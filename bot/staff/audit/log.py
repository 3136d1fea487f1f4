"""The audit log as its page needs it: read in parts, verified, and noted in itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from bot.clock import Clock
from bot.store import audit_reading
from bot.store.audit import AuditLog
from bot.store.audit_chain import Checkpoint, Entry
from bot.store.audit_check import Outcome
from bot.store.audit_reading import Wanted
from bot.store.database import Database

PAGE = 50


@dataclass(frozen=True)
class Part:
    """Some entries, the newest first, and the number to go on before; None at the end."""

    entries: tuple[Entry, ...]
    older: int | None


class ReadableLog:
    """Reads the log; what is done with it is noted in it as well."""

    def __init__(self, database: Database, log: AuditLog, clock: Clock) -> None:
        self._database = database
        self._log = log
        self._clock = clock

    def part(self, wanted: Wanted, before: int | None) -> Part:
        """The entries before a number."""
        with self._database.read() as connection:
            found = audit_reading.newest(connection, wanted, PAGE + 1, before)
        older = found[PAGE - 1].id if len(found) > PAGE else None
        return Part(tuple(found[:PAGE]), older)

    def actions(self) -> list[str]:
        """Every action that occurs."""
        with self._database.read() as connection:
            return audit_reading.actions(connection)

    def verify(self, operator_id: int, kept: Checkpoint | None) -> Outcome:
        """Whether the log is whole; that somebody looked is noted afterwards."""
        with self._database.read() as connection:
            outcome = self._log.verify(connection, kept)
        self.note(operator_id, "verify_audit", "whole" if outcome.whole else "broken")
        return outcome

    def everything(self, operator_id: int, wanted: Wanted, detail: str) -> Iterator[Entry]:
        """All entries, the oldest first; that somebody took them along is the last of them."""
        self.note(operator_id, "export_audit", detail)
        return audit_reading.everything(self._database, wanted)

    def note(self, operator_id: int, action: str, detail: str) -> None:
        """Notes what somebody did."""
        with self._database.write() as connection:
            self._log.append(connection, operator_id, action, self._clock(), detail=detail)


def readable_log(request: Request) -> ReadableLog:
    """The log, for a request."""
    state = request.app.state
    return ReadableLog(state.database, AuditLog(state.vault), state.clock)


def name_of(names: Mapping[int, str], operator_id: int | None, nobody: str) -> str:
    """Who did it; the command line has no account."""
    if operator_id is None:
        return nobody
    return names.get(operator_id, f"#{operator_id}")
