"""Arabic letters in the forms in which they join, for a page on which nothing joins them."""

import unicodedata
from functools import cache

_FORMS = range(0xFE70, 0xFEFD)
_LAM = "\u0644"


def joined(text: str) -> str:
    """The text with each Arabic letter in the form that its neighbours ask for."""
    if not any("\u0600" <= sign <= "\u06ff" for sign in text):
        return text
    forms = _forms()
    text = _with_ligatures(text, forms)
    result = []
    for place, sign in enumerate(text):
        own = forms.get(sign)
        if own is None:
            result.append(sign)
            continue
        before = _neighbour(text, place, -1)
        after = _neighbour(text, place, 1)
        from_before = "medial" in forms.get(before, {}) or "initial" in forms.get(before, {})
        to_after = "initial" in own and "final" in forms.get(after, {})
        wanted = (
            ("medial" if from_before else "initial")
            if to_after
            else ("final" if from_before else "isolated")
        )
        result.append(own.get(wanted, own.get("isolated", sign)))
    return "".join(result)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """For each letter, and for lam with alef, its forms by their Unicode name."""
    found: dict[str, dict[str, str]] = {}
    for number in _FORMS:
        kind, _, letters = unicodedata.decomposition(chr(number)).partition(" ")
        plain = "".join(chr(int(letter, 16)) for letter in letters.split())
        if kind and plain and not plain.startswith(" "):
            found.setdefault(plain, {})[kind.strip("<>")] = chr(number)
    for own in [own for plain, own in found.items() if len(plain) == 2 and "final" in own]:
        found[own["isolated"]] = own
    return found


def _with_ligatures(text: str, forms: dict[str, dict[str, str]]) -> str:
    # Lam and alef are always written as one; its isolated form stands for both here.
    for pair, own in forms.items():
        if len(pair) == 2 and pair[0] == _LAM and "final" in own:
            text = text.replace(pair, own["isolated"])
    return text


def _neighbour(text: str, place: int, step: int) -> str:
    """The next letter in that direction; vowel signs stand on letters and do not count."""
    place += step
    while 0 <= place < len(text) and unicodedata.combining(text[place]):
        place += step
    return text[place] if 0 <= place < len(text) else ""
