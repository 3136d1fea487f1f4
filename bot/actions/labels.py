"""Reads typed words as one of the buttons below a question."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.engine.answer import Button

FEW_LETTERS = 4
"""Words of fewer letters tell no button from another."""


def button_named(text: str, buttons: Sequence[Button]) -> Button | None:
    """The only button that the text shares a word with; None when in doubt.

    Words that several labels have do not count; "werken" and "werk" are the same.
    """
    labels = [_words(button.label) for button in buttons]
    times = Counter(word for label in labels for word in label)
    said = _words(text)
    named = [
        button
        for button, label in zip(buttons, labels, strict=True)
        if any(times[word] == 1 and _same(word, other) for word in label for other in said)
    ]
    return named[0] if len(named) == 1 else None


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= FEW_LETTERS}
