import pytest

from bot.actions.labels import button_named
from bot.engine.answer import Button

BUTTONS = [Button("De gemeente", "/a"), Button("Hoeveel mensen", "/b"), Button("Wat er is", "/c")]


@pytest.mark.parametrize("text", ["gemeente", "de Gemeente graag"])
def test_a_telling_word_names_the_button(text: str) -> None:
    assert button_named(text, BUTTONS) is BUTTONS[0]


def test_a_word_of_two_labels_tells_nothing() -> None:
    buttons = [Button("Gedwongen seks", "/a"), Button("Gedwongen werk", "/b")]
    assert button_named("gedwongen", buttons) is None
    assert button_named("gedwongen werken", buttons) is buttons[1]


@pytest.mark.parametrize("text", ["wat er", "iets heel anders", "gemeente mensen", ""])
def test_doubt_names_none(text: str) -> None:
    assert button_named(text, BUTTONS) is None
