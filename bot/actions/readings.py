"""Who is telling, and which form: by words, by the intent, and by what was learned."""

from bot.actions.heard import FEW_WORDS, Heard
from bot.actions.leanings import likeliest
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

STORY = 12
"""From so many words on a message that is about a case is a story."""


def role(said: Heard, fewest: int = FEW_WORDS) -> str | None:
    """Who is telling, when the message says so.

    The model is believed from `fewest` words on: a detail sounds like many things.
    """
    named, learned, sure_of = (said.value(each) for each in ("role", "role_likely", "role_sure"))
    if named in set(Role):
        return _named_or_learned(said, named, learned, sure_of)
    if said.tells_story and said.words > max(FEW_WORDS, fewest - 1) and sure_of in set(Role):
        return sure_of
    sure = said.is_choice or (said.subject_is_sure and said.words >= fewest)
    if not sure and said.subject == "happens_to_me":
        sure = said.is_rather_sure and said.words >= STORY and exploitation_form(said) is not None
    if said.subject == "happens_to_me" and learned in OTHERS:
        return None
    return ROLE_INTENTS.get(said.subject) if sure else None


def _named_or_learned(
    said: Heard, named: str | None, learned: str | None, sure_of: str | None
) -> str | None:
    """Whom single words name, unless the whole of a longer message says better who it is."""
    if said.words <= FEW_WORDS or learned is None or named == Role.PROFESSIONAL:
        return named
    if (named, learned) == (Role.BYSTANDER, Role.VICTIM):
        return sure_of  # "ik moet met mijn zoon in de kas werken"; else it is asked
    return learned


def sounds_of_another(said: Heard) -> bool:
    """Whether it may be taken that the message tells of another, so that it is not asked."""
    likely = likeliest(said.value("role_leaning"))
    return likely in (None, Role.BYSTANDER) and "own_doing" not in said.entities


def exploitation_form(said: Heard) -> str | None:
    """The form of exploitation: what was named goes before what it sounds like.

    In a story single words are often about something else: where what was learned from whole
    stories points to another form, but not surely, it is asked.
    """
    named = said.entities.get("exploitation_form", ())
    is_heard = said.subject_is_sure or not said.is_danger
    sounds_like = FORM_INTENTS.get(said.subject) if is_heard and said.words > 1 else None
    learned = said.value("exploitation_form_likely") if said.words > FEW_WORDS else None
    sure_of = said.value("exploitation_form_sure") if said.words > FEW_WORDS else None
    if sure_of and (named or sounds_like or not said.is_danger):
        return sure_of
    if learned and learned in (*named, sounds_like):
        return learned
    points_to = (said.value("exploitation_form_leaning") or "").partition(" ")[0]
    if said.tells_story and said.words >= STORY and points_to not in ("", *named, sounds_like):
        return None
    if learned and (named or sounds_like):
        return learned
    if sounds_like is not None and (not named or sounds_like in named):
        return sounds_like
    return named[0] if named else None
