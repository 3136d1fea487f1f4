"""Whatever is typed, an assessment comes back, and soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.helpline.danger import Assessment, Level, assess
from tests.examples import examples

LONGEST = 4000
# Measured on the machine of development: under 20 ms. Slow shared machines get room.
SECONDS_AT_MOST = 0.5

anything = st.text(
    alphabet=st.characters(codec=None, categories=None, exclude_categories=()), max_size=400
)
WORDS = (
    *("ik", "hij", "mes", "niet", "weg", "opgesloten", "help", "nu", "112", "dood", "film"),
    *(
        ".",
        ",",
        "\n",
        "0pgesl0ten",
        "ikzit",
        "ножа",
        "\u202e",
        "\ud800",
        "😱",
        "لا",
        "!!!",
        "a" * 50,
    ),
)
danger_words = st.lists(st.sampled_from(WORDS), max_size=60)


@given(anything)
@settings(max_examples=examples(300), deadline=None)
def test_any_text_gets_an_assessment(text: str) -> None:
    assert isinstance(assess(text), Assessment)


@given(danger_words)
@settings(max_examples=examples(200), deadline=None)
def test_any_order_of_danger_words_gets_an_assessment(words: list[str]) -> None:
    assert isinstance(assess(" ".join(words)), Assessment)


@pytest.mark.parametrize(
    "text",
    [
        "a" * LONGEST,
        "!" * LONGEST,
        "0" * LONGEST,
        "\u0301" * LONGEST,
        "\ufdfa" * LONGEST,
        "\ud800" * LONGEST,
        "mes hij heeft " * 285,
        "ik kan niet weg " * 250,
        "ikzitopgesloten" * 266,
        "niet " * 800,
        "помощ " * 666,
        "a1" * 2000,
        "a!" * 2000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_the_longest_message_is_assessed_in_time(text: str) -> None:
    assess("warm")
    start = time.perf_counter()
    assess(text)
    assert time.perf_counter() - start < SECONDS_AT_MOST


@pytest.mark.parametrize("text", ["", " ", "\n\n", "???", "...", "😱😱", "123", "\u200b"])
def test_a_message_without_words_is_no_danger(text: str) -> None:
    assert assess(text).level is Level.NONE


def test_the_reasons_never_hold_what_the_visitor_wrote() -> None:
    found = assess("mijn naam is Zonnebloem en hij heeft een mes")
    assert found.reasons
    assert not any("zonnebloem" in reason.lower() for reason in found.reasons)


def test_danger_at_the_end_of_a_text_that_is_too_long_is_found() -> None:
    assert (
        assess("bla. " * 2000 + "hij heeft een pistool en staat voor de deur").level is Level.ACUTE
    )


def test_one_dangerous_sentence_counts_among_calm_ones() -> None:
    message = (
        "Ik werk op een middelbare school als vertrouwenspersoon. Een meisje uit 3 vmbo zit hier "
        "overstuur. Haar zogenaamde vriend staat nu met twee anderen in een auto bij het hek te "
        "wachten en dreigt haar mee te sleuren. Ze moest vorige week ook al met mannen mee."
    )
    assert assess(message).level is not Level.NONE


def test_one_sentence_of_suicide_counts_among_others() -> None:
    message = (
        "Mijn ex laat me met mannen slapen voor geld. Alles gaat naar hem. Soms wil ik gewoon "
        "dood, dan is het klaar. Maar nu zit ik bij een vriendin op de bank."
    )
    assert assess(message).level is Level.SUICIDE
