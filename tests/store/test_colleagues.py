from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.helpline.roles import Role
from bot.store.acceptance import Acceptance, SubjectTaken
from bot.store.colleagues import Colleagues
from bot.store.database import Database, open_database
from bot.store.invitations import InvitationGone, Invitations
from bot.store.recovery import RecoveryCodes
from bot.store.schema import migrate
from bot.store.staff_account import LastAdministrator, UnknownLogin
from bot.store.staff_accounts import StaffAccounts
from bot.store.vault import Vault, open_vault

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROUNDS = 12


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    migrate(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def vault(database: Database, tmp_path: Path) -> Vault:
    return open_vault(database, tmp_path / "master.key")


def test_two_administrators_cannot_remove_each_other_at_once(
    database: Database, vault: Vault
) -> None:
    accounts, colleagues = StaffAccounts(database, vault), Colleagues(database, vault)
    one, two = (
        accounts.add(login, login, "hash", "SECRET", NOW, [Role.ADMINISTRATOR]).id
        for login in ("anna", "berend")
    )

    def remove(number: int) -> bool:
        try:
            colleagues.disable(number, NOW, None)
        except LastAdministrator:
            return False
        return True

    for _ in range(ROUNDS):
        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(remove, (one, two))) == [False, True]
        for number in (one, two):
            colleagues.enable(number, NOW, None)


def test_a_link_that_two_use_at_once_makes_one_account(database: Database, vault: Vault) -> None:
    invitations, acceptance = Invitations(database, vault), Acceptance(database, vault)

    def accept(token: str) -> bool:
        try:
            acceptance.with_password(token, "hash", "SECRET", 1, NOW)
        except InvitationGone:
            return False
        return True

    for round_ in range(ROUNDS):
        token = invitations.invite(f"login{round_}", "Naam", [Role.OPERATOR], "password", NOW, None)
        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(accept, (token, token))) == [False, True]


def test_a_recovery_code_that_two_use_at_once_works_for_one(
    database: Database, vault: Vault
) -> None:
    anna = StaffAccounts(database, vault).add("anna", "Anna", "hash", "SECRET", NOW)
    codes = RecoveryCodes(database, vault)

    for code in codes.renew(anna.id, NOW):
        with ThreadPoolExecutor(2) as both:
            used = both.map(lambda one: codes.use(anna.id, one), (code, code))
            assert sorted(used) == [False, True]
    assert codes.left(anna.id) == 0


def test_a_subject_belongs_to_one_account(database: Database, vault: Vault) -> None:
    invitations, acceptance = Invitations(database, vault), Acceptance(database, vault)
    first, second = (
        invitations.invite(login, login, [Role.OPERATOR], "oidc", NOW, None)
        for login in ("anna", "berend")
    )
    acceptance.with_single_sign_on(first, "subject", NOW)

    with pytest.raises(SubjectTaken):
        acceptance.with_single_sign_on(second, "subject", NOW)


def test_who_signs_in_elsewhere_has_no_password_here(database: Database, vault: Vault) -> None:
    accounts = StaffAccounts(database, vault)
    anna = accounts.add("anna", "Anna", "hash", "SECRET", NOW)
    RecoveryCodes(database, vault).renew(anna.id, NOW)
    token = Invitations(database, vault).renew(anna.id, "oidc", NOW, None)

    Acceptance(database, vault).with_single_sign_on(token, "subject", NOW)

    found = accounts.find("anna")
    assert found is not None
    assert found.password_hash == ""
    assert RecoveryCodes(database, vault).left(anna.id) == 0
    assert Colleagues(database, vault).get(anna.id).has_single_sign_on


def test_a_link_for_a_password_is_no_link_for_single_sign_on(
    database: Database, vault: Vault
) -> None:
    invitations = Invitations(database, vault)
    token = invitations.invite("anna", "Anna", [Role.OPERATOR], "password", NOW, None)

    with pytest.raises(InvitationGone):
        Acceptance(database, vault).with_single_sign_on(token, "subject", NOW)


def test_nobody_has_that_number(database: Database, vault: Vault) -> None:
    with pytest.raises(UnknownLogin):
        Colleagues(database, vault).disable(999, NOW, None)
