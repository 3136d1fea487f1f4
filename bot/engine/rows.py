"""Where the packed trackers are kept: handed in for one turn, or in a table of their own."""

import os
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, create_engine, select
from sqlalchemy.engine import make_url

NONCE_BYTES = 12
KEY_BITS = 256


class RowUnreadable(Exception):
    """A stored row was changed, or belongs to another key or conversation."""


class Rows(Protocol):
    """One block of bytes for each conversation."""

    def read(self, conversation: str) -> bytes | None:
        """The block as it was written last; None for a new conversation."""

    def write(self, conversation: str, memory: bytes) -> None:
        """Puts a block in the place of the earlier one."""

    def conversations(self) -> list[str]:
        """The conversations that have a block."""


class StagedRows:
    """Holds the block of the one conversation whose turn it is, and nothing between turns.

    The conversation service keeps the blocks, in the transaction that stores the replies.
    """

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    def stage(self, conversation: str, memory: bytes | None) -> None:
        """Makes `memory` the block that the next turn finds."""
        self._rows.clear()
        if memory is not None:
            self._rows[conversation] = memory

    def take(self, conversation: str) -> bytes:
        """The block that the turn wrote; nothing is left behind."""
        memory = self._rows.pop(conversation)
        self._rows.clear()
        return memory

    def read(self, conversation: str) -> bytes | None:
        return self._rows.get(conversation)

    def write(self, conversation: str, memory: bytes) -> None:
        self._rows[conversation] = memory

    def conversations(self) -> list[str]:
        return list(self._rows)


class DatabaseRows:
    """Encrypted rows in a database of their own, for `rasa shell` and the like."""

    def __init__(self, url: str, key_file: Path) -> None:
        location = make_url(url)
        if location.get_backend_name() == "sqlite" and location.database:
            Path(location.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(location, hide_parameters=True)
        metadata = MetaData()
        self._table = Table(
            "shell_trackers",
            metadata,
            Column("conversation", String(255), primary_key=True),
            Column("memory", LargeBinary, nullable=False),
        )
        metadata.create_all(self._engine)
        self._cipher = AESGCM(_load_key(key_file))

    def read(self, conversation: str) -> bytes | None:
        query = select(self._table.c.memory).where(self._table.c.conversation == conversation)
        with self._engine.connect() as connection:
            sealed = connection.scalar(query)
        if sealed is None:
            return None
        nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, conversation.encode())
        except InvalidTag as error:
            raise RowUnreadable("a tracker row cannot be decrypted with this key") from error

    def write(self, conversation: str, memory: bytes) -> None:
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, memory, conversation.encode())
        of_this = self._table.c.conversation == conversation
        with self._engine.begin() as connection:
            updated = connection.execute(self._table.update().where(of_this).values(memory=sealed))
            if updated.rowcount == 0:
                row = {"conversation": conversation, "memory": sealed}
                connection.execute(self._table.insert().values(row))

    def conversations(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.scalars(select(self._table.c.conversation)))


def _load_key(key_file: Path) -> bytes:
    """The key in `key_file`, which is made when it is not there yet."""
    key_file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return key_file.read_bytes()
    key = AESGCM.generate_key(bit_length=KEY_BITS)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    return key
