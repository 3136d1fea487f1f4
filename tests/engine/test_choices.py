import pytest

from bot.engine.choices import ChoiceUnreadable, parse_choice

INTENTS = ("choose", "skip", "restart")
ENTITIES = ("place", "form")


def test_a_payload_without_entities() -> None:
    assert parse_choice("Overslaan", "/skip", INTENTS, ENTITIES) == {
        "text": "Overslaan",
        "intent": {"name": "skip", "confidence": 1.0},
        "entities": [],
    }


def test_a_payload_with_entities() -> None:
    parsed = parse_choice("Testdorp", '/choose{"place": "Testdorp"}', INTENTS, ENTITIES)
    assert parsed["entities"] == [{"entity": "place", "value": "Testdorp", "extractor": "choice"}]


def test_an_entity_with_several_values() -> None:
    parsed = parse_choice("Beide", '/choose{"form": ["a", "b"]}', INTENTS, ENTITIES)
    assert [found["value"] for found in parsed["entities"]] == ["a", "b"]


@pytest.mark.parametrize(
    "payload",
    [
        "skip",
        "/unknown",
        "/restart",
        "/skip later",
        "/skip@0.5",
        " /skip",
        '/choose{"place"',
        '/choose{"secret": "x"}',
        "/choose{[1]}",
        "",
    ],
)
def test_anything_else_is_refused(payload: str) -> None:
    with pytest.raises(ChoiceUnreadable):
        parse_choice("Keuze", payload, INTENTS, ENTITIES)
