"""The sentences that the classifier is trained on, and those that it has never seen."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.training import Example

ROOT = Path(__file__).resolve().parent.parent
HELD_OUT_FOLDER = ROOT / "tests" / "nlu"
LANGUAGE = "nl"

_CLASSIFIER = "NgramIntentClassifier"


@dataclass(frozen=True)
class Settings:
    """What config.yml says about the intent classifier."""

    rejected_share: float
    set_elsewhere: frozenset[str]


def classifier_settings(config: Path = ROOT / "config.yml") -> Settings:
    """The settings of the pipeline's classifier; raises LookupError when it has none."""
    for component in YAML(typ="safe").load(config)["pipeline"]:
        if component["name"].endswith(_CLASSIFIER):
            elsewhere = frozenset(component["set_elsewhere"])
            return Settings(float(component["rejected_share"]), elsewhere)
    raise LookupError(f"{config} has no {_CLASSIFIER}")


def training_sentences(set_elsewhere: frozenset[str], folder: Path | None = None) -> list[Example]:
    """The Dutch training sentences, without the intents that are never guessed from text."""
    return [
        Example(line.removeprefix("- ").strip(), block["intent"])
        for path in sorted((folder or ROOT / "data" / "nlu").glob("*.yml"))
        for block in _dutch_blocks(path)
        if block["intent"] not in set_elsewhere
        for line in block["examples"].splitlines()
        if line.strip()
    ]


def held_out_sets(folder: Path = HELD_OUT_FOLDER) -> dict[str, list[Example]]:
    """Every `held_out*.tsv` of a folder by its name: sentences that are never trained on."""
    return {path.stem: list(_rows(path)) for path in sorted(folder.glob("held_out*.tsv"))}


def _dutch_blocks(path: Path) -> Iterator[dict[str, str]]:
    for block in YAML(typ="safe").load(path)["nlu"]:
        if (block.get("metadata") or {}).get("language", LANGUAGE) == LANGUAGE:
            yield block


def _rows(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Example(row["text"], row["intent"])
