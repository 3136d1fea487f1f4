"""What a message tells about the parts of a report, whatever was asked."""

from bot.actions.heard import Heard
from bot.helpline.report import Form, Role, YesNo

Slots = dict[str, str | None]

FORM_INTENTS = {
    "form_sexual": Form.SEXUAL,
    "form_labour": Form.LABOUR,
    "form_criminal": Form.CRIMINAL,
    "form_organ": Form.ORGAN,
}
ROLE_INTENTS = {
    "happens_to_me": Role.VICTIM,
    "professional_advice": Role.PROFESSIONAL,
}
OPENING_INTENTS = frozenset({"report_suspicion", *FORM_INTENTS, *ROLE_INTENTS})
"""What somebody says who comes to tell something."""


def mentions(said: Heard) -> Slots:
    """The parts of the report that a message names, with their values."""
    found = {
        "role": role(said),
        "exploitation_form": exploitation_form(said),
        "municipality": said.value("place"),
        "when": said.value("time"),
        "still_going_on": said.value("still_going_on"),
        "people": said.value("number"),
        "minors": minors(said),
    }
    return {slot: value for slot, value in found.items() if value is not None}


def role(said: Heard) -> str | None:
    """Who is telling, when the message says so."""
    named = said.value("role")
    if named in set(Role):
        return named
    return ROLE_INTENTS.get(said.subject)


def exploitation_form(said: Heard) -> str | None:
    """The form of exploitation: what was named goes before what it sounds like."""
    named = said.entities.get("exploitation_form", ())
    sounds_like = FORM_INTENTS.get(said.subject)
    if sounds_like is not None and (not named or sounds_like in named):
        return sounds_like
    return named[0] if named else None


def minors(said: Heard) -> str | None:
    """Whether somebody under 18 is involved, when the message says so."""
    named = said.value("minors")
    if named is None:
        return None
    return YesNo.NO if named == YesNo.NO else YesNo.YES
