"""Encryption at rest: one master key in a file, one key for each conversation.

Everything is AES-256-GCM. What a sealed value is about goes in as associated data, so a
value that was moved to another row or column does not open. Removing a conversation's
wrapped key makes all of its content unreadable, also in old copies of the other rows.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, insert, select

from bot.store.database import Database
from bot.store.models import KeyCheck

KEY_BYTES = 32
NONCE_BYTES = 12
CHECK = b"this key belongs to this database"


class VaultError(Exception):
    """The master key cannot be used; the message says what to do about it."""


class Unreadable(Exception):
    """A sealed value does not open: it was changed, or it belongs to another key or place."""


class Key:
    """One key. `about` says what a value belongs to; opening needs the same words."""

    def __init__(self, raw: bytes) -> None:
        self._cipher = AESGCM(raw)

    def seal(self, plain: bytes, about: str) -> bytes:
        """The value, encrypted."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The value as it was sealed. Raises Unreadable."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"a sealed value about {about.split(':')[0]} does not open") from error


class Vault:
    """The master key: seals the conversations' keys and the operators' second factors."""

    def __init__(self, master: bytes) -> None:
        self._master = Key(master)
        self._raw = master
        self._marking = self.derive("marks")

    def new_key(self, conversation: str) -> tuple[Key, bytes]:
        """A fresh key for a conversation, and that key sealed for the database."""
        raw = secrets.token_bytes(KEY_BYTES)
        return Key(raw), self._master.seal(raw, f"conversation:{conversation}")

    def unwrap(self, conversation: str, wrapped: bytes) -> Key:
        """The key of a conversation. Raises Unreadable."""
        return Key(self._master.open(wrapped, f"conversation:{conversation}"))

    def seal(self, plain: bytes, about: str) -> bytes:
        """Seals something that belongs to no conversation, like "operator:7"."""
        return self._master.seal(plain, about)

    def open(self, sealed: bytes, about: str) -> bytes:
        """What `seal` sealed. Raises Unreadable."""
        return self._master.open(sealed, about)

    def derive(self, purpose: str) -> bytes:
        """Another key, of 32 bytes, that belongs to one purpose."""
        return hmac.new(self._raw, f"derived:{purpose}".encode(), hashlib.sha256).digest()

    def mark(self, about: str) -> bytes:
        """Eight bytes that are equal for equal words, and mean nothing without the key."""
        return hmac.new(self._marking, about.encode(), hashlib.sha256).digest()[:8]


def open_vault(database: Database, key_file: Path) -> Vault:
    """The vault of this database; at the very first start the key file is made.

    The tables must exist. Raises VaultError when the key file is missing while there is
    data, cannot be read, is damaged, or belongs to another database.
    """
    with database.write() as connection:
        check = connection.execute(select(KeyCheck.sealed)).scalar_one_or_none()
        if check is not None:
            return _checked(Vault(_read(key_file)), check, key_file)
        vault = Vault(_read(key_file) if key_file.exists() else _create(key_file))
        _remember(connection, vault)
        return vault


def open_existing_vault(database: Database, key_file: Path) -> Vault:
    """The vault of a database that has one; nothing is written. Raises VaultError."""
    with database.read() as connection:
        check = connection.execute(select(KeyCheck.sealed)).scalar_one_or_none()
    if check is None:
        raise VaultError("This database is empty: no server was ever started with it.")
    return _checked(Vault(_read(key_file)), check, key_file)


def _checked(vault: Vault, check: bytes, key_file: Path) -> Vault:
    try:
        vault.open(check, "key check")
    except Unreadable as error:
        raise VaultError(
            f"The key in {key_file} does not belong to this database. Put the right key file "
            "there (from your backup), or set KEY_FILE to where it is."
        ) from error
    return vault


def _remember(connection: Connection, vault: Vault) -> None:
    connection.execute(insert(KeyCheck).values(id=1, sealed=vault.seal(CHECK, "key check")))


def _read(key_file: Path) -> bytes:
    try:
        content = key_file.read_bytes()
    except FileNotFoundError as error:
        raise VaultError(
            f"The key file {key_file} is missing, and without it what is in the database "
            "cannot be read. Put it back from your backup, or set KEY_FILE to where it is."
        ) from error
    except OSError as error:
        raise VaultError(
            f"The key file {key_file} cannot be read ({error.strerror}). "
            "Let the user that runs the server read it."
        ) from error
    try:
        raw = base64.b64decode(content.strip(), validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise VaultError(
            f"The key file {key_file} is damaged: it should hold one line with a key. "
            "Put it back from your backup."
        )
    return raw


def _create(key_file: Path) -> bytes:
    raw = secrets.token_bytes(KEY_BYTES)
    try:
        key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(raw) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise VaultError(
            f"The key file {key_file} cannot be made ({error.strerror}). "
            "Let the user that runs the server write in that folder, or set KEY_FILE."
        ) from error
    return raw
