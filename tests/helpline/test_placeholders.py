"""Names between braces."""

import pytest

from bot.helpline.placeholders import filled, unknown

KNOWN = {"phone": "088", "name": "Ayla"}


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Bel {phone}, {name}.", None),
        ("Geen haakjes", None),
        ("Bel {fax}.", "fax"),
        ("Bel {phone} of {fax} of {telex}.", "fax"),
        ("Bel {Phone}.", "{"),
        ("Bel {phone.", "{"),
        ("Bel phone}.", "}"),
        ("Bel {}.", "{"),
    ],
)
def test_what_is_not_known_is_named(text: str, strange: str | None) -> None:
    assert unknown(text, KNOWN) == strange


def test_values_are_filled_in() -> None:
    assert filled("Bel {phone}, {name}: {phone}", KNOWN) == "Bel 088, Ayla: 088"
