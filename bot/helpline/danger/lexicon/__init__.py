"""The words behind the features, one file per language, read once at import.

A file names a feature at the start of a line and lists, indented, the words and phrases that
carry it, separated by commas. A word that ends in `*` stands for every word that begins so.
None of this is wording for visitors.
"""

from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("nl", "en", "pl", "ro", "bg", "es")

Lexicon = Mapping[str, tuple[str, ...]]


def parse(text: str) -> Lexicon:
    """The entries of each feature, in the order of the file; ValueError when malformed."""
    features: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] != " ":
            entries = features.setdefault(line.strip().removesuffix(":"), [])
        elif entries is None:
            raise ValueError("words before the first feature")
        else:
            entries.extend(word.strip() for word in line.split(",") if word.strip())
    return {feature: tuple(words) for feature, words in features.items()}


def _read(language: str) -> Lexicon:
    return parse((Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8"))


LEXICONS: Mapping[str, Lexicon] = {language: _read(language) for language in LANGUAGES}
