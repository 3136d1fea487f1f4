"""What members of staff may do: each role sees only its part of the console."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """One part of the console. Somebody may have several."""

    OPERATOR = "operator"
    """Takes chats at the desk."""

    REVIEWER = "reviewer"
    """Reads and corrects transcripts."""

    MAINTAINER = "maintainer"
    """Reads corrections without the names in them, and the figures, to retrain the assistant."""

    ADMINISTRATOR = "administrator"
    """Manages colleagues and settings, and reads the audit log."""


def parse_roles(text: str) -> frozenset[Role]:
    """The roles in a list with commas, as `format_roles` writes it. Raises ValueError."""
    return frozenset(Role(part.strip()) for part in text.split(",") if part.strip())


def format_roles(roles: Iterable[Role]) -> str:
    """The roles as one text, always in the same order."""
    wanted = set(roles)
    return ",".join(role.value for role in Role if role in wanted)
