"""What a visitor typed, made safe to store, and checked for length."""

import re

from starlette.exceptions import HTTPException

from bot.web.problems import MAX_CHARACTERS

# Controls that no keyboard means as text; tab and line breaks stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def clean(text: object) -> object:
    """The text with even line ends, without control characters or halves of characters.

    Text that shows nothing becomes empty. Anything else than a string is returned as it is.
    """
    if not isinstance(text, str):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    even = whole.replace("\r\n", "\n").replace("\r", "\n")
    kept = _CONTROLS.sub("", even).strip()
    return "" if _INVISIBLE.fullmatch(kept) else kept


def refuse_long(text: str | None) -> None:
    """Raises HTTPException 413 for a text over 4,000 characters."""
    if text is not None and len(text) > MAX_CHARACTERS:
        raise HTTPException(413)
