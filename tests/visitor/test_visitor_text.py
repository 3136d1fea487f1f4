"""What becomes of typed text before it is stored."""

import pytest
from starlette.exceptions import HTTPException

from bot.visitor.text import clean, refuse_long


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Hallo \n", "Hallo"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("nul\x00\x1b[31m", "nul[31m"),
        ("\u200b \ufeff", ""),
        ("/restart", "/restart"),
        ("Zoë \U0001f600", "Zoë \U0001f600"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_text_is_cleaned(typed: str, stored: str) -> None:
    assert clean(typed) == stored


def test_other_values_are_left_to_the_validation() -> None:
    assert clean(5) == 5


def test_4000_characters_are_allowed() -> None:
    refuse_long("x" * 4000)
    with pytest.raises(HTTPException) as refused:
        refuse_long("x" * 4001)
    assert refused.value.status_code == 413
