"""Invitations: a link with a secret in it that makes an account, or gives one a new start.

Only a hash of the secret is kept. It works once, for 72 hours, and a newer one for the same
login replaces it.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from bot.helpline.roles import Role, format_roles, parse_roles
from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.staff_account import LoginTaken, UnknownLogin, normal_login
from bot.store.staff_models import Invitation, Operator
from bot.store.vault import Vault

VALID = timedelta(hours=72)


class InvitationGone(Exception):
    """The invitation was used, replaced, withdrawn, or is too old."""


@dataclass(frozen=True)
class Invited:
    """What an invitation says; `operator_id` is set when the account exists already."""

    login: str
    name: str
    roles: frozenset[Role]
    via: str
    expires_at: datetime
    operator_id: int | None


class Invitations:
    """The invitations of one database."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._audit = AuditLog(vault)
        self._key = vault.derive("invitations")

    def invite(
        self, login: str, name: str, roles: Iterable[Role], via: str, at: datetime, by: int | None
    ) -> str:
        """The secret for a new account's link. Raises LoginTaken."""
        login, wanted = normal_login(login), format_roles(roles)
        with self._database.write() as connection:
            if connection.execute(select(Operator.id).where(Operator.login == login)).first():
                raise LoginTaken(login)
            token = self._write(connection, login, name, wanted, via, at, by)
            self._audit.append(connection, by, "invite", at, detail=f"{login}: {wanted} ({via})")
        return token

    def renew(self, operator_id: int, via: str, at: datetime, by: int | None) -> str:
        """The secret for a link that gives an account a new start. Raises UnknownLogin."""
        with self._database.write() as connection:
            row = connection.execute(
                select(Operator.login, Operator.name, Operator.roles).where(
                    Operator.id == operator_id, Operator.disabled_at.is_(None)
                )
            ).first()
            if row is None:
                raise UnknownLogin(operator_id)
            token = self._write(connection, row.login, row.name, row.roles, via, at, by)
            self._audit.append(connection, by, "reset", at, detail=f"{row.login} ({via})")
        return token

    def pending(self, at: datetime) -> tuple[Invited, ...]:
        """The invitations that can still be used, by login."""
        with self._database.read() as connection, Session(bind=connection) as session:
            rows = session.scalars(
                select(Invitation).where(Invitation.expires_at > at).order_by(Invitation.login)
            )
            return tuple(_invited(session, row) for row in rows)

    def withdraw(self, login: str, at: datetime, by: int) -> None:
        """Makes the invitation of this login useless."""
        login = normal_login(login)
        with self._database.write() as connection:
            connection.execute(delete(Invitation).where(Invitation.login == login))
            self._audit.append(connection, by, "withdraw_invitation", at, detail=login)

    def find(self, token: str, at: datetime) -> Invited:
        """What the link with this secret says. Raises InvitationGone."""
        with self._database.read() as connection, Session(bind=connection) as session:
            row = session.get(Invitation, hash_of(token))
            if row is None or row.expires_at <= at:
                raise InvitationGone
            return _invited(session, row)

    def totp_secret(self, token: str) -> str:
        """The authenticator secret that belongs to the link: the same each time it is opened."""
        raw = hmac.new(self._key, token.encode(), hashlib.sha256).digest()[:20]
        return base64.b32encode(raw).decode("ascii")

    def _write(
        self,
        connection: Connection,
        login: str,
        name: str,
        roles: str,
        via: str,
        at: datetime,
        by: int | None,
    ) -> str:
        token = secrets.token_urlsafe(32)
        connection.execute(
            delete(Invitation).where((Invitation.login == login) | (Invitation.expires_at <= at))
        )
        connection.execute(
            insert(Invitation).values(
                token_hash=hash_of(token),
                login=login,
                name=name,
                roles=roles,
                via=via,
                created_at=at,
                expires_at=at + VALID,
                created_by=by,
            )
        )
        return token


def hash_of(token: str) -> bytes:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(token.encode("utf-8")).digest()


def _invited(session: Session, row: Invitation) -> Invited:
    existing = session.scalar(select(Operator.id).where(Operator.login == row.login))
    roles = parse_roles(row.roles)
    return Invited(row.login, row.name, roles, row.via, row.expires_at, existing)
