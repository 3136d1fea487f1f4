"""The operators: who may sign in, and what stands between a guess and an account.

An authenticator's secret is sealed with the master key, bound to its own login.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Update, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.helpline.roles import Role, format_roles
from bot.store.audit import AuditLog
from bot.store.database import Database
from bot.store.staff_account import (
    Account,
    LoginTaken,
    account_of,
    by_login,
    end_sessions,
    new_start,
    normal_login,
    secret_purpose,
)
from bot.store.staff_models import Operator
from bot.store.vault import Vault


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
                return account_of(row)
        except IntegrityError as error:
            raise LoginTaken(login) from error

    def everybody(self) -> tuple[Account, ...]:
        """Every operator, by login, disabled ones too."""
        with self._reading() as session:
            return tuple(
                map(account_of, session.scalars(select(Operator).order_by(Operator.login)))
            )

    def find(self, login: str) -> Account | None:
        """The operator with this login, if there is one."""
        with self._reading() as session:
            row = session.scalar(select(Operator).where(Operator.login == normal_login(login)))
            return account_of(row) if row else None

    def of_subject(self, subject: str) -> Account | None:
        """The operator whom the OpenID provider knows by this subject, unless disabled."""
        with self._reading() as session:
            row = session.scalar(
                select(Operator).where(
                    Operator.oidc_subject == subject, Operator.disabled_at.is_(None)
                )
            )
            return account_of(row) if row else None

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
        return self._vault.open(sealed, secret_purpose(account.login)).decode("ascii")

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

    def reset(self, login: str, password_hash: str, totp_secret: str) -> None:
        """Gives a new password and authenticator, and lets the operator in again.

        Raises UnknownLogin.
        """
        with self._database.session() as session:
            row = by_login(session, login)
            new_start(row, password_hash, self._seal(row.login, totp_secret))
            row.disabled_at = None
            end_sessions(session, row.id)

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

    def log(self, operator_id: int | None, action: str, at: datetime, detail: str = "") -> None:
        """Notes what an operator did, without content; no operator is the command line."""
        with self._database.write() as connection:
            self._audit.append(connection, operator_id, action, at, detail=detail)

    def _seal(self, login: str, totp_secret: str) -> bytes:
        return self._vault.seal(totp_secret.encode("ascii"), secret_purpose(login))

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._database.read() as connection, Session(bind=connection) as session:
            yield session

    def _change(self, statement: Update) -> bool:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount == 1
