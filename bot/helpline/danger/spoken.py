"""Whether a message is for the greater part in another language than the conversation."""

from bot.helpline.danger.language import likeliest, scores
from bot.helpline.danger.message import CYRILLIC
from bot.helpline.danger.normalise import clean, key, split

# Fewer words do not tell a language: "ja" is one in many.
_ENOUGH_WORDS = 3
_FEWEST = 2
_TIMES = 2


def other_language(text: str, expected: str) -> str | None:
    """The language that the message is in, when it is clearly not the expected one."""
    words = [key(word) for word in split(clean(text)) if word.isalpha()]
    if len(words) < _ENOUGH_WORDS:
        return None
    found = scores(words, bool(CYRILLIC.search(text)))
    language = likeliest(found)
    if language is None or language == expected:
        return None
    clear = found[language] >= max(_FEWEST, _TIMES * found.get(expected, 0))
    return language if clear else None


def still_in(text: str, language: str, expected: str) -> bool:
    """Whether a few words go on in a language that was recognised before."""
    words = [key(word) for word in split(clean(text)) if word.isalpha()]
    found = scores(words, bool(CYRILLIC.search(text)))
    return found.get(language, 0) > found.get(expected, 0)
