"""The filters above a list, with their choices in words."""

from collections.abc import Iterable

from bot.helpline.ending import Ending
from bot.helpline.report import OUTSIDE, Form
from bot.staff.desk.words import Described
from bot.staff.review.choosing import Chosen
from bot.staff.review.describe import word
from bot.staff.review.services import Review
from bot.staff.services import Services

Choices = list[tuple[str, str]]


def describe_filters(found: Services, reviewing: Review, chosen: Chosen) -> Described:
    """All filters of the list of conversations, and what was chosen."""
    towns = [(one.name, one.name) for one in reviewing.organisation.municipalities]
    languages = reviewing.archive.languages()
    yes_no = [("yes", found.texts("review.list.yes")), ("no", found.texts("review.list.no"))]
    return {
        "sent": chosen.sent,
        "choices": {
            "form": in_words(found, "forms", Form),
            "municipality": [*towns, *in_words(found, "places", [OUTSIDE])],
            "ending": in_words(found, "endings", Ending),
            "danger": yes_no,
            "language": sorted(
                in_words(found, "languages", languages), key=lambda choice: choice[1]
            ),
            "operator": [(str(number), name) for number, name in reviewing.archive.operators()],
            "reviewed": yes_no,
        },
    }


def in_words(found: Services, kind: str, values: Iterable[str]) -> Choices:
    """Codes with their words."""
    return [(str(value), word(found, kind, str(value))) for value in values]
