from collections import Counter

from bot.helpline.danger import Level
from bot.helpline.danger.corpus import Sentence, ordinary_sentences
from bot.nlu.training import Example
from evaluation.danger import (
    blind_sentences,
    everyday,
    named,
    pushed,
    total,
    with_errors,
)
from evaluation.statistics import Rate
from evaluation.typing_errors import Kind

LEVELS = Counter({Level.NONE: 5, Level.UNCLEAR: 3, Level.SUICIDE: 1, Level.ACUTE: 1})


def test_named_is_any_danger_and_pushed_is_what_comes_first() -> None:
    assert named(LEVELS) == Rate(5, 10)
    assert pushed(LEVELS) == Rate(2, 10)


def test_parts_of_one_language_and_label_are_added() -> None:
    one = Counter({Level.ACUTE: 1})
    table = {
        ("nl", "blind-1", "A"): one,
        ("nl", "blind-2", "A"): one,
        ("nl", "blind-1", "O"): one,
        ("other", "blind-1", "A"): one,
    }
    assert total(table, "nl", "A") == Counter({Level.ACUTE: 2})
    assert total(table, "nl", "A", ["blind-2"]) == one


def test_only_blind_sentences_are_called_blind() -> None:
    assert {sentence.part.split("-")[0] for sentence in blind_sentences()} == {"blind"}


def test_everyday_leaves_out_intents_that_can_be_danger() -> None:
    calm = next(ordinary_sentences()).text
    training = [Example(calm, "calm"), Example("hij slaat haar", "form_sexual")]
    unseen = [Example("wat is jullie website", "calm"), Example("ze slaan ons", "form_sexual")]
    assert everyday(training, unseen).total() == 1


def test_errors_are_made_in_danger_only() -> None:
    chosen = [
        Sentence("blind-4", "A", "nl", "hij heeft een mes en staat voor me"),
        Sentence("blind-4", "O", "nl", "hij snijdt de taart met een mes"),
    ]
    assert [group[2] for group in with_errors(chosen, Kind.MIXED, 1)] == ["A"]
