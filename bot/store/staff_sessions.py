"""The sign-ins of operators: only a hash of each token is kept, and each ends by itself."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update

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
    session: str = ""
    via: str = "password"
    verified_at: datetime | None = None


@dataclass(frozen=True)
class OpenSession:
    """A sign-in in the list of somebody's own; `name` gives nothing away."""

    name: str
    via: str
    created_at: datetime
    last_seen_at: datetime


class StaffSessions:
    """The sign-ins of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, operator_id: int, at: datetime, via: str = "password") -> str:
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
                    via=via,
                    verified_at=at,
                    created_at=at,
                    last_seen_at=at,
                    expires_at=at + LONGEST,
                )
            )
            connection.execute(
                update(Operator).where(Operator.id == operator_id).values(last_sign_in_on=at.date())
            )
        return token

    def find(self, token: str, at: datetime) -> SignedIn | None:
        """The operator of a sign-in that is still good, and notes that it is in use."""
        key = _hash(token)
        with self._database.read() as connection:
            row = connection.execute(
                select(
                    StaffSession.last_seen_at,
                    StaffSession.public_id,
                    StaffSession.via,
                    StaffSession.verified_at,
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
        roles = parse_roles(row.roles)
        return SignedIn(row.id, row.login, row.name, roles, row.public_id, row.via, row.verified_at)

    def verify(self, session: str, at: datetime) -> None:
        """Notes that who signed in here has just proved again who they are."""
        with self._database.write() as connection:
            connection.execute(
                update(StaffSession).where(StaffSession.public_id == session).values(verified_at=at)
            )

    def close(self, token: str) -> None:
        """Ends a sign-in, if it is there."""
        self._close(StaffSession.token_hash == _hash(token))

    def close_others(self, operator_id: int, token: str) -> None:
        """Ends every sign-in of the operator except this one."""
        self._close(
            StaffSession.operator_id == operator_id, StaffSession.token_hash != _hash(token)
        )

    def close_one(self, operator_id: int, session: str) -> None:
        """Ends one sign-in of the operator, by its name in the list."""
        self._close(StaffSession.operator_id == operator_id, StaffSession.public_id == session)

    def of(self, operator_id: int, at: datetime) -> tuple[OpenSession, ...]:
        """The operator's sign-ins that are still good, the newest first."""
        columns = (
            StaffSession.public_id,
            StaffSession.via,
            StaffSession.created_at,
            StaffSession.last_seen_at,
        )
        with self._database.read() as connection:
            rows = connection.execute(
                select(*columns)
                .where(*_good(operator_id, at))
                .order_by(StaffSession.created_at.desc())
            )
            return tuple(OpenSession(*row) for row in rows)

    def count(self, operator_id: int, at: datetime) -> int:
        """How many sign-ins of the operator are still good."""
        with self._database.read() as connection:
            return connection.scalars(select(func.count()).where(*_good(operator_id, at))).one()

    def _close(self, *which: ColumnElement[bool]) -> None:
        with self._database.write() as connection:
            connection.execute(delete(StaffSession).where(*which))


def _good(operator_id: int, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        StaffSession.operator_id == operator_id,
        StaffSession.expires_at > at,
        StaffSession.last_seen_at > at - IDLE,
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8")).digest()
