"""What is special about the answers to each question of the interview."""

from collections.abc import Mapping

from bot.actions.heard import FEW_WORDS
from bot.actions.taken import STORY_WORDS
from bot.helpline.report import NOTHING, SKIPPED, YesNo

ONCE, MORE, CHANGED = "yes", "more", "change"
"""The open question again: asked once more, left open, or asked for another answer."""

NAMED = frozenset({"role", "exploitation_form", "municipality", "minors"})
"""The questions whose answer is what a message names; the others keep the words."""

BRIEFLY_NAMED: Mapping[str, int] = {"people": 3, "still_going_on": FEW_WORDS}
"""The questions where what is named stands for an answer of at most so many words."""

FREE = frozenset({"narrative", "anything_else"})
"""The questions to which any words are an answer."""

TO_STORY = frozenset({"role", "exploitation_form"})
"""The questions whose answer is a code: other words go to the story."""

STORY_FROM: Mapping[str, int] = {
    "people": FEW_WORDS + 1,
    "municipality": STORY_WORDS,
    "minors": STORY_WORDS,
    "still_going_on": STORY_WORDS,
}
"""From so many words on a message that does not name the answer belongs to the story."""

# A number may be an age; "nu nog steeds" says when.
LOOKS_LIKE: Mapping[str, frozenset[str]] = {
    "minors": frozenset({"people", "exploitation_form"}),
    "when": frozenset({"still_going_on"}),
}
"""What a short answer to a question may seem to name beside it."""

YES_NO: Mapping[str, str] = {"affirm": YesNo.YES, "deny": YesNo.NO}
NO_MEANS: Mapping[str, Mapping[str, str]] = {
    "narrative": {"deny": SKIPPED},
    "still_going_on": YES_NO,
    "minors": YES_NO,
    "anything_else": {"deny": NOTHING, "skip": NOTHING, "dont_know": NOTHING},
}
"""What yes and no mean to a question, where no is more than "I cannot say"."""
