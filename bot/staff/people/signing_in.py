"""Signing in: password and code together, with one answer for everything that is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from bot.staff.people.codes import matching_step
from bot.staff.people.lockout import Strangers, locked_until
from bot.staff.people.passwords import check, hash_password, matches, needs_rehash
from bot.store.recovery import RecoveryCodes
from bot.store.staff_account import Account, normal_login
from bot.store.staff_accounts import StaffAccounts
from bot.store.staff_sessions import SignedIn, StaffSessions

# A hash costs 64 MB for a moment: more at once would be a way to exhaust the machine.
HASHES_AT_ONCE = BoundedSemaphore(2)


class SignInRefused(Exception):
    """The sign-in is refused; `wait` is set when it was not even looked at."""

    def __init__(self, wait: timedelta | None = None) -> None:
        super().__init__("sign-in refused")
        self.wait = wait


@dataclass(frozen=True)
class Proof:
    """What somebody gives to prove who they are: a password, and a code of either kind."""

    password: str
    code: str = ""
    recovery: str = ""


class SignIn:
    """Opens sign-ins for who knows the password and holds the authenticator."""

    def __init__(
        self, accounts: StaffAccounts, sessions: StaffSessions, codes: RecoveryCodes
    ) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._codes = codes
        self._strangers = Strangers()

    def attempt(self, login: str, proof: Proof, at: datetime) -> tuple[Account, str]:
        """The operator and the token of the new sign-in. Raises SignInRefused."""
        account = self._prove(login, proof, at)
        token = self._sessions.open(account.id, at)
        detail = "recovery code" if proof.recovery else ""
        self._accounts.log(account.id, "sign_in", at, detail)
        return account, token

    def confirm(self, operator: SignedIn, proof: Proof, at: datetime) -> None:
        """Notes that who is signed in has proved again who they are. Raises SignInRefused."""
        self._prove(operator.login, proof, at)
        self._sessions.verify(operator.session, at)
        self._accounts.log(operator.operator_id, "confirm", at)

    def change_password(
        self,
        operator: SignedIn,
        token: str,
        password: str,
        new: str,
        at: datetime,
        context: Iterable[str] = (),
    ) -> None:
        """Gives the operator another password and ends their other sign-ins.

        Raises WeakPassword, and SignInRefused when the present password is wrong.
        """
        check(new, operator.login, context)
        account = self._accounts.find(operator.login)
        self._count(account, operator.login, at)
        with HASHES_AT_ONCE:
            if account is None or not matches(account.password_hash, password):
                raise SignInRefused
            self._accounts.change_password(account, hash_password(new))
        self._sessions.close_others(account.id, token)
        self._accounts.log(account.id, "change_password", at)

    def _prove(self, login: str, proof: Proof, at: datetime) -> Account:
        account = self._accounts.find(login)
        self._count(account, login, at)
        with HASHES_AT_ONCE:
            known = matches(account.password_hash if account else None, proof.password)
        if account is None or account.disabled or not known:
            raise SignInRefused
        if not self._second_factor(account, proof, at):
            raise SignInRefused
        if needs_rehash(account.password_hash):
            self._accounts.rehash(account, hash_password(proof.password))
        return account

    def _second_factor(self, account: Account, proof: Proof, at: datetime) -> bool:
        if proof.recovery:
            return self._codes.use(account.id, proof.recovery)
        step = matching_step(self._accounts.totp_secret(account), proof.code, at)
        return step is not None and self._accounts.accept(account, step)

    def _count(self, account: Account | None, login: str, at: datetime) -> None:
        if account is None:
            until = self._strangers.attempt(normal_login(login)[:80], at)
            if until is not None:
                raise SignInRefused(until - at)
        elif account.locked_until is not None and at < account.locked_until:
            raise SignInRefused(account.locked_until - at)
        elif not self._accounts.begin_attempt(
            account, at, lambda failures: locked_until(failures, at)
        ):
            # Another try at the same moment: only one of them is looked at.
            raise SignInRefused
