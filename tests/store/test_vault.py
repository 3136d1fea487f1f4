"""The master key, the keys of conversations, and what goes wrong with key files."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.vault import Unreadable, Vault, VaultError, open_existing_vault, open_vault


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database.engine)
    yield database
    database.close()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master.key"


def test_the_first_start_makes_a_private_key_file(database: Database, key_file: Path) -> None:
    open_vault(database, key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_what_was_sealed_opens_after_a_restart(database: Database, key_file: Path) -> None:
    sealed = open_vault(database, key_file).seal(b"secret", "operator:7")
    assert open_vault(database, key_file).open(sealed, "operator:7") == b"secret"


def test_what_was_sealed_for_one_thing_does_not_open_for_another() -> None:
    vault = Vault(b"k" * 32)
    with pytest.raises(Unreadable):
        vault.open(vault.seal(b"secret", "operator:7"), "operator:8")


def test_a_changed_byte_is_noticed() -> None:
    key, _ = Vault(b"k" * 32).new_key("c")
    sealed = bytearray(key.seal(b"secret", "message:1"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        key.open(bytes(sealed), "message:1")


def test_what_is_cut_short_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        Vault(b"k" * 32).open(b"", "operator:7")


def test_a_conversation_key_opens_only_its_own_conversation() -> None:
    vault = Vault(b"k" * 32)
    _, wrapped = vault.new_key("one")
    with pytest.raises(Unreadable):
        vault.unwrap("other", wrapped)


def test_the_same_text_is_never_sealed_the_same() -> None:
    key, _ = Vault(b"k" * 32).new_key("c")
    assert key.seal(b"yes", "message:1") != key.seal(b"yes", "message:1")


def test_a_missing_key_file_is_not_replaced(database: Database, key_file: Path) -> None:
    open_vault(database, key_file)
    key_file.unlink()
    with pytest.raises(VaultError, match="missing"):
        open_vault(database, key_file)
    assert not key_file.exists()


def test_a_key_of_another_database_is_refused(
    database: Database, key_file: Path, tmp_path: Path
) -> None:
    open_vault(database, key_file)
    key_file.unlink()
    other = open_database(f"sqlite:///{tmp_path}/other.sqlite3")
    migrate(other.engine)
    open_vault(other, key_file)
    other.close()
    with pytest.raises(VaultError, match="does not belong"):
        open_vault(database, key_file)


def test_looking_makes_no_key_file(database: Database, key_file: Path) -> None:
    with pytest.raises(VaultError, match="empty"):
        open_existing_vault(database, key_file)
    assert not key_file.exists()


def test_looking_finds_the_vault_that_is_there(database: Database, key_file: Path) -> None:
    sealed = open_vault(database, key_file).seal(b"secret", "operator:7")
    assert open_existing_vault(database, key_file).open(sealed, "operator:7") == b"secret"


def test_a_damaged_key_file_is_told(database: Database, key_file: Path) -> None:
    open_vault(database, key_file)
    key_file.write_text("not a key\n")
    with pytest.raises(VaultError, match="damaged"):
        open_vault(database, key_file)


def test_a_key_file_that_cannot_be_read_is_told(database: Database, key_file: Path) -> None:
    open_vault(database, key_file)
    key_file.unlink()
    key_file.mkdir()
    with pytest.raises(VaultError, match="cannot be read"):
        open_vault(database, key_file)


def test_a_key_file_that_cannot_be_made_is_told(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(VaultError, match="cannot be made"):
        open_vault(database, tmp_path / "file" / "master.key")
