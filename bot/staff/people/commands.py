"""The commands that manage operators; a Typer application to hang under `operator`."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import segno
import typer
from rich.console import Console
from rich.table import Table

from bot.clock import system_clock
from bot.organisation import OrganisationError, OrganisationFile
from bot.settings import Settings, SettingsError, load_settings
from bot.staff.people.codes import enrolment_uri, new_secret
from bot.staff.people.passwords import WeakPassword, check, hash_password
from bot.staff.texts import Texts, load_texts
from bot.store.database import open_database
from bot.store.schema import migrate
from bot.store.staff_accounts import LoginTaken, StaffAccounts, UnknownLogin, normal_login
from bot.store.vault import VaultError, open_vault

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="The operators of the console."
)
console = Console()
# Without letters and digits that look alike.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

Login = Annotated[str, typer.Argument(help="The name to sign in with.")]
AskPassword = Annotated[
    bool, typer.Option("--ask-password", help="Type the password instead of getting one.")
]


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="The name that colleagues see.")],
    ask_password: AskPassword = False,
) -> None:
    """Add an operator, and show the password and the QR code once."""
    with _accounts() as (accounts, texts, issuer):
        password, secret = _password(login, ask_password, texts), new_secret()
        try:
            account = accounts.add(login, name, hash_password(password), secret, system_clock())
        except LoginTaken:
            _stop(f"There is an operator {normal_login(login)} already. Use reset instead.")
        _hand_over(account.login, None if ask_password else password, secret, issuer)


@app.command("list")
def list_operators() -> None:
    """List the operators."""
    with _accounts() as (accounts, _, _):
        table = Table("Login", "Name", "State")
        for account in accounts.everybody():
            table.add_row(account.login, account.name, "disabled" if account.disabled else "active")
        console.print(table)


@app.command()
def disable(login: Login) -> None:
    """End every sign-in of an operator and refuse new ones."""
    with _accounts() as (accounts, _, _):
        with _known_login(login):
            accounts.disable(login, system_clock())
        console.print(f"Operator {normal_login(login)} is disabled.", markup=False)


@app.command()
def reset(login: Login, ask_password: AskPassword = False) -> None:
    """Give an operator a new password and QR code, and let them in again."""
    with _accounts() as (accounts, texts, issuer):
        password, secret = _password(login, ask_password, texts), new_secret()
        with _known_login(login):
            accounts.reset(login, hash_password(password), secret)
        _hand_over(normal_login(login), None if ask_password else password, secret, issuer)


@contextmanager
def _accounts() -> Iterator[tuple[StaffAccounts, Texts, str]]:
    """The accounts of the database in the settings, the console's texts, and who issues codes."""
    try:
        settings = load_settings()
        facts = _facts(settings)
        database = open_database(settings.database_url)
        try:
            migrate(database.engine)
            vault = open_vault(database, settings.key_file)
            yield StaffAccounts(database, vault), load_texts(lambda: facts), facts["helpline"]
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


def _stop(sentence: str) -> NoReturn:
    console.print(sentence, markup=False)
    raise typer.Exit(1)
