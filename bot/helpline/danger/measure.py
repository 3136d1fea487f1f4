"""Misses and false alarms on the labelled sentences: `python -m bot.helpline.danger.measure`.

With `--wrong` also the sentences of the develop part that are judged wrongly.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.helpline.danger.corpus import DEVELOP, Sentence, sentences
from bot.helpline.danger.decide import assess
from bot.helpline.danger.level import Level

Group = tuple[str, str, str]
DANGER = frozenset("ASB")


def group(sentence: Sentence) -> Group:
    """The row of the table in which a sentence counts: language, part, label."""
    return ("nl" if sentence.language == "nl" else "other", sentence.part, sentence.label)


def counts(chosen: Iterable[Sentence]) -> dict[Group, Counter[Level]]:
    """How often each level was given, by group."""
    table: dict[Group, Counter[Level]] = {}
    for sentence in chosen:
        table.setdefault(group(sentence), Counter())[assess(sentence.text).level] += 1
    return table


def named(counter: Counter[Level]) -> float:
    """The share of sentences whose answer names 112 at all."""
    return 1 - counter[Level.NONE] / counter.total()


def pushed(counter: Counter[Level]) -> float:
    """The share of sentences whose answer puts 112 first."""
    return (counter[Level.ACUTE] + counter[Level.SUICIDE]) / counter.total()


def lines(table: dict[Group, Counter[Level]]) -> Iterator[str]:
    """The table as text, with shares in percent."""
    yield f"{'language':9} {'part':10} label {'n':>5} {'named':>7} {'pushed':>7}"
    for (language, part, label), counter in sorted(table.items()):
        yield (
            f"{language:9} {part:10} {label:5} {counter.total():5} "
            f"{named(counter):7.1%} {pushed(counter):7.1%}"
        )


def wrong(chosen: Iterable[Sentence]) -> Iterator[str]:
    """The sentences whose answer names 112 and should not, or the other way round."""
    for sentence in chosen:
        found = assess(sentence.text)
        if (found.level is not Level.NONE) != (sentence.label in DANGER):
            yield f"{sentence.label} {found.level} {','.join(found.reasons)}: {sentence.text}"


def main() -> None:
    """Prints the table, and with `--wrong` the develop sentences that are judged wrongly."""
    chosen = list(sentences())
    report = list(lines(counts(chosen)))
    if "--wrong" in sys.argv[1:]:
        report += wrong(s for s in chosen if s.part.startswith(DEVELOP))
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
