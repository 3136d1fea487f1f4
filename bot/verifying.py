"""Verifies the audit log from the command line."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from bot.store.audit import AuditLog
from bot.store.audit_chain import find_checkpoint
from bot.store.audit_check import Fault, Outcome
from bot.store.database import Database, open_database
from bot.store.vault import VaultError, open_existing_vault

_FAULTS = {
    Fault.CHANGED: "entry {number} was changed.",
    Fault.MISSING: "entry {number} is missing.",
    Fault.END: "its end is not as it was sealed: from entry {number} on something is missing.",
    Fault.CHECKPOINT: "it is not the log of that checkpoint: entry {number} is another one.",
}


class CannotVerify(Exception):
    """There is nothing to verify, or it cannot be read; the message says why."""


def verify(settings: Settings, line: str = "") -> tuple[str, bool]:
    """A sentence about the log, and whether it is whole. Raises CannotVerify.

    `line` holds a checkpoint that somebody kept, or is empty. Nothing is written.
    """
    kept = find_checkpoint(line)
    if line.strip() and kept is None:
        raise CannotVerify("That is no checkpoint: it is a number, a dash and 32 hex digits.")
    _require_file(settings.database_url)
    database = open_database(settings.database_url)
    try:
        vault = open_existing_vault(database, settings.key_file)
        with database.read() as connection:
            outcome = AuditLog(vault).verify(connection, kept)
    except VaultError as error:
        raise CannotVerify(str(error)) from error
    except SQLAlchemyError as error:
        raise CannotVerify(
            f"The audit log in {_place(database)} cannot be read ({type(error).__name__}). "
            "Set DATABASE_URL to the server's database, and start the server once."
        ) from error
    finally:
        database.close()
    return _sentence(outcome), outcome.whole


def _require_file(database_url: str) -> None:
    """Raises CannotVerify for a SQLite file that is not there: opening it would make one."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise CannotVerify(
            f"There is no database {url.database}. Set DATABASE_URL to the server's database."
        )


def _sentence(outcome: Outcome) -> str:
    if outcome.why is not None:
        fault = _FAULTS[outcome.why].format(number=outcome.fault)
        return f"The audit log is BROKEN: {fault}"
    said = f"The audit log is whole: {outcome.count} entries."
    if outcome.checkpoint is not None:
        said += f"\nKeep this checkpoint outside this machine: {outcome.checkpoint}"
    return said


def _place(database: Database) -> str:
    return database.url.render_as_string(hide_password=True)
