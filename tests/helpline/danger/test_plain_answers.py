import pytest

from bot.helpline.danger import Plain, plain_answer


@pytest.mark.parametrize("text", ["ja", "JA!", "Jaaa", "yes", "tak", "Da.", "sí", "да", "ja hoor"])
def test_a_plain_yes_in_many_languages(text: str) -> None:
    assert plain_answer(text) is Plain.YES


@pytest.mark.parametrize("text", ["nee", "Nee hoor.", "no", "nie", "не", "gelukkig niet"])
def test_a_plain_no_in_many_languages(text: str) -> None:
    assert plain_answer(text) is Plain.NO


@pytest.mark.parametrize("text", ["", "?", "ja maar hij is weg", "misschien", "nee nee in Urk"])
def test_anything_more_is_no_plain_answer(text: str) -> None:
    assert plain_answer(text) is None


def test_now_in_dutch_is_not_taken_for_a_romanian_no() -> None:
    assert plain_answer("nu") is None
