"""Managing accounts: roles, access, sign-ins; each change goes into the audit log with it.

One active administrator always stays. `by` is who does it; None is the command line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.helpline.roles import Role, format_roles, parse_roles
from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.staff_account import LastAdministrator, UnknownLogin, end_sessions
from bot.store.staff_models import Invitation, Operator
from bot.store.vault import Vault


@dataclass(frozen=True)
class Colleague:
    """An operator in the list of accounts."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]
    last_sign_in_on: date | None
    locked_until: datetime | None
    disabled: bool
    has_password: bool
    has_single_sign_on: bool


class Colleagues:
    """The accounts of one database, for who manages them."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._audit = AuditLog(vault)

    def everybody(self) -> tuple[Colleague, ...]:
        """Every operator, by name, disabled ones last."""
        order = (Operator.disabled_at.is_not(None), Operator.name, Operator.id)
        with self._database.read() as connection, Session(bind=connection) as session:
            return tuple(map(_colleague, session.scalars(select(Operator).order_by(*order))))

    def get(self, operator_id: int) -> Colleague:
        """One operator. Raises UnknownLogin."""
        with self._database.read() as connection, Session(bind=connection) as session:
            return _colleague(_existing(session, operator_id))

    def set_roles(
        self, operator_id: int, roles: Iterable[Role], at: datetime, by: int | None
    ) -> None:
        """Gives other roles, at once. Raises UnknownLogin, LastAdministrator."""
        with self._database.session() as session:
            row = _existing(session, operator_id)
            wanted = frozenset(roles)
            if Role.ADMINISTRATOR not in wanted:
                _keep_an_administrator(session, row)
            row.roles = format_roles(wanted)
            self._note(session, by, "change_roles", at, f"{row.login}: {row.roles}")

    def disable(self, operator_id: int, at: datetime, by: int | None) -> None:
        """Ends every sign-in and invitation, and refuses new ones.

        Raises UnknownLogin, LastAdministrator.
        """
        with self._database.session() as session:
            row = _existing(session, operator_id)
            _keep_an_administrator(session, row)
            row.disabled_at = row.disabled_at or at
            end_sessions(session, row.id)
            session.execute(delete(Invitation).where(Invitation.login == row.login))
            self._note(session, by, "disable", at, row.login)

    def enable(self, operator_id: int, at: datetime, by: int | None) -> None:
        """Lets the operator sign in again, with what they had. Raises UnknownLogin."""
        with self._database.session() as session:
            row = _existing(session, operator_id)
            row.disabled_at = None
            self._note(session, by, "enable", at, row.login)

    def end_sessions(self, operator_id: int, at: datetime, by: int | None) -> None:
        """Ends every sign-in of the operator. Raises UnknownLogin."""
        with self._database.session() as session:
            row = _existing(session, operator_id)
            end_sessions(session, row.id)
            self._note(session, by, "end_sessions", at, row.login)

    def _note(
        self, session: Session, by: int | None, action: str, at: datetime, detail: str
    ) -> None:
        session.flush()
        self._audit.append(session.connection(), by, action, at, detail=detail)


def _existing(session: Session, operator_id: int) -> Operator:
    row = session.get(Operator, operator_id)
    if row is None:
        raise UnknownLogin(operator_id)
    return row


def _keep_an_administrator(session: Session, leaving: Operator) -> None:
    """Nothing, when another active administrator stays; else LastAdministrator.

    The rows are locked, so that two administrators cannot remove each other at once.
    """
    if Role.ADMINISTRATOR not in parse_roles(leaving.roles) or leaving.disabled_at is not None:
        return
    query = select(Operator).order_by(Operator.id).with_for_update()
    for row in session.scalars(query.execution_options(populate_existing=True)):
        active = row.disabled_at is None and Role.ADMINISTRATOR in parse_roles(row.roles)
        if active and row.id != leaving.id:
            return
    raise LastAdministrator


def _colleague(row: Operator) -> Colleague:
    return Colleague(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=parse_roles(row.roles),
        last_sign_in_on=row.last_sign_in_on,
        locked_until=row.locked_until,
        disabled=row.disabled_at is not None,
        has_password=bool(row.password_hash),
        has_single_sign_on=row.oidc_subject is not None,
    )
