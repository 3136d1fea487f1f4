"""The labelled sentences of data/danger, for training and measuring."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[3] / "data" / "danger"
NLU_FOLDER = FOLDER.parent / "nlu"
ANSWERS_FOLDER = FOLDER.parent / "answers"
DEVELOP = "develop"
# Never trained on: the honest test of what is shipped.
BLIND = "blind"
# What is told and answered in the interview.
TOLD = "told"
# What visitors say every day, from the training data of the intents.
ORDINARY = "ordinary"

# What is told with these intents is serious, as a rule not acute.
_STORIES = frozenset(
    {
        "form_criminal",
        "form_labour",
        "form_organ",
        "form_sexual",
        "happens_to_me",
        "no_danger",
        "professional_advice",
        "report_suspicion",
    }
)
_DANGER = "danger_"


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence: A acute, S suicide, B unclear, N serious, O harmless."""

    part: str
    label: str
    language: str
    text: str


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def sentences(folder: Path = FOLDER) -> Iterator[Sentence]:
    """All labelled sentences of a folder of tab separated files."""
    for row in _rows(folder):
        yield Sentence(row["part"], row["label"], row.get("language", "nl"), row["text"])


def told_sentences(folder: Path = ANSWERS_FOLDER) -> Iterator[Sentence]:
    """What people tell and answer in the interview, with the danger in it."""
    for row in _rows(folder):
        if row["danger"]:
            yield Sentence(TOLD, row["danger"], "nl", row["text"])


def ordinary_sentences(folder: Path = NLU_FOLDER) -> Iterator[Sentence]:
    """The Dutch examples of the intents: stories as serious, all else as harmless.

    Some of the stories are acute after all: whoever uses them leaves those out.
    """
    for path in sorted(folder.glob("*.yml")):
        for intent in YAML(typ="safe").load(path)["nlu"]:
            if intent["intent"].startswith(_DANGER):
                continue
            label = "N" if intent["intent"] in _STORIES else "O"
            for line in intent["examples"].splitlines():
                yield Sentence(ORDINARY, label, "nl", line.removeprefix("- ").strip())
