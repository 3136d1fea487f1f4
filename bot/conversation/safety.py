"""112 in the answer to every message that signals danger, whatever else happens."""

import logging

from bot.conversation.speaker import (
    DANGER_ACUTE,
    DANGER_LINE,
    DANGER_SUICIDE,
    DANGER_UNCLEAR,
    DANGER_WITH_PERSON,
    Speaker,
)
from bot.engine.answer import Reply
from bot.helpline.danger import Assessment, Level, assess

logger = logging.getLogger(__name__)

DANGER_NOW = "/danger_now"
NO_DANGER = "/no_danger"
CALM = Assessment(Level.NONE, (), None)
# A visitor who says so by a choice needs no interpreting.
CHOSEN = Assessment(Level.ACUTE, ("chosen",), None)
# A detector that broke down cannot tell that there is no danger.
DETECTOR_FAILED = Assessment(Level.UNCLEAR, ("detector_failed",), None)

WORDING = {
    Level.ACUTE: DANGER_ACUTE,
    Level.SUICIDE: DANGER_SUICIDE,
    Level.UNCLEAR: DANGER_UNCLEAR,
}


def look(text: str | None) -> Assessment:
    """What a typed message signals; a choice says nothing by itself."""
    if text is None:
        return CALM
    try:
        return assess(text)
    except Exception as error:  # noqa: BLE001 - a broken detector must not silence 112
        logger.error("danger cannot be assessed: %s", type(error).__name__)
        return DETECTOR_FAILED


def alarming(assessment: Assessment) -> bool:
    """Whether the answer has to name 112."""
    return assessment.level is not Level.NONE


def with_emergency(
    speaker: Speaker, assessment: Assessment, language: str, replies: tuple[Reply, ...]
) -> tuple[Reply, ...]:
    """The replies; with the danger wording in front when none of them names 112.

    Somebody who writes in another language also gets the card of that language, right after
    the first sentence that names 112.
    """
    if not alarming(assessment):
        return replies
    named = [number for number, reply in enumerate(replies) if speaker.emergency in reply.text]
    if not named:
        first = speaker.reply(_wording(assessment.level, bool(replies)), language)
        replies, named = (first, *replies), [0]
    if assessment.language in (None, language):
        return replies
    said = {reply.text for reply in replies}
    cards = [card for card in speaker.card(str(assessment.language)) if card.text not in said]
    after = named[0] + 1
    return (*replies[:after], *cards, *replies[after:])


def _wording(level: Level, goes_on: bool) -> str:
    """Danger that is not sure does not keep the conversation from going on."""
    return DANGER_LINE if goes_on and level is Level.UNCLEAR else WORDING[level]


def line_beside_person(
    speaker: Speaker, assessment: Assessment, language: str
) -> tuple[Reply, ...]:
    """What the visitor reads at once when the assistant has no say. Without choices."""
    if not alarming(assessment):
        return ()
    key = DANGER_SUICIDE if assessment.level is Level.SUICIDE else DANGER_WITH_PERSON
    return (Reply(speaker.reply(key, language).text),)
