"""Who is telling, and which form: by words, by the intent, and by what was learned."""

from bot.actions.heard import FEW_WORDS, Heard
from bot.helpline.report import Form, Role

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
OTHERS = frozenset({Role.BYSTANDER, Role.PROFESSIONAL})
"""Who tells of somebody else."""

BETTER_READ = frozenset(
    {
        (Role.VICTIM, Role.BYSTANDER),  # "hij heeft mijn paspoort, zei ze" is told of another
        (Role.VICTIM, Role.PROFESSIONAL),
        (Role.BYSTANDER, Role.PROFESSIONAL),  # and so is "ze hebben mijn dochter"
    }
)
"""Where single words say the first and the whole message likely the second, that is right."""

STORY = 12
"""From so many words on a message that is about a case is a story."""


def role(said: Heard, fewest: int = FEW_WORDS) -> str | None:
    """Who is telling, when the message says so.

    The model is believed from `fewest` words on: a detail sounds like many things.
    """
    named, learned = said.value("role"), said.value("role_likely")
    if named is not None and said.words > FEW_WORDS and (named, learned) in BETTER_READ:
        return learned
    if named == Role.BYSTANDER and said.value("role_sure") == Role.VICTIM and said.words >= STORY:
        return Role.VICTIM  # "ik moet met mijn zoon in de kas werken"
    if named in set(Role):
        return named
    if said.value("role_sure") == Role.PROFESSIONAL and said.words >= STORY:
        return Role.PROFESSIONAL
    sure = said.is_choice or (said.subject_is_sure and said.words >= fewest)
    if not sure and named is None and said.subject == "happens_to_me":
        sure = said.is_rather_sure and said.words >= STORY and exploitation_form(said) is not None
    if said.subject == "happens_to_me" and said.value("role_likely") in OTHERS:
        return None
    return ROLE_INTENTS.get(said.subject) if sure else None


def exploitation_form(said: Heard) -> str | None:
    """The form of exploitation: what was named goes before what it sounds like."""
    named = said.entities.get("exploitation_form", ())
    is_heard = said.subject_is_sure or not said.is_danger
    sounds_like = FORM_INTENTS.get(said.subject) if is_heard and said.words > 1 else None
    learned = said.value("exploitation_form_likely") if said.words > FEW_WORDS else None
    if learned and (named or sounds_like):
        return learned  # in a whole story more often right than its words one by one
    if sounds_like is not None and (not named or sounds_like in named):
        return sounds_like
    if named:
        return named[0]
    story = said.words > FEW_WORDS and not said.is_danger
    return said.value("exploitation_form_sure") if story else None
