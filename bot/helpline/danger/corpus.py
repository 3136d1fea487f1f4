"""The labelled sentences of data/danger, for training and measuring."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "data" / "danger"
DEVELOP = "develop"
# Never trained on: the honest test of what is shipped.
BLIND = "blind"


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence: A acute, S suicide, B unclear, N serious, O harmless."""

    part: str
    label: str
    language: str
    text: str


def sentences(folder: Path = FOLDER) -> Iterator[Sentence]:
    """All labelled sentences of a folder of tab separated files."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Sentence(row["part"], row["label"], row.get("language", "nl"), row["text"])
