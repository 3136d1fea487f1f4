"""The sign-ins of operators: only a hash of each token is kept, and each ends by itself."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update

from bot.helpline.roles import Role, parse_roles
from bot.store.database import Database
from bot.store.staff_models import Operator, StaffSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
# A sign-in is in use all day; noting that once a minute is enough for the idle time.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SignedIn:
    """The operator who belongs to a token."""

    operator_id: int
    login: str
    name: str
    roles: frozenset[Role]


class StaffSessions:
    """The sign-ins of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, operator_id: int, at: datetime) -> str:
        """A new sign-in; its token, which is not stored anywhere."""
        token = secrets.token_urlsafe(32)
        with self._database.write() as connection:
            connection.execute(
                delete(StaffSession).where(
                    (StaffSession.expires_at <= at) | (StaffSession.last_seen_at <= at - IDLE)
                )
            )
            connection.execute(
                insert(StaffSession).values(
                    token_hash=_hash(token),
                    public_id=secrets.token_urlsafe(16),
                    operator_id=operator_id,
                    created_at=at,
                    last_seen_at=at,
                    expires_at=at + LONGEST,
                )
            )
        return token

    def find(self, token: str, at: datetime) -> SignedIn | None:
        """The operator of a sign-in that is still good, and notes that it is in use."""
        key = _hash(token)
        with self._database.read() as connection:
            row = connection.execute(
                select(
                    StaffSession.last_seen_at,
                    Operator.id,
                    Operator.login,
                    Operator.name,
                    Operator.roles,
                )
                .join(Operator, Operator.id == StaffSession.operator_id)
                .where(
                    StaffSession.token_hash == key,
                    StaffSession.expires_at > at,
                    StaffSession.last_seen_at > at - IDLE,
                    Operator.disabled_at.is_(None),
                )
            ).one_or_none()
        if row is None:
            return None
        if at - row.last_seen_at >= NOTED_EVERY:
            with self._database.write() as connection:
                connection.execute(
                    update(StaffSession)
                    .where(StaffSession.token_hash == key)
                    .values(last_seen_at=at)
                )
        return SignedIn(row.id, row.login, row.name, parse_roles(row.roles))

    def close(self, token: str) -> None:
        """Ends a sign-in, if it is there."""
        with self._database.write() as connection:
            connection.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))

    def close_others(self, operator_id: int, token: str) -> None:
        """Ends every sign-in of the operator except this one."""
        with self._database.write() as connection:
            connection.execute(
                delete(StaffSession).where(
                    StaffSession.operator_id == operator_id,
                    StaffSession.token_hash != _hash(token),
                )
            )

    def count(self, operator_id: int, at: datetime) -> int:
        """How many sign-ins of the operator are still good."""
        with self._database.read() as connection:
            return connection.scalars(
                select(func.count()).where(
                    StaffSession.operator_id == operator_id,
                    StaffSession.expires_at > at,
                    StaffSession.last_seen_at > at - IDLE,
                )
            ).one()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8")).digest()
