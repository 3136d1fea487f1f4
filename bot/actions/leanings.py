"""What all messages together point to: the form when nobody named one, and who is telling.

Kept as text in a slot, "labour 0.40, sexual 0.95": each message adds to one value how likely
the model takes it to be.
"""

ENOUGH = 0.5
"""What a value must have got from all messages together."""

AHEAD = 0.2
"""So much more than any other value has."""


def with_one_more(before: str | None, leaning: str | None) -> str | None:
    """The sums so far with what one more message points to, as in "sexual 0.55"."""
    if leaning is None:
        return before
    sums = _sums(before)
    for value, chance in _sums(leaning).items():
        sums[value] = sums.get(value, 0.0) + chance
    return ", ".join(f"{value} {chance:.2f}" for value, chance in sorted(sums.items()))


def likeliest(leanings: str | None) -> str | None:
    """The value to which the messages point clearly; None when they do not."""
    falling = sorted(_sums(leanings).items(), key=lambda pair: -pair[1])
    if not falling:
        return None
    value, chance = falling[0]
    second = falling[1][1] if len(falling) > 1 else 0.0
    return value if chance >= ENOUGH and chance - second >= AHEAD else None


def _sums(leanings: str | None) -> dict[str, float]:
    sums: dict[str, float] = {}
    for pair in (leanings or "").split(", "):
        value, _, chance = pair.partition(" ")
        if chance:
            sums[value] = float(chance)
    return sums
