from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.colleagues import Colleagues
from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.staff_account import LoginTaken, UnknownLogin
from bot.store.staff_accounts import StaffAccounts
from bot.store.staff_models import Operator
from bot.store.staff_sessions import IDLE, LONGEST, StaffSessions
from bot.store.vault import Unreadable, open_vault

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    migrate(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def colleagues(database: Database, tmp_path: Path) -> Colleagues:
    return Colleagues(database, open_vault(database, tmp_path / "master.key"))


@pytest.fixture
def accounts(database: Database, tmp_path: Path) -> StaffAccounts:
    return StaffAccounts(database, open_vault(database, tmp_path / "master.key"))


def test_an_operator_is_found_by_login_in_any_case(accounts: StaffAccounts) -> None:
    added = accounts.add(" Anna ", "Anna Voorbeeld", "hash", "SECRET", NOW)

    assert added.login == "anna"
    assert accounts.find("ANNA") == added
    assert accounts.find("berend") is None


def test_a_login_is_given_once(accounts: StaffAccounts) -> None:
    accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)

    with pytest.raises(LoginTaken):
        accounts.add("Anna", "Iemand anders", "hash", "SECRET", NOW)


def test_the_secret_comes_back_and_is_sealed_at_rest(
    accounts: StaffAccounts, database: Database
) -> None:
    account = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)

    assert accounts.totp_secret(account) == "SECRET"
    with database.session() as session:
        stored = session.get_one(Operator, account.id).totp_secret
    assert b"SECRET" not in stored


def test_a_secret_copied_to_another_operator_does_not_open(
    accounts: StaffAccounts, database: Database
) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    berend = accounts.add("berend", "Berend Voorbeeld", "hash", "OTHER", NOW)
    with database.session() as session:
        sealed = session.get_one(Operator, anna.id).totp_secret
        session.get_one(Operator, berend.id).totp_secret = sealed

    with pytest.raises(Unreadable):
        accounts.totp_secret(berend)


def test_a_try_counts_before_it_is_checked(accounts: StaffAccounts) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)

    assert accounts.begin_attempt(anna, NOW, lambda failures: None)
    # The same view of the account again: a parallel try.
    assert not accounts.begin_attempt(anna, NOW, lambda failures: None)

    found = accounts.find("anna")
    assert found is not None
    assert found.failed_attempts == 1


def test_a_locked_account_takes_no_tries(accounts: StaffAccounts) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    until = NOW + timedelta(seconds=30)
    accounts.begin_attempt(anna, NOW, lambda failures: until)
    found = accounts.find("anna")
    assert found is not None

    assert not accounts.begin_attempt(found, NOW, lambda failures: None)
    assert accounts.begin_attempt(found, until, lambda failures: None)


def test_a_time_step_is_used_once_and_never_an_older_one(accounts: StaffAccounts) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)

    assert [accounts.accept(anna, step) for step in (100, 100, 99, 101)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_disabled_operator_is_not_accepted(
    accounts: StaffAccounts, colleagues: Colleagues
) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    colleagues.disable(anna.id, NOW, None)

    assert not accounts.accept(anna, 100)


def test_reset_gives_another_secret_and_forgets_failures(
    accounts: StaffAccounts, colleagues: Colleagues
) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    accounts.begin_attempt(anna, NOW, lambda failures: NOW + timedelta(hours=1))
    colleagues.disable(anna.id, NOW, None)

    accounts.reset("Anna", "other hash", "OTHER")

    found = accounts.find("anna")
    assert found is not None
    assert (found.failed_attempts, found.locked_until, found.disabled) == (0, None, False)
    assert (found.password_hash, accounts.totp_secret(found)) == ("other hash", "OTHER")


def test_an_unknown_login_cannot_be_reset(accounts: StaffAccounts) -> None:
    with pytest.raises(UnknownLogin):
        accounts.reset("niemand", "hash", "SECRET")


def test_reset_ends_every_sign_in(accounts: StaffAccounts, database: Database) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    sessions = StaffSessions(database)
    token = sessions.open(anna.id, NOW)

    accounts.reset("anna", "hash", "SECRET")

    assert sessions.find(token, NOW) is None


def test_a_sign_in_ends_when_idle(accounts: StaffAccounts, database: Database) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    sessions = StaffSessions(database)
    token = sessions.open(anna.id, NOW)

    assert sessions.find(token, NOW + IDLE - timedelta(seconds=1)) is not None
    assert sessions.find(token, NOW + IDLE * 2 - timedelta(seconds=1)) is None


def test_a_sign_in_ends_for_good_after_the_longest_time(
    accounts: StaffAccounts, database: Database
) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    sessions = StaffSessions(database)
    token = sessions.open(anna.id, NOW)
    at = NOW
    while at + IDLE / 2 < NOW + LONGEST:
        at += IDLE / 2
        assert sessions.find(token, at) is not None

    assert sessions.find(token, NOW + LONGEST) is None


def test_sign_ins_that_ended_are_cleared_away(accounts: StaffAccounts, database: Database) -> None:
    anna = accounts.add("anna", "Anna Voorbeeld", "hash", "SECRET", NOW)
    sessions = StaffSessions(database)
    sessions.open(anna.id, NOW)
    later = NOW + IDLE
    sessions.open(anna.id, later)

    assert sessions.count(anna.id, NOW) == 1
