"""When something happens, in the visitor's words, and whether it goes on."""

from collections.abc import Sequence

from bot.nlu.entities.phrases import Hit

YES = "yes"
NO = "no"


def longest_time(hits: Sequence[Hit]) -> Hit | None:
    """The longest of the phrases that tell a time, the first of several; None without one."""
    said = [hit for hit in hits if hit.concept == "time_said"]
    return max(said, key=lambda hit: hit.last - hit.first, default=None)


def still_going_on(hits: Sequence[Hit]) -> str | None:
    """`yes` or `no` when the message tells; None when it does not, or tells both."""
    goes_on = any(hit.concept == "goes_on" and not hit.negated for hit in hits)
    over = any(hit.concept == "over" and not hit.negated for hit in hits)
    if goes_on == over:
        return None
    return YES if goes_on else NO
