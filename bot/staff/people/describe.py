"""Accounts, invitations and sign-ins as the pages show them."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.helpline.roles import Role
from bot.staff.services import Services
from bot.store.colleagues import Colleague
from bot.store.invitations import Invited
from bot.store.staff_sessions import OpenSession

Described = dict[str, object]


def role_words(found: Services, roles: Iterable[Role]) -> str:
    """The names of roles, always in the same order."""
    wanted = set(roles)
    return ", ".join(found.texts(f"roles.{role}") for role in Role if role in wanted)


def role_choices(found: Services, chosen: Iterable[Role]) -> list[Described]:
    """Every role with what it opens, to choose from."""
    ticked = set(chosen)
    return [
        {
            "value": role.value,
            "label": found.texts(f"roles.{role}"),
            "hint": found.texts(f"roles.{role}_hint"),
            "ticked": role in ticked,
        }
        for role in Role
    ]


def describe_colleague(found: Services, colleague: Colleague) -> Described:
    """One row of the list of colleagues."""
    locked = colleague.locked_until is not None and colleague.locked_until > found.clock()
    state = "disabled" if colleague.disabled else "locked" if locked else "active"
    way = "single_sign_on" if colleague.has_single_sign_on else "password"
    return {
        "id": colleague.id,
        "login": colleague.login,
        "name": colleague.name,
        "roles": role_words(found, colleague.roles),
        "last_sign_in": day_words(colleague.last_sign_in_on, found.texts("people.never")),
        "state": state,
        "state_words": found.texts(f"people.states.{state}"),
        "way": found.texts(f"people.ways.{way}"),
    }


def describe_invited(found: Services, invited: Invited) -> Described:
    """One invitation that is still open."""
    return {
        "login": invited.login,
        "name": invited.name,
        "roles": role_words(found, invited.roles),
        "until": moment_words(found, invited.expires_at),
        "kind": found.texts("people.kinds.reset" if invited.operator_id else "people.kinds.new"),
    }


def describe_session(found: Services, session: OpenSession, own: str) -> Described:
    """One sign-in in somebody's own list."""
    return {
        "name": session.name,
        "way": found.texts(f"account.ways.{session.via}"),
        "started": moment_words(found, session.created_at),
        "used": moment_words(found, session.last_seen_at),
        "own": session.name == own,
    }


def moment_words(found: Services, at: datetime) -> str:
    """Day and time by the helpline's clock."""
    return f"{found.local(at):%d-%m-%Y %H.%M}"


def day_words(day: date | None, otherwise: str) -> str:
    """The day, or other words when there is none."""
    return otherwise if day is None else f"{day:%d-%m-%Y}"


def said(found: Services, prefix: str, name: str) -> str:
    """What a page says after a redirect that names one of its texts; else nothing."""
    key = f"{prefix}.{name}"
    return found.texts(key) if name and found.texts.has(key) else ""
