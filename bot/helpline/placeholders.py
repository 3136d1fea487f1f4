"""Texts with names between braces, such as {phone}, for which facts are filled in."""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
BRACE = re.compile(r"[{}]")


def unknown(text: str, known: Mapping[str, str]) -> str | None:
    """The first thing between braces that is not known, or the first loose brace."""
    for match in PLACEHOLDER.finditer(text):
        if match[1] not in known:
            return match[1]
    loose = BRACE.search(PLACEHOLDER.sub("", text))
    return None if loose is None else loose[0]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values filled in. KeyError when one is missing."""
    return PLACEHOLDER.sub(lambda match: values[match[1]], text)
