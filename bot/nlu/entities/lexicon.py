"""The word lists of one language, read from data/lookup/<language>/."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # comes with Rasa, as does its fast loader

from bot.nlu.concepts import Concepts
from bot.nlu.entities.phrases import PhraseMatcher
from bot.nlu.text_features import fold

_LISTS = frozenset({"concepts", "words"})
FOLDER = Path(__file__).resolve().parents[3] / "data" / "lookup"


class LexiconError(ValueError):
    """A word list is missing or says something that cannot be used; names the file."""


@dataclass(frozen=True)
class Rule:
    """Concepts that together point at a form; any one name of each group will do."""

    form: str
    groups: tuple[frozenset[str], ...]
    points: int


@dataclass(frozen=True)
class Lexicon:
    """Everything the extractors look for, by name of concept."""

    concepts: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    rules: tuple[Rule, ...]
    hints: Mapping[str, frozenset[str]]
    outside: tuple[str, ...]
    landmarks: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[str, ...]]

    @cached_property
    def matcher(self) -> PhraseMatcher:
        """Finds every concept in one pass, and what answers and questions consist of."""
        everything = {**self.concepts, **self.answers}
        return PhraseMatcher(everything, self.numbers, self.words["negations"])


def lexicon_files(language: str) -> list[Path]:
    """All word lists of a language; raises LexiconError when there are none."""
    return [*_case_files(language), *sorted((FOLDER / language / "needs").glob("*.yml"))]


def _case_files(language: str) -> list[Path]:
    files = sorted((FOLDER / language).glob("*.yml"))
    if not files:
        raise LexiconError(f"no word lists for language '{language}' in {FOLDER}")
    return files


def load_lexicon(language: str) -> Lexicon:
    """The word lists of a language; raises LexiconError when one cannot be used."""
    merged: dict[str, Any] = {}
    concepts: dict[str, tuple[str, ...]] = {}
    words: dict[str, frozenset[str]] = {}
    for path in _case_files(language):
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        if not isinstance(content, Mapping):
            raise LexiconError(f"{path.name}: expected headings with lists below them")
        _add(concepts, _concepts(path.name, content.get("concepts", {})), path.name)
        _add(words, _folded(_concepts(path.name, content.get("words", {}))), path.name)
        merged.update({key: value for key, value in content.items() if key not in _LISTS})
    rules = tuple(_rules(merged.get("forms", {}), concepts))
    return Lexicon(
        concepts=concepts,
        numbers={fold(str(word)): int(value) for word, value in merged["numbers"].items()},
        words=words,
        rules=rules,
        hints=_hints(merged.get("hints", {}), concepts),
        outside=tuple(merged["outside"]),
        landmarks={name: tuple(places) for name, places in merged["landmarks"].items()},
        answers=_concepts("answers", merged["answers"]),
        signs={name: tuple(listed) for name, listed in merged["signs"].items()},
    )


def _add(known: dict[str, Any], more: Mapping[str, Any], file: str) -> None:
    if twice := sorted(known.keys() & more.keys()):
        raise LexiconError(f"{file}: '{twice[0]}' is in another file already")
    known.update(more)


def load_concepts(language: str) -> Concepts:
    """What the intent classifier sees: the concepts of a case, and those of the needs."""
    lexicon = load_lexicon(language)
    phrases = dict(lexicon.concepts)
    for path in sorted((FOLDER / language / "needs").glob("*.yml")):
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        phrases.update(_concepts(path.name, content["concepts"]))
    return Concepts(phrases, lexicon.numbers, sorted(lexicon.words["negations"]))


def _concepts(file: str, listed: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    for name, phrases in listed.items():
        if not isinstance(phrases, list) or not all(isinstance(one, str) for one in phrases):
            raise LexiconError(f"{file}: '{name}' must be a list of phrases")
    return {name: tuple(phrases) for name, phrases in listed.items()}


def _folded(lists: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(word) for word in listed) for name, listed in lists.items()}


def _rules(forms: Mapping[str, Any], concepts: Mapping[str, Any]) -> list[Rule]:
    rules = []
    for form, strengths in forms.items():
        for points, name in ((3, "certain"), (2, "probable"), (1, "likely")):
            for written in strengths.get(name, []):
                groups = tuple(
                    frozenset(part.strip().split("|")) for part in str(written).split("+")
                )
                unknown = frozenset().union(*groups) - set(concepts)
                if unknown:
                    raise LexiconError(f"forms: unknown concept {sorted(unknown)} in '{written}'")
                rules.append(Rule(form, groups, points))
    return rules


def _hints(listed: Mapping[str, Any], concepts: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    for form, names in listed.items():
        unknown = set(names) - set(concepts)
        if unknown:
            raise LexiconError(f"hints: unknown concept {sorted(unknown)} for '{form}'")
    return {form: frozenset(names) for form, names in listed.items()}
