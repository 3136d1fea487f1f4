"""Phone numbers and addresses in messages as links, so that a number can be tapped."""

import re
from collections.abc import Mapping

_PHONES = (
    "emergency",
    "phone",
    "suicide_phone",
    "labour_phone",
    "labour_phone_abroad",
    "crime_phone",
)


def links_of(facts: Mapping[str, str]) -> dict[str, str]:
    """The address behind each number and website of the helpline's facts, longest text first."""
    links = {facts[name]: facts[f"{name}_link"] for name in _PHONES}
    links[facts["website"]] = facts["website_link"]
    return dict(sorted(links.items(), key=lambda pair: -len(pair[0])))


def linked(text: str, links: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """The text in parts, each with its address or None."""
    names = "|".join(re.escape(name) for name in links)
    # Not within a longer number.
    parts = re.split(rf"(?<![\w+])({names})(?!\w)", text)
    return [(part, links.get(part)) for part in parts if part]
