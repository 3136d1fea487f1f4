"""The few numbers above the tables, in words."""

from bot.conversation.figures import Numbers
from bot.helpline.figures import LONG_WAIT, Measure, quantile
from bot.helpline.small_counts import SMALL, is_small
from bot.staff.figures.tables import Table, in_thousands
from bot.staff.texts import Texts

HALF, MOST = 0.5, 0.9
LONGEST_IN_SECONDS = 120


def headline(texts: Texts, numbers: Numbers, waits: Table) -> list[tuple[str, str]]:
    """Names and values; a value that would tell of too few people is a dash."""
    served = numbers.waits(Measure.WAIT_PERSON)
    enough = sum(served.values()) >= SMALL
    median, most = quantile(served, HALF), quantile(served, MOST)
    none = texts("figures.none")
    return [
        (texts("figures.head.chats"), _count(texts, numbers.of(Measure.CHATS))),
        (texts("figures.head.median"), _wait(texts, median) if enough and median else none),
        (texts("figures.head.most"), _wait(texts, most) if enough and most else none),
        (texts("figures.head.long"), _share_of_long(served, waits) or none),
        (texts("figures.head.opened"), _count(texts, numbers.of(Measure.OPENED))),
    ]


def _count(texts: Texts, count: int) -> str:
    return texts("figures.small") if is_small(count) else in_thousands(count)


def _wait(texts: Texts, seconds: int) -> str:
    if seconds < LONGEST_IN_SECONDS:
        return texts("figures.seconds", count=seconds)
    minutes = f"{seconds / 60:.1f}".removesuffix(".0").replace(".", ",")
    return texts("figures.minutes", count=minutes)


def _share_of_long(served: dict[int, int], waits: Table) -> str:
    """Of the waits that a person ended; only if the table shows what it is made of."""
    quick, middle, long, _ = waits.rows
    if quick.count is None or middle.count is None or long.count is None or not served:
        return ""
    total = sum(served.values())
    over = sum(count for seconds, count in served.items() if seconds > LONG_WAIT)
    return f"{100 * over / total:.0f}%"
