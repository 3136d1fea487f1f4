"""Whether something that was said holds here and now.

Past, resolved, denied, imagined, staged or asked about in general: each takes the danger
out of a rule that applies nearby, unless words of now speak against it.
"""

import re
from collections.abc import Sequence

from bot.helpline.danger.rules import Hit, Places, near

_PAST_REACH = 12
_VERB_REACH = 3
_NOT_REACH = 3
_FAR = 10_000
# Who asks how to die is in danger, however general the question sounds.
_ASKED = frozenset({"SUIASK"})
# A professional who says so of a client says it of now.
_SAID_OF_CLIENTS = frozenset({"SUICIDE", "SUIIDIOM"})
_PUNCTUATION = frozenset(".!?;\n()")
_YEAR = re.compile(r"(19|20)\d\d$")


def _sentence_start(keys: Sequence[str], first: int) -> int:
    while first > 0 and keys[first - 1][0] not in _PUNCTUATION:
        first -= 1
    return first


def _denied(places: Places, keys: Sequence[str], hit: Hit) -> bool:
    """Whether a "not" in the same clause takes the core of the hit back."""
    if any("NOT" in need for need in hit.rule.needs):
        return False
    core = hit.rule.needs[0]
    for at in (
        p for feature in core for p in places.get(feature, ()) if hit.first <= p <= hit.last
    ):
        for no in places.get("NOT", ()):
            if no == at or not at - _NOT_REACH - 1 <= no <= at + _NOT_REACH:
                continue
            between = range(min(no, at), max(no, at))
            if any(near(places, "BUT", b, b) or not keys[b].isalnum() for b in between):
                continue
            return True
    return False


def _distance(places: Places, features: Sequence[str], hit: Hit) -> int:
    """How many words lie between the hit and the nearest of the features."""
    return min(
        (
            max(hit.first - place, place - hit.last, 0)
            for feature in features
            for place in places.get(feature, ())
        ),
        default=_FAR,
    )


def _past(places: Places, keys: Sequence[str], first: int, hit: Hit) -> bool:
    """Whether a word of the past is nearer to the hit than any of now or soon."""
    last = hit.last + _PAST_REACH
    present = _distance(places, ("NOW", "SOON", "RECENT"), hit)
    if near(places, "PAST", first, last) and _distance(places, ("PAST",), hit) < present:
        return True
    if present <= _PAST_REACH or near(places, "HELP", first, last):
        return False
    if any(_YEAR.match(word) for word in keys[first : last + 1]):
        return True
    if ("TURN",) in hit.rule.needs:
        return False  # "was veilig, nee wacht": the past is what has been turned round
    own = {place for need in hit.rule.needs for name in need for place in places.get(name, ())}
    verbs = range(max(first, hit.first - _VERB_REACH), hit.last + _VERB_REACH + 1)
    return any(place in verbs and place not in own for place in places.get("WAS", ()))


def _staged(places: Places) -> bool:
    """Whether the message is about a story, a lesson or the news."""
    if "FICTION" in places:
        return not ("NOW" in places and "ME" in places and "HELP" in places)
    return ("STUDY" in places or "NEWS" in places) and "HELP" not in places


def _resolved(places: Places, hit: Hit) -> bool:
    """Whether safety is said and danger has not come back after it."""
    safe = [p for p in places.get("SAFE", ()) if not near(places, "NOT", p - 2, p)]
    if not safe:
        return False
    return not any(turn > safe[0] for turn in places.get("TURN", ()))


def holds(places: Places, keys: Sequence[str], hit: Hit) -> bool:
    """Whether the hit is about the present and real."""
    first = _sentence_start(keys, hit.first)
    if _staged(places):
        return False
    if near(places, "HYPO", first, hit.first + 1) and not _ASKED & set(hit.rule.needs[0]):
        return False
    present = any(feature in places for feature in ("NOW", "SOON", "RECENT"))
    if "PRO" in places and not present and not _SAID_OF_CLIENTS & set(hit.rule.needs[0]):
        return False
    if _past(places, keys, max(first, hit.first - _PAST_REACH), hit):
        return False
    return not _resolved(places, hit) and not _denied(places, keys, hit)
