"""Which passwords an operator may choose, and how they are kept.

After NIST SP 800-63B: length counts, composition does not; what is guessed first is refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST = 12
LONGEST = 256
# How much of a password must be left without names that everybody here knows.
LEAST_OF_ONES_OWN = 8
SHORTEST_CONTEXT_WORD = 4

_DIGITS = "0123456789"
_HASHER = PasswordHasher()


class WeakPassword(ValueError):
    """The password may not be used; `reason` is a key of the staff catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check(password: str, login: str, context: Iterable[str] = ()) -> None:
    """Nothing, when the password may be used by this operator; otherwise WeakPassword.

    `context` holds words that a guesser would try here first: see `context_words`.
    """
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise WeakPassword("password.too_short")
    if len(plain) > LONGEST:
        raise WeakPassword("password.too_long")
    core = _core(plain)
    if core in _denied() or core.strip(_DIGITS) in _denied_stems() or len(set(core)) < 4:
        raise WeakPassword("password.too_obvious")
    own = core
    for word in sorted({_core(login), *context}, key=len, reverse=True):
        own = own.replace(word, "") if word else own
    own = own.strip(_DIGITS)
    if own != core and (len(own) < LEAST_OF_ONES_OWN or own in _denied()):
        raise WeakPassword("password.too_close")


def context_words(*texts: str) -> frozenset[str]:
    """The words of names and facts that say nothing new in a password."""
    parts = (part for text in texts for part in re.split(r"[\W_]+", text))
    whole = (_core(text) for text in texts)
    return frozenset(
        word for word in (*map(_core, parts), *whole) if len(word) >= SHORTEST_CONTEXT_WORD
    )


def hash_password(password: str) -> str:
    """An argon2id hash, with its parameters and salt in the string."""
    return _HASHER.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password belongs to the stored hash.

    Takes as long when there is no hash, so that the time does not tell which logins exist.
    """
    try:
        # A password beyond the longest allowed is never right, and would cost time to hash.
        return _HASHER.verify(stored or _nobody(), _normal(password[: LONGEST + 1])) and bool(
            stored
        )
    except VerificationError:
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _core(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@cache
def _nobody() -> str:
    return _HASHER.hash("the password of nobody")


@cache
def _denied() -> frozenset[str]:
    list_of_them = files("bot.staff.people").joinpath("denied_passwords.txt")
    lines = list_of_them.read_text("utf-8").splitlines()
    return frozenset(_core(line) for line in lines if line and not line.startswith("#"))


@cache
def _denied_stems() -> frozenset[str]:
    """What is left of them without numbers: another number makes them no better."""
    return frozenset(word.strip(_DIGITS) for word in _denied()) - {""}
