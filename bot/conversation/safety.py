"""112 in the answer to every message that signals danger, whatever else happens."""

import logging
import re
from collections.abc import Collection
from dataclasses import replace

from bot.conversation.speaker import (
    DANGER_ACUTE,
    DANGER_ALSO_SUICIDE,
    DANGER_LINE,
    DANGER_LINE_AGAIN,
    DANGER_LINE_ANEW,
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

ALSO_SUICIDE = "also_suicide"
_SENTENCES = re.compile(r"[^.!?\n]+")

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
        found = assess(text)
        if found.level is Level.ACUTE and _says_suicide(text):
            return replace(found, reasons=(*found.reasons, ALSO_SUICIDE))
        return found
    except Exception as error:  # noqa: BLE001 - a broken detector must not silence 112
        logger.error("danger cannot be assessed: %s", type(error).__name__)
        return DETECTOR_FAILED


def _says_suicide(text: str) -> bool:
    """Whether one of several sentences tells of suicide, beside the danger in another."""
    sentences = _SENTENCES.findall(text)
    return len(sentences) > 1 and any(
        assess(sentence).level is Level.SUICIDE for sentence in sentences
    )


def alarming(assessment: Assessment) -> bool:
    """Whether the answer has to name 112."""
    return assessment.level is not Level.NONE


def with_emergency(
    speaker: Speaker,
    assessment: Assessment,
    language: str,
    replies: tuple[Reply, ...],
    before: Collection[str] | None = None,
) -> tuple[Reply, ...]:
    """The replies; with the danger wording in front when none of them names 112.

    `before` is the answer before this one, when 112 was named in the conversation already: then
    the line asks nothing, and gets other words than that answer had.
    Somebody who writes in another language also gets the card of that language, right after
    the first sentence that names 112.
    """
    if not alarming(assessment):
        return replies
    named = [number for number, reply in enumerate(replies) if speaker.emergency in reply.text]
    if not named:
        first = _first(speaker, assessment.level, language, bool(replies), before)
        replies, named = (first, *replies), [0]
    if ALSO_SUICIDE in assessment.reasons:
        also = speaker.reply(DANGER_ALSO_SUICIDE, language)
        replies = (*replies[: named[0] + 1], also, *replies[named[0] + 1 :])
    if assessment.language in (None, language):
        return replies
    said = {reply.text for reply in replies}
    cards = [card for card in speaker.card(str(assessment.language)) if card.text not in said]
    after = named[0] + 1
    return (*replies[:after], *cards, *replies[after:])


def _first(
    speaker: Speaker, level: Level, language: str, goes_on: bool, before: Collection[str] | None
) -> Reply:
    """What names 112 first; danger that is not sure does not keep a conversation from going on."""
    if not goes_on or level is not Level.UNCLEAR:
        return speaker.reply(WORDING[level], language)
    if before is None:
        return speaker.reply(DANGER_LINE, language)
    again = speaker.reply(DANGER_LINE_AGAIN, language)
    return speaker.reply(DANGER_LINE_ANEW, language) if again.text in before else again


def line_beside_person(
    speaker: Speaker, assessment: Assessment, language: str
) -> tuple[Reply, ...]:
    """What the visitor reads at once when the assistant has no say. Without choices."""
    if not alarming(assessment):
        return ()
    key = DANGER_SUICIDE if assessment.level is Level.SUICIDE else DANGER_WITH_PERSON
    return (Reply(speaker.reply(key, language).text),)
