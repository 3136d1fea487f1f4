"""Members of staff who read back, and conversations for them to read."""

from bot.helpline.roles import Role
from tests.cast import GOODBYE
from tests.staff.site import Operator, Site

SAID = "Ik heet Sanne Voorbeeld, mail sanne@voorbeeld.example. Het is in Urk."
PATH = "/staff/review"


def reviewer(site: Site, *roles: Role, login: str = "rian") -> Operator:
    """Somebody with these roles (reviewer by default) who is signed in."""
    somebody = site.operator(login, f"{login.title()} Voorbeeld", roles=roles or (Role.REVIEWER,))
    assert somebody.sign_in().status_code == 303
    return somebody


def ended(site: Site, *texts: str) -> str:
    """A conversation in which the visitor wrote this, and that the assistant ended."""
    conversation = site.visitor(*(texts or (SAID,)), GOODBYE)
    site.clock.advance(minutes=1)
    return conversation
