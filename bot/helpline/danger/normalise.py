"""Text as people type it, brought to a form in which spelling matters less.

Everything here is linear in the length of the text.
"""

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 4000
_HALF = MAX_LENGTH // 2

# Bulgarian is written in Cyrillic and, on phones, in Latin letters: one lexicon serves both.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht",
    "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "ы": "i", "э": "e", "ё": "e", "і": "i", "ї": "i",
    "є": "e",
}  # fmt: skip
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"), "")
_LETTERS = str.maketrans({**_CYRILLIC, **_LATIN}) | _APOSTROPHES
_LEET = str.maketrans("013457@$!", "oieastasi")
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)

_TOKEN = re.compile(r"[a-z0-9@$]+(?:![a-z0-9]+)*|[.!?;,:\n()]+")
_LEET_WORD = re.compile(r"(?=(?:.*[a-z]){2})(?:[a-z]+[0-9@$!]+[a-z]|[0@$1345][a-z]+[0-9a-z@$!]*$)")
_NUMBER_WORD = re.compile(
    r"^(\d+)(uur|jaar|jr|j|min|minuten|km|x|e|de|ste|u|h|th|m|mannen|vrouwen|meisjes|kinderen"
    r"|jarige|maanden|dagen|weken|years?|lat|p|ers?)$"
)
_LONG_RUN = re.compile(r"(.)\1{2,}")


def clean(text: str) -> str:
    """The text without control characters, accents, capitals and Cyrillic letters.

    Of a text that is too long the two ends are kept.
    """
    if len(text) > MAX_LENGTH:
        text = f"{text[:_HALF]}\n{text[-_HALF:]}"
    text = text.encode("utf-8", "ignore").decode("utf-8", "ignore")
    text = unicodedata.normalize("NFKC", text)[: 2 * MAX_LENGTH]
    text = _CONTROL.sub(" ", text).lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def split(cleaned: str) -> list[str]:
    """The words and punctuation of a cleaned text, in order, with leet spelling undone."""
    parts: list[str] = []
    for token in _TOKEN.findall(cleaned):
        if token.isalpha():
            parts.append(token)
            continue
        number = _NUMBER_WORD.match(token) if token[0].isdigit() else None
        if number:
            parts.extend(number.groups())
        elif len(token) < 40 and _LEET_WORD.match(token):
            parts.append(token.translate(_LEET))
        else:
            parts.append(token)
    return parts


_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ij|ei|ey|y"), "y"),
    (re.compile(r"auw|ouw|au|ou"), "ou"),
    (re.compile(r"ch|gh"), "g"),
    (re.compile(r"ck|c(?=[aoukl])|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"v"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"dt$|d$"), "t"),
)


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """The word as it sounds, so that "blyven", "blijven" and "blijve" are one.

    Short words keep their vowels: "mes" and "mees" stay apart.
    """
    word = _LONG_RUN.sub(r"\1", word[:40])
    if len(word) < 4 or word.isdigit():
        return word
    if len(word) < 6:
        for pattern, sound in _SOUNDS[1:]:
            word = pattern.sub(sound, word)
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word[:-1] if word.endswith("en") else word
