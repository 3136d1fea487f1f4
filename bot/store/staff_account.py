"""An operator's account as a value, and what can be wrong with naming one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.helpline.roles import Role, parse_roles
from bot.store.staff_models import Operator, StaffSession


@dataclass(frozen=True)
class Account:
    """An operator as sign-in and the command line see one."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]
    password_hash: str
    failed_attempts: int
    locked_until: datetime | None
    disabled: bool


class LoginTaken(Exception):
    """An operator with this login exists already."""


class UnknownLogin(Exception):
    """There is no such operator."""


class LastAdministrator(Exception):
    """Nobody would be left who can manage accounts."""


def account_of(row: Operator) -> Account:
    """The account in a row."""
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=parse_roles(row.roles),
        password_hash=row.password_hash,
        failed_attempts=row.failed_attempts,
        locked_until=row.locked_until,
        disabled=row.disabled_at is not None,
    )


def normal_login(login: str) -> str:
    """The login as it is kept: without spaces around it, in lower case."""
    return login.strip().casefold()


def by_login(session: Session, login: str) -> Operator:
    """The row of this login. Raises UnknownLogin."""
    row = session.scalar(select(Operator).where(Operator.login == normal_login(login)))
    if row is None:
        raise UnknownLogin(login)
    return row


def new_start(row: Operator, password_hash: str, sealed_secret: bytes) -> None:
    """Puts another password and authenticator in a row, and forgets its failures."""
    row.password_hash = password_hash
    row.totp_secret = sealed_secret
    row.totp_last_step = None
    row.failed_attempts = 0
    row.locked_until = None


def secret_purpose(login: str) -> str:
    """What the secret of this login's authenticator is sealed about."""
    return f"totp:{login}"


def end_sessions(session: Session, operator_id: int) -> None:
    """Ends every sign-in of an operator."""
    session.execute(delete(StaffSession).where(StaffSession.operator_id == operator_id))
