"""Which intents get the same answer, as the dialogue rules say it.

Confusing two of them costs the visitor nothing at that moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.intent_classifier import NOT_UNDERSTOOD
from bot.nlu.training import OUT_OF_SCOPE
from evaluation.sentences import ROOT

Answer = tuple[str, ...]


class Answers:
    """The answer of each intent in a conversation in which nothing else is going on."""

    def __init__(self, by_intent: Mapping[str, Answer]) -> None:
        """Keep the actions by intent."""
        self._by_intent = dict(by_intent)

    def same(self, first: str, second: str) -> bool:
        """Whether a visitor gets the same answer to both; an unknown intent equals itself only."""
        return self.of(first) == self.of(second)

    def of(self, intent: str) -> Answer:
        """The actions that follow an intent; its own name when no rule begins with it."""
        return self._by_intent.get(intent, (intent,))

    def shared(self) -> list[list[str]]:
        """The groups of two or more intents that get the same answer."""
        groups: dict[Answer, list[str]] = defaultdict(list)
        for intent, answer in self._by_intent.items():
            groups[answer].append(intent)
        return sorted(sorted(group) for group in groups.values() if len(group) > 1)

    def not_helped(self, intent: str) -> bool:
        """Whether the answer says that this was not understood, or is not for this chat."""
        return self.of(intent) in (self.of(NOT_UNDERSTOOD), self.of(OUT_OF_SCOPE))


def answers_of(rules: Iterable[Mapping[str, Any]]) -> Answers:
    """The answers according to the rules that ask for nothing but an intent."""
    return Answers(dict(pair for rule in rules for pair in _first_answers(rule)))


def load_answers(folder: Path = ROOT / "data" / "rules") -> Answers:
    """The answers according to the rule files of a folder."""
    yaml = YAML(typ="safe")
    return answers_of(
        rule for path in sorted(folder.glob("*.yml")) for rule in yaml.load(path)["rules"]
    )


def _first_answers(rule: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
    first, *rest = rule["steps"]
    if "condition" in rule:
        return
    answer = tuple(step["action"] for step in rest if "action" in step)
    for step in first.get("or", [first]):
        if "intent" in step:
            yield step["intent"], answer
