from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text_features import LONGEST_TEXT, fold, grams_of, has_letters


def test_accents_capitals_and_doubled_letters_do_not_matter() -> None:
    assert fold("Zorgcoördinator IN ALLE gevallen") == "zorgcordinator in ale gevalen"


def test_doubled_digits_stay() -> None:
    assert fold("112 en 5500") == "112 en 5500"


def test_pairs_tell_where_a_message_starts_and_ends() -> None:
    assert grams_of("wanneer open").words == (
        "waner",
        "open",
        "<s> waner",
        "waner open",
        "open </s>",
    )


def test_characters_do_not_cross_from_word_to_word() -> None:
    assert "n o" not in grams_of("wanneer open").chars


def test_what_lies_beyond_the_longest_text_is_not_looked_at() -> None:
    assert grams_of("a " * LONGEST_TEXT + "anoniem") == grams_of("a " * LONGEST_TEXT)


def test_signs_digits_and_pictures_are_no_letters() -> None:
    assert not has_letters("?!? 112 😀")


@given(st.text())
def test_any_text_has_grams(text: str) -> None:
    assert all(1 <= len(run) <= 4 for run in grams_of(text).chars)
