"""The parts of the console that somebody's roles open, and where they start."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.helpline.roles import Role
from bot.staff.guard import Staff


@dataclass(frozen=True)
class Part:
    """One part of the console; no roles: everybody has it. `name` is a text under `nav`."""

    name: str
    path: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Link:
    """A part as the bar shows it."""

    name: str
    path: str
    current: bool


_OWN = re.compile(r"/staff/[A-Za-z0-9_/-]*(\?[A-Za-z0-9_=&%.:-]*)?")

PARTS = (
    Part("desk", "/staff/", frozenset({Role.OPERATOR})),
    Part("review", "/staff/review", frozenset({Role.REVIEWER, Role.MAINTAINER})),
    Part(
        "figures",
        "/staff/figures",
        frozenset({Role.REVIEWER, Role.MAINTAINER, Role.ADMINISTRATOR}),
    ),
    Part("people", "/staff/people", frozenset({Role.ADMINISTRATOR})),
    Part("audit", "/staff/audit", frozenset({Role.ADMINISTRATOR})),
    Part("account", "/staff/account", frozenset()),
)


def navigation(staff: Staff, here: str = "") -> tuple[Link, ...]:
    """The links for the bar; `here` is the name of the part that is on the screen."""
    return tuple(
        Link(part.name, part.path, part.name == here) for part in _open_to(staff.operator.roles)
    )


def landing(roles: Collection[Role]) -> str:
    """The path where somebody with these roles starts."""
    return _open_to(roles)[0].path


def _open_to(roles: Collection[Role]) -> tuple[Part, ...]:
    return tuple(part for part in PARTS if not part.roles or not part.roles.isdisjoint(roles))


def safe_path(path: str) -> str:
    """The path when it is one of the console's own pages, else the start."""
    return path if _OWN.fullmatch(path) else "/staff/start"
