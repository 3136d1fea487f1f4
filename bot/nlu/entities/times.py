"""When something happens, in the visitor's words, and whether it goes on."""

from collections.abc import Sequence

from bot.nlu.entities.phrases import Hit

YES = "yes"
NO = "no"


def times_said(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """From which word to which each time is told, in order; times side by side are one."""
    return _side_by_side(hits, "time_said")


def clocks_said(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """From which word to which each time of the day is told, in order."""
    return _side_by_side(hits, "clock_said")


def _side_by_side(hits: Sequence[Hit], concept: str) -> list[tuple[int, int]]:
    aside = [hit for hit in hits if hit.concept == "time_by_the_way"]
    said = sorted(
        (hit.first, hit.last)
        for hit in hits
        if hit.concept == concept
        and not any(by.first <= hit.last and hit.first <= by.last for by in aside)
    )
    spans: list[tuple[int, int]] = []
    for first, last in said:
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def still_going_on(hits: Sequence[Hit]) -> str | None:
    """`yes` or `no` when the message tells; None when it does not, or tells both."""
    goes_on = any(hit.concept == "goes_on" and not hit.negated for hit in hits)
    over = any(hit.concept == "over" and not hit.negated for hit in hits)
    if goes_on == over:
        return None
    return YES if goes_on else NO
