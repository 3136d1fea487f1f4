"""The operators: who may sign in, and what stands between a guess and an account.

An authenticator's secret is sealed with the master key, bound to its own login.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.helpline.roles import Role, format_roles, parse_roles
from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.staff_models import Operator, StaffSession
from bot.store.vault import Vault


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
    """There is no operator with this login."""


class StaffAccounts:
    """The operators of one database."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._audit = AuditLog(vault)

    def add(
        self,
        login: str,
        name: str,
        password_hash: str,
        totp_secret: str,
        at: datetime,
        roles: Iterable[Role] = (Role.OPERATOR,),
    ) -> Account:
        """A new operator. Raises LoginTaken."""
        login = normal_login(login)
        row = Operator(
            login=login,
            name=name,
            roles=format_roles(roles),
            password_hash=password_hash,
            totp_secret=self._seal(login, totp_secret),
            created_at=at,
        )
        try:
            with self._database.session() as session:
                session.add(row)
                session.flush()
                return _account(row)
        except IntegrityError as error:
            raise LoginTaken(login) from error

    def everybody(self) -> tuple[Account, ...]:
        """Every operator, by login, disabled ones too."""
        with self._reading() as session:
            return tuple(map(_account, session.scalars(select(Operator).order_by(Operator.login))))

    def find(self, login: str) -> Account | None:
        """The operator with this login, if there is one."""
        with self._reading() as session:
            row = session.scalar(select(Operator).where(Operator.login == normal_login(login)))
            return _account(row) if row else None

    def names(self) -> dict[int, str]:
        """The names of all operators, by id."""
        with self._reading() as session:
            return {row.id: row.name for row in session.execute(select(Operator.id, Operator.name))}

    def totp_secret(self, account: Account) -> str:
        """The secret of the operator's authenticator app."""
        with self._reading() as session:
            sealed = session.scalars(
                select(Operator.totp_secret).where(Operator.id == account.id)
            ).one()
        return self._vault.open(sealed, _purpose(account.login)).decode("ascii")

    def begin_attempt(
        self, account: Account, at: datetime, locked_until: Callable[[int], datetime | None]
    ) -> bool:
        """Counts a try before it is checked, so that parallel guesses all count.

        False when the account is locked, or when another try got in between.
        """
        failures = account.failed_attempts + 1
        if account.locked_until is not None and at < account.locked_until:
            return False
        return self._change(
            update(Operator)
            .where(
                Operator.id == account.id,
                Operator.failed_attempts == account.failed_attempts,
            )
            .values(failed_attempts=failures, locked_until=locked_until(failures))
        )

    def accept(self, account: Account, step: int) -> bool:
        """Forgets the failures and uses up the code's time step; False when it was used before."""
        return self._change(
            update(Operator)
            .where(
                Operator.id == account.id,
                Operator.disabled_at.is_(None),
                Operator.totp_last_step.is_(None) | (Operator.totp_last_step < step),
            )
            .values(totp_last_step=step, failed_attempts=0, locked_until=None)
        )

    def disable(self, login: str, at: datetime) -> None:
        """Ends every sign-in of the operator and refuses new ones. Raises UnknownLogin."""
        with self._database.session() as session:
            row = _existing(session, login)
            row.disabled_at = row.disabled_at or at
            _end_sessions(session, row.id)

    def reset(self, login: str, password_hash: str, totp_secret: str) -> None:
        """Gives a new password and authenticator, and lets the operator in again.

        Raises UnknownLogin.
        """
        with self._database.session() as session:
            row = _existing(session, login)
            row.password_hash = password_hash
            row.totp_secret = self._seal(row.login, totp_secret)
            row.totp_last_step = None
            row.failed_attempts = 0
            row.locked_until = None
            row.disabled_at = None
            _end_sessions(session, row.id)

    def rehash(self, account: Account, password_hash: str) -> None:
        """Keeps the same password under today's parameters."""
        self._change(
            update(Operator)
            .where(
                Operator.id == account.id,
                Operator.password_hash == account.password_hash,
            )
            .values(password_hash=password_hash)
        )

    def change_password(self, account: Account, password_hash: str) -> None:
        """Gives a new password, and forgets the failures with the old one."""
        self._change(
            update(Operator)
            .where(Operator.id == account.id)
            .values(password_hash=password_hash, failed_attempts=0, locked_until=None)
        )

    def log(self, operator_id: int, action: str, at: datetime) -> None:
        """Notes what an operator did, without content."""
        with self._database.write() as connection:
            self._audit.append(connection, operator_id, action, at)

    def _seal(self, login: str, totp_secret: str) -> bytes:
        return self._vault.seal(totp_secret.encode("ascii"), _purpose(login))

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._database.read() as connection, Session(bind=connection) as session:
            yield session

    def _change(self, statement: Update) -> bool:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount == 1


def normal_login(login: str) -> str:
    """The login as it is kept: without spaces around it, in lower case."""
    return login.strip().casefold()


def _purpose(login: str) -> str:
    return f"totp:{login}"


def _existing(session: Session, login: str) -> Operator:
    row = session.scalar(select(Operator).where(Operator.login == normal_login(login)))
    if row is None:
        raise UnknownLogin(login)
    return row


def _end_sessions(session: Session, operator_id: int) -> None:
    session.execute(delete(StaffSession).where(StaffSession.operator_id == operator_id))


def _account(row: Operator) -> Account:
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
