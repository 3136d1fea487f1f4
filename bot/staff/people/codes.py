"""The six-digit codes of an authenticator app (TOTP)."""

from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1


def new_secret() -> str:
    """A fresh secret in base 32, as authenticator apps take it."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, login: str, issuer: str) -> str:
    """The otpauth address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The time step that the code belongs to, or None when it is wrong.

    One step of drift is allowed either way. The caller refuses a step used before.
    """
    digits = "".join(code.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    present = int(at.timestamp()) // STEP_SECONDS
    # Every candidate is compared, so that the time taken does not tell which one fits.
    found = [
        step
        for step in range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1)
        if pyotp.utils.strings_equal(totp.generate_otp(step), digits)
    ]
    return found[0] if found else None
