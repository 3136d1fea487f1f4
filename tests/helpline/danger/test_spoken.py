import pytest

from bot.helpline.danger import other_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can you help me please my boss takes my money", "en"),
        ("czy mogę zostać anonimowy", "pl"),
        ("seful meu nu imi da banii de doua luni", "ro"),
        ("искам да говоря с някого", "bg"),
        ("mi jefe tiene mi pasaporte", "es"),
    ],
)
def test_another_language_is_recognised(text: str, language: str) -> None:
    assert other_language(text, "nl") == language


@pytest.mark.parametrize(
    "text",
    [
        "mijn baas heeft mijn paspoort",
        "in de Noordoostpolder, richting Ens",
        "he locked the door, ik kan niet weg en hij komt terug",
        "yes",
        "thank you",
        "aandachtsfunctionaris Almere Buiten",
        "",
        "112",
    ],
)
def test_dutch_mixed_and_very_short_messages_are_not_taken_for_another(text: str) -> None:
    assert other_language(text, "nl") is None


def test_the_language_of_the_conversation_is_not_another() -> None:
    assert other_language("can you help me please", "en") is None
