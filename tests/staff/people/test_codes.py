from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from bot.staff.people import codes

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 23, 9, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def code_at(at: datetime) -> str:
    return pyotp.TOTP(SECRET).at(at)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_one_step_of_drift_is_allowed_either_way(steps: int) -> None:
    code = code_at(NOW + timedelta(seconds=30 * steps))

    assert codes.matching_step(SECRET, code, NOW) == STEP + steps


@pytest.mark.parametrize("steps", [-2, 2])
def test_two_steps_are_too_many(steps: int) -> None:
    assert codes.matching_step(SECRET, code_at(NOW + timedelta(seconds=30 * steps)), NOW) is None


def test_spaces_in_a_code_do_not_matter() -> None:
    code = code_at(NOW)

    assert codes.matching_step(SECRET, f" {code[:3]} {code[3:]} ", NOW) == STEP


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert codes.matching_step(SECRET, code, NOW) is None


def test_the_uri_names_the_operator_and_the_helpline() -> None:
    uri = codes.enrolment_uri(SECRET, "jan", "Meldpunt")

    assert uri.startswith("otpauth://totp/Meldpunt:jan?")
    assert f"secret={SECRET}" in uri
