"""`bot verify-audit` says in one sentence whether the audit log is whole."""

import re
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.store.audit import AuditLog
from bot.store.database import Database, open_database
from bot.store.vault import open_vault

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of which the log has three entries."""
    copyfile(sqlite_template, tmp_path / "chat.sqlite3")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/chat.sqlite3")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "master.key"))
    database = opened(tmp_path)
    log = AuditLog(open_vault(database, tmp_path / "master.key"))
    with database.write() as connection:
        for action in ("sign_in", "take", "close"):
            log.append(connection, 1, action, AT)
    database.close()
    return tmp_path


def opened(folder: Path) -> Database:
    return open_database(f"sqlite:///{folder}/chat.sqlite3")


def tamper(folder: Path, change: str) -> None:
    database = opened(folder)
    with database.write() as connection:
        for name in ("audit_log_no_update", "audit_log_no_delete"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(change))
    database.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["verify-audit", *arguments])


def test_a_whole_log_ends_well(folder: Path) -> None:
    result = run()

    assert result.exit_code == 0
    assert "The audit log is whole: 3 entries." in result.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit_log SET action = 'x' WHERE id = 2", "entry 2 was changed"),
        ("DELETE FROM audit_log WHERE id = 1", "entry 1 is missing"),
        ("DELETE FROM audit_log WHERE id = 3", "from entry 3 on something is missing"),
    ],
)
def test_a_broken_log_names_its_first_broken_entry(folder: Path, change: str, said: str) -> None:
    tamper(folder, change)

    result = run()

    assert result.exit_code == 1
    assert "BROKEN" in result.stdout
    assert said in result.stdout


def test_the_checkpoint_of_one_run_can_be_given_to_the_next(folder: Path) -> None:
    kept = re.search(r"3-[0-9a-f]{32}", run().stdout)
    assert kept

    assert run("--checkpoint", kept.group()).exit_code == 0


def test_a_checkpoint_of_another_log_does_not_fit(folder: Path) -> None:
    result = run("--checkpoint", "3-" + "0" * 32)

    assert (result.exit_code, "entry 3 is another one" in result.stdout) == (1, True)


def test_what_is_no_checkpoint_is_refused(folder: Path) -> None:
    assert run("--checkpoint", "nonsense").exit_code == 2


def test_without_a_database_none_is_made(folder: Path) -> None:
    (folder / "chat.sqlite3").unlink()

    assert run().exit_code == 2
    assert not (folder / "chat.sqlite3").exists()


def test_without_the_key_nothing_is_claimed(folder: Path) -> None:
    (folder / "master.key").unlink()

    assert run().exit_code == 2


def test_a_database_without_tables_is_told(folder: Path) -> None:
    (folder / "chat.sqlite3").write_bytes(b"")

    assert run().exit_code == 2
