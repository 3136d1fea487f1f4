"""Recovery codes: ten that stand in once each for the authenticator.

Only a keyed hash of each is kept, so that the database alone is not enough to try codes.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.staff_models import Operator, RecoveryCode
from bot.store.vault import Vault

COUNT = 10
# Without letters and digits that look alike; ten of them make 49 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


class RecoveryCodes:
    """The recovery codes of one database."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._key = vault.derive("recovery codes")
        self._audit = AuditLog(vault)

    def renew(self, operator_id: int, at: datetime) -> tuple[str, ...]:
        """Ten new codes, to be shown once; the old ones work no more."""
        with self._database.write() as connection:
            codes = self.write(connection, operator_id)
            self._audit.append(connection, operator_id, "new_recovery_codes", at)
        return codes

    def write(self, connection: Connection, operator_id: int) -> tuple[str, ...]:
        """As `renew`, as part of something bigger."""
        codes = tuple(_new_code() for _ in range(COUNT))
        connection.execute(delete(RecoveryCode).where(RecoveryCode.operator_id == operator_id))
        rows = [
            {"operator_id": operator_id, "code_hash": self._hash(operator_id, code)}
            for code in codes
        ]
        connection.execute(insert(RecoveryCode), rows)
        return codes

    def use(self, operator_id: int, code: str) -> bool:
        """Uses up a code, and forgets failed tries; False when it is not one of theirs."""
        with self._database.write() as connection:
            used = connection.execute(
                delete(RecoveryCode).where(
                    RecoveryCode.operator_id == operator_id,
                    RecoveryCode.code_hash == self._hash(operator_id, code),
                )
            )
            if used.rowcount != 1:
                return False
            connection.execute(
                update(Operator)
                .where(Operator.id == operator_id)
                .values(failed_attempts=0, locked_until=None)
            )
        return True

    def left(self, operator_id: int) -> int:
        """How many codes still work."""
        with self._database.read() as connection:
            return connection.scalars(
                select(func.count()).where(RecoveryCode.operator_id == operator_id)
            ).one()

    def _hash(self, operator_id: int, code: str) -> bytes:
        plain = "".join(letter for letter in code.casefold() if letter.isalnum())
        return hmac.new(self._key, f"{operator_id}:{plain}".encode(), hashlib.sha256).digest()


def _new_code() -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
