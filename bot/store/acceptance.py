"""Accepting an invitation: the one moment in which it becomes an account."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.invitations import InvitationGone, hash_of
from bot.store.recovery import RecoveryCodes
from bot.store.staff_account import Account, account_of, end_sessions, new_start, secret_purpose
from bot.store.staff_models import Invitation, Operator, RecoveryCode
from bot.store.vault import Vault


class SubjectTaken(Exception):
    """Who signs in at the provider has another account here already."""


class Acceptance:
    """Turns invitations of one database into accounts, each at most once."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._codes = RecoveryCodes(database, vault)
        self._audit = AuditLog(vault)

    def with_password(
        self, token: str, password_hash: str, secret: str, step: int, at: datetime
    ) -> tuple[Account, tuple[str, ...]]:
        """The account and its recovery codes, to be shown once. Raises InvitationGone.

        `step` is the time step of the code that proved that the authenticator works.
        """
        with self._database.session() as session:
            row = self._taken(session, token, "password", at)
            sealed = self._vault.seal(secret.encode("ascii"), secret_purpose(row.login))
            new_start(row, password_hash, sealed)
            row.totp_last_step = step
            row.oidc_subject = None
            session.flush()
            end_sessions(session, row.id)
            codes = self._codes.write(session.connection(), row.id)
            account = account_of(row)
            self._note(session, row.id, "accept_invitation", at)
        return account, codes

    def with_single_sign_on(self, token: str, subject: str, at: datetime) -> Account:
        """The account, from now on of this subject of the provider. Raises InvitationGone.

        A password that the account had works no more: the provider decides from now on.
        Raises SubjectTaken when the provider's subject has another account here.
        """
        with self._database.session() as session:
            row = self._taken(session, token, "oidc", at)
            other = session.scalar(select(Operator).where(Operator.oidc_subject == subject))
            if other is not None and other is not row:
                raise SubjectTaken
            new_start(row, "", b"")
            row.oidc_subject = subject
            session.flush()
            end_sessions(session, row.id)
            session.execute(delete(RecoveryCode).where(RecoveryCode.operator_id == row.id))
            account = account_of(row)
            self._note(session, row.id, "link_single_sign_on", at)
        return account

    def _taken(self, session: Session, token: str, via: str, at: datetime) -> Operator:
        """The account's row, new or as it is, with the invitation used up."""
        invitation = session.scalar(
            select(Invitation).where(
                Invitation.token_hash == hash_of(token),
                Invitation.expires_at > at,
                Invitation.via == via,
            )
        )
        if invitation is None:
            raise InvitationGone
        # Whoever deletes the row has it; at the same moment on another server it is nobody.
        used = session.connection().execute(
            delete(Invitation).where(Invitation.token_hash == invitation.token_hash)
        )
        if used.rowcount != 1:
            raise InvitationGone
        row = session.scalar(select(Operator).where(Operator.login == invitation.login))
        if row is not None and row.disabled_at is not None:
            raise InvitationGone
        if row is None:
            row = Operator(
                login=invitation.login,
                name=invitation.name,
                roles=invitation.roles,
                password_hash="",
                totp_secret=b"",
                created_at=at,
            )
            session.add(row)
        return row

    def _note(self, session: Session, operator_id: int, action: str, at: datetime) -> None:
        session.flush()
        self._audit.append(session.connection(), operator_id, action, at)
