import pytest
from argon2 import PasswordHasher

from bot.staff.people import passwords


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("kort woord", "password.too_short"),
        ("elftekens..", "password.too_short"),
        ("x" * 257, "password.too_long"),
        ("Wachtwoord 123!", "password.too_obvious"),
        ("aaaaaaaaaaaaaaa", "password.too_obvious"),
        ("jan.voorbeeld2026", "password.too_close"),
    ],
)
def test_refuses_what_is_guessed_first(password: str, reason: str) -> None:
    with pytest.raises(passwords.WeakPassword) as refused:
        passwords.check(password, "jan.voorbeeld")
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "password", ["lampenkap fietst door mei", "alleenkleineletters", "☂" * 4 + "regenjas"]
)
def test_asks_for_length_only(password: str) -> None:
    passwords.check(password, "jan")


def test_a_hash_matches_its_own_password_only() -> None:
    stored = passwords.hash_password("lampenkap fietst door mei")

    assert passwords.matches(stored, "lampenkap fietst door mei")
    assert not passwords.matches(stored, "lampenkap fietst door juni")


def test_the_same_letters_in_another_unicode_form_match() -> None:
    stored = passwords.hash_password("cafe\u0301 op de hoek")

    assert passwords.matches(stored, "caf\u00e9 op de hoek")


def test_nobody_has_the_password_of_nobody() -> None:
    assert not passwords.matches(None, "the password of nobody")


def test_a_hash_is_argon2id_and_not_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    stored = passwords.hash_password("lampenkap fietst door mei")

    assert stored.startswith("$argon2id$")
    assert not passwords.needs_rehash(stored)
    assert passwords.needs_rehash(stored.replace("t=3", "t=1"))


def test_a_password_beyond_the_longest_never_matches_its_beginning() -> None:
    stored = passwords.hash_password("y" * passwords.LONGEST)

    assert not passwords.matches(stored, "y" * (passwords.LONGEST + 1))
