"""The commands that manage operators; a Typer application to hang under `operator`."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import segno
import typer
from rich.console import Console
from rich.table import Table

from bot.clock import system_clock
from bot.helpline.roles import Role, format_roles
from bot.organisation import OrganisationError, OrganisationFile
from bot.settings import Settings, SettingsError, load_settings
from bot.staff.people.codes import enrolment_uri, new_secret
from bot.staff.people.passwords import WeakPassword, check, hash_password
from bot.staff.texts import Texts, load_texts
from bot.store.colleagues import Colleagues
from bot.store.database import open_database
from bot.store.schema import migrate
from bot.store.staff_account import (
    Account,
    LastAdministrator,
    LoginTaken,
    UnknownLogin,
    normal_login,
)
from bot.store.staff_accounts import StaffAccounts
from bot.store.vault import VaultError, open_vault

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="The operators of the console."
)
console = Console()
# Without letters and digits that look alike.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

Login = Annotated[str, typer.Argument(help="The name to sign in with.")]
Roles = Annotated[
    list[Role], typer.Option("--role", help="What they may do; repeat it for several roles.")
]
AskPassword = Annotated[
    bool, typer.Option("--ask-password", help="Type the password instead of getting one.")
]


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="The name that colleagues see.")],
    role: Roles = [Role.OPERATOR],  # noqa: B006 - Typer copies it
    ask_password: AskPassword = False,
) -> None:
    """Add an operator, and show the password and the QR code once."""
    with _staff() as staff:
        password, secret = _password(login, ask_password, staff.texts), new_secret()
        hashed, at = hash_password(password), system_clock()
        try:
            account = staff.accounts.add(login, name, hashed, secret, at, role)
        except LoginTaken:
            _stop(f"There is an operator {normal_login(login)} already. Use reset instead.")
        staff.accounts.log(None, "add", at, f"{account.login}: {format_roles(role)}")
        _hand_over(account.login, None if ask_password else password, secret, staff.issuer)


@app.command("list")
def list_operators() -> None:
    """List the operators."""
    with _staff() as staff:
        table = Table("Login", "Name", "Roles", "Last sign-in", "State")
        for one in staff.colleagues.everybody():
            day = f"{one.last_sign_in_on:%Y-%m-%d}" if one.last_sign_in_on else "never"
            state = "disabled" if one.disabled else "active"
            table.add_row(one.login, one.name, format_roles(one.roles), day, state)
        console.print(table)


@app.command()
def roles(login: Login, role: Roles) -> None:
    """Give an operator these roles instead of the ones they have."""
    with _staff() as staff, _known_login(login):
        account = staff.known(login)
        staff.colleagues.set_roles(account.id, role, system_clock(), None)
        console.print(f"{account.login} now is: {format_roles(role)}", markup=False)


@app.command()
def disable(login: Login) -> None:
    """End every sign-in of an operator and refuse new ones."""
    with _staff() as staff, _known_login(login):
        staff.colleagues.disable(staff.known(login).id, system_clock(), None)
        console.print(f"Operator {normal_login(login)} is disabled.", markup=False)


@app.command()
def enable(login: Login) -> None:
    """Let an operator sign in again, with the password and codes they had."""
    with _staff() as staff, _known_login(login):
        staff.colleagues.enable(staff.known(login).id, system_clock(), None)
        console.print(f"Operator {normal_login(login)} is enabled.", markup=False)


@app.command()
def reset(login: Login, ask_password: AskPassword = False) -> None:
    """Give an operator a new password and QR code, and let them in again."""
    with _staff() as staff:
        password, secret = _password(login, ask_password, staff.texts), new_secret()
        with _known_login(login):
            staff.accounts.reset(login, hash_password(password), secret)
        staff.accounts.log(None, "reset", system_clock(), normal_login(login))
        _hand_over(normal_login(login), None if ask_password else password, secret, staff.issuer)


@dataclass(frozen=True)
class _Staff:
    """What the commands work on: the database of the settings, and the console's texts."""

    accounts: StaffAccounts
    colleagues: Colleagues
    texts: Texts
    issuer: str

    def known(self, login: str) -> Account:
        """The operator with this login. Raises UnknownLogin."""
        account = self.accounts.find(login)
        if account is None:
            raise UnknownLogin(login)
        return account


@contextmanager
def _staff() -> Iterator[_Staff]:
    try:
        settings = load_settings()
        facts = _facts(settings)
        database = open_database(settings.database_url)
        try:
            migrate(database.engine)
            vault = open_vault(database, settings.key_file)
            accounts, colleagues = StaffAccounts(database, vault), Colleagues(database, vault)
            yield _Staff(accounts, colleagues, load_texts(lambda: facts), facts["helpline"])
        finally:
            database.close()
    except (SettingsError, OrganisationError, VaultError) as error:
        _stop(str(error))


def _facts(settings: Settings) -> dict[str, str]:
    return dict(OrganisationFile(Path(settings.organisation_file)).current().facts())


def _password(login: str, ask: bool, texts: Texts) -> str:
    if not ask:
        return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))
    while True:
        password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        try:
            check(password, login)
        except WeakPassword as weak:
            console.print(texts(weak.reason), markup=False)
        else:
            return password


def _hand_over(login: str, password: str | None, secret: str, issuer: str) -> None:
    uri = enrolment_uri(secret, login, issuer)
    console.print(f"Login     {login}", markup=False, highlight=False)
    if password is not None:
        console.print(f"Password  {password}", markup=False, highlight=False)
    console.print("\nScan this with an authenticator app. It is shown once.\n", markup=False)
    segno.make(uri, error="l").terminal(compact=True)
    console.print(f"\nOr type this key into the app: {secret}", markup=False, highlight=False)


@contextmanager
def _known_login(login: str) -> Iterator[None]:
    try:
        yield
    except UnknownLogin:
        _stop(f"There is no operator {normal_login(login)}. See: scripts/operator list")
    except LastAdministrator:
        _stop(f"{normal_login(login)} is the last active administrator. Make another one first.")


def _stop(sentence: str) -> NoReturn:
    console.print(sentence, markup=False)
    raise typer.Exit(1)
