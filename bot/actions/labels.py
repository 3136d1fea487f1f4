"""Reads typed words as one of the buttons below a question."""

import re
from collections.abc import Sequence

from bot.engine.answer import Button

FEW_LETTERS = 4
"""Words of fewer letters tell no button from another."""


def button_named(text: str, buttons: Sequence[Button]) -> Button | None:
    """The only button whose label shares a telling word with the text; None when in doubt."""
    said = _telling_words(text)
    named = [button for button in buttons if said & _telling_words(button.label)]
    return named[0] if len(named) == 1 else None


def _telling_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= FEW_LETTERS}
