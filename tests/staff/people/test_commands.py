import re
from pathlib import Path

import pyotp
import pytest
from typer.testing import CliRunner

from bot.helpline.roles import Role
from bot.staff.people.commands import app
from bot.staff.people.passwords import check, matches
from bot.store.database import open_database
from bot.store.staff_accounts import StaffAccounts
from bot.store.vault import open_vault
from tests.staff.site import PASSWORD

ADD = ["add", "anna", "--name", "Anna Voorbeeld"]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/chat.sqlite3")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "master.key"))
    # The tables of the list are as wide as the terminal.
    monkeypatch.setenv("COLUMNS", "160")


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, result.output


def value(output: str, label: str) -> str:
    found = re.search(rf"{label}:?\s+(\S+)", output)
    assert found, label
    return found.group(1)


def accounts(folder: Path) -> StaffAccounts:
    database = open_database(f"sqlite:///{folder}/chat.sqlite3")
    return StaffAccounts(database, open_vault(database, folder / "master.key"))


def test_add_shows_a_password_and_a_secret_that_work(tmp_path: Path) -> None:
    status, output = run(*ADD)

    found = accounts(tmp_path).find("anna")
    assert status == 0
    assert found is not None
    assert matches(found.password_hash, value(output, "Password"))
    secret = value(output, "into the app")
    assert accounts(tmp_path).totp_secret(found) == secret
    assert len(pyotp.TOTP(secret).now()) == 6


def test_add_draws_a_qr_code() -> None:
    assert run(*ADD)[1].count("█") > 100


def test_the_password_that_is_given_is_allowed_and_new_each_time() -> None:
    passwords = [value(run("add", login, "--name", "X")[1], "Password") for login in ("a", "b")]

    for password in passwords:
        check(password, "anna")
    assert passwords[0] != passwords[1]


def test_add_can_ask_for_the_password(tmp_path: Path) -> None:
    status, output = run(*ADD, "--ask-password", typed=f"{PASSWORD}\n{PASSWORD}\n")

    found = accounts(tmp_path).find("anna")
    assert status == 0
    assert found is not None
    assert matches(found.password_hash, PASSWORD)
    assert PASSWORD not in output


def test_a_weak_password_is_asked_for_again() -> None:
    typed = f"kort\nkort\n{PASSWORD}\n{PASSWORD}\n"

    status, output = run(*ADD, "--ask-password", typed=typed)

    assert status == 0
    assert "ten minste 12 tekens" in output


def test_a_login_is_added_once() -> None:
    run(*ADD)
    status, output = run(*ADD)

    assert status == 1
    assert "already" in output


def test_list_tells_who_is_disabled() -> None:
    run(*ADD)
    run("add", "berend", "--name", "Berend Voorbeeld")
    run("disable", "berend")

    output = run("list")[1]

    assert re.search(r"anna .*active", output)
    assert re.search(r"berend .*disabled", output)


def test_reset_replaces_password_and_secret(tmp_path: Path) -> None:
    before = run(*ADD)[1]
    status, after = run("reset", "anna")

    found = accounts(tmp_path).find("anna")
    assert status == 0
    assert found is not None
    assert not matches(found.password_hash, value(before, "Password"))
    assert matches(found.password_hash, value(after, "Password"))
    assert accounts(tmp_path).totp_secret(found) == value(after, "into the app")


def test_somebody_is_an_operator_when_nothing_is_said(tmp_path: Path) -> None:
    run(*ADD)

    found = accounts(tmp_path).find("anna")
    assert found is not None
    assert found.roles == {Role.OPERATOR}


def test_the_first_account_can_be_an_administrator(tmp_path: Path) -> None:
    run(*ADD, "--role", "administrator", "--role", "operator")

    found = accounts(tmp_path).find("anna")
    assert found is not None
    assert found.roles == {Role.ADMINISTRATOR, Role.OPERATOR}
    assert re.search(r"anna .*operator,administrator", run("list")[1])


def test_roles_can_be_changed(tmp_path: Path) -> None:
    run(*ADD)
    status, output = run("roles", "anna", "--role", "reviewer")

    found = accounts(tmp_path).find("anna")
    assert found is not None
    assert (status, found.roles) == (0, {Role.REVIEWER})
    assert "reviewer" in output


@pytest.mark.parametrize("command", [["disable", "anna"], ["roles", "anna", "--role", "operator"]])
def test_the_last_administrator_stays(command: list[str]) -> None:
    run(*ADD, "--role", "administrator")

    status, output = run(*command)

    assert status == 1
    assert "last active administrator" in output


def test_somebody_who_was_disabled_can_be_enabled(tmp_path: Path) -> None:
    run(*ADD)
    run("disable", "anna")

    assert run("enable", "anna")[0] == 0
    found = accounts(tmp_path).find("anna")
    assert found is not None
    assert not found.disabled


def test_an_unknown_role_is_told() -> None:
    assert run(*ADD, "--role", "koning")[0] == 2


@pytest.mark.parametrize("command", ["disable", "enable", "reset"])
def test_an_unknown_login_is_told(command: str) -> None:
    status, output = run(command, "niemand")

    assert status == 1
    assert "no operator niemand" in output


def test_a_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "poort")

    status, output = run("list")

    assert status == 1
    assert "Set PORT" in output
