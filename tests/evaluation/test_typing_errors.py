from collections import Counter

import pytest

from evaluation.typing_errors import NEIGHBOURS, Kind, mistyped

SENTENCE = "Wanneer is de chat open?"
ONE_PLACE = (Kind.SWAPPED, Kind.DROPPED, Kind.DOUBLED, Kind.NEIGHBOUR, Kind.JOINED)
EXPECTED = [
    "Wanneer is de chat opne?",
    "Wanneer is de chat ope?",
    "WWanneer is de chat open?",
    "Wanneer is de char open?",
    "Wanneer is de chatopen?",
]


@pytest.mark.parametrize("kind", Kind)
def test_the_same_sentence_gets_the_same_errors(kind: Kind) -> None:
    assert mistyped(SENTENCE, kind, 2) == mistyped(SENTENCE, kind, 2)


def test_the_errors_have_not_changed_since_the_report_was_made() -> None:
    assert [mistyped(SENTENCE, kind) for kind in ONE_PLACE] == EXPECTED


@pytest.mark.parametrize("kind", ONE_PLACE)
def test_one_error_changes_the_sentence(kind: Kind) -> None:
    assert mistyped(SENTENCE, kind) != SENTENCE


def test_swapping_keeps_the_letters() -> None:
    assert Counter(mistyped(SENTENCE, Kind.SWAPPED)) == Counter(SENTENCE)


@pytest.mark.parametrize(("times", "length"), [(1, -1), (2, -2)])
def test_each_error_drops_one_letter(times: int, length: int) -> None:
    assert len(mistyped(SENTENCE, Kind.DROPPED, times)) == len(SENTENCE) + length


def test_doubling_adds_a_letter_that_was_there() -> None:
    typed = mistyped(SENTENCE, Kind.DOUBLED)
    (added,) = (Counter(typed) - Counter(SENTENCE)).elements()
    assert added * 2 in typed


def test_a_wrong_key_lies_beside_the_right_one() -> None:
    typed = mistyped(SENTENCE, Kind.NEIGHBOUR)
    ((meant, pressed),) = [pair for pair in zip(SENTENCE, typed, strict=True) if len(set(pair)) > 1]
    assert pressed in NEIGHBOURS[meant.lower()]


def test_one_pair_of_words_is_written_as_one() -> None:
    typed = mistyped(SENTENCE, Kind.JOINED)
    assert typed.count(" ") == SENTENCE.count(" ") - 1
    assert typed.replace(" ", "") == SENTENCE.replace(" ", "")


def test_bare_has_no_capitals_and_no_signs() -> None:
    assert mistyped("Ja, dat is zo'n idee!", Kind.BARE) == "ja dat is zon idee"


def test_a_sentence_without_a_place_for_an_error_stays() -> None:
    assert mistyped("112", Kind.SWAPPED) == "112"


def test_the_keys_beside_each_other_are_so_both_ways() -> None:
    assert all(key in NEIGHBOURS[other] for key, others in NEIGHBOURS.items() for other in others)
    assert NEIGHBOURS["g"] == "bfhtvy"
