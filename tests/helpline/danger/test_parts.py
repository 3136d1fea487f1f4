"""The small parts: spelling, words without spaces, rules, scope, and what was learned."""

import numpy as np
import pytest

from bot.helpline.danger import Level
from bot.helpline.danger.decide import by_rules, higher
from bot.helpline.danger.learned import FOLDER, level_of
from bot.helpline.danger.lexicon import LEXICONS, parse
from bot.helpline.danger.message import read
from bot.helpline.danger.normalise import clean, key, split
from bot.helpline.danger.rule_table import ACUTE, HINTS, PLAIN, SUICIDE, UNCLEAR
from bot.helpline.danger.rules import hits
from bot.helpline.danger.rules import parse as parse_rules
from bot.helpline.danger.scorer import KNOWN, WEIGHTS, Thresholds
from bot.helpline.danger.segment import apart

LIMITS = Thresholds(unclear_from=0.5, acute_from=0.9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("blijven", "blyve"),
        ("opgesloten", "opgeslooten"),
        ("bloedt", "bloed"),
        ("gedronken", "gedronke"),
        ("auto", "outo"),
    ],
)
def test_spellings_that_sound_alike_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_short_words_keep_their_vowels() -> None:
    assert key("mes") != key("mees")


def test_leet_is_undone_and_numbers_stay() -> None:
    assert split("0pgesl0ten 14 jaar 112") == ["opgesloten", "14", "jaar", "112"]


def test_cyrillic_and_accents_become_plain_letters() -> None:
    assert clean("Нож ńóż") == "nozh noz"


def test_a_run_of_words_is_taken_apart() -> None:
    assert apart("ikzitopgesloten") == ["ik", "zit", "opgesloten"]


@pytest.mark.parametrize("word", ["messenfabriek", "arbeidsinspectie", "xqzwvbnmkljh"])
def test_a_long_word_stays_whole(word: str) -> None:
    assert apart(word) == [word]


def test_a_rule_needs_its_features_close_together() -> None:
    (rule,) = parse_rules("near: A B", span=3)
    assert list(hits(rule, {"A": [0], "B": [3]}))
    assert not list(hits(rule, {"A": [0], "B": [4]}))


def test_a_rule_gives_way_to_what_must_be_absent() -> None:
    (rule,) = parse_rules("near: A !B", span=3)
    assert not list(hits(rule, {"A": [0], "B": [1]}))


def test_every_feature_of_a_rule_is_in_the_dutch_lexicon() -> None:
    used = {
        feature
        for rule in (*ACUTE, *SUICIDE, *UNCLEAR, *PLAIN, *HINTS)
        for names in (*rule.needs, rule.absent)
        for feature in names
    }
    assert used <= set(LEXICONS["nl"])


def test_a_lexicon_without_a_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="before the first feature"):
        parse("  mes, pistool\n")


def test_the_past_is_nearer_than_now() -> None:
    assert by_rules(read("vorig jaar had hij een mes"))[0] is Level.NONE
    assert by_rules(read("hij heeft nu een mes"))[0] is Level.UNCLEAR


@pytest.mark.parametrize(
    ("chance", "level"), [(0.2, Level.NONE), (0.6, Level.UNCLEAR), (0.95, Level.ACUTE)]
)
def test_the_chance_of_danger_decides_the_learned_level(chance: float, level: Level) -> None:
    chances = np.array([chance, 0.0, 0.0, 0.0, 1 - chance])
    assert level_of(chances, (), LIMITS) is level


def test_a_lesser_chance_of_suicide_is_named_as_well() -> None:
    chances = np.array([0.0, 0.0, 0.45, 0.0, 0.55])
    assert level_of(chances, (), LIMITS) is Level.UNCLEAR
    assert level_of(chances[[2, 1, 0, 3, 4]], (), LIMITS) is Level.NONE


def test_what_is_serious_speaks_less_against_a_number_than_what_is_harmless() -> None:
    chances = np.array([0.4, 0.0, 0.0, 0.6, 0.0])
    assert level_of(chances, (), LIMITS) is Level.UNCLEAR
    assert level_of(chances[[0, 1, 2, 4, 3]], (), LIMITS) is Level.NONE


def test_a_rule_that_matches_confirms_what_was_learned() -> None:
    chances = np.array([0.6, 0.0, 0.0, 0.0, 0.4])
    rules = ("acute.weapon",)
    assert level_of(chances, rules, LIMITS) is Level.ACUTE


def test_a_rule_that_matches_out_of_scope_asks_for_more_certainty() -> None:
    chances = np.array([0.55, 0.0, 0.0, 0.0, 0.45])
    rules = ("not acute.weapon", "not")
    assert level_of(chances, rules, LIMITS) is Level.NONE


def test_what_was_learned_never_lowers_the_level() -> None:
    assert higher(Level.ACUTE, Level.NONE) is Level.ACUTE
    assert higher(Level.NONE, Level.UNCLEAR) is Level.UNCLEAR


@pytest.mark.parametrize("name", [KNOWN, WEIGHTS])
def test_a_learned_file_stays_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 1024 * 1024
