import pytest

from bot.nlu.entities.phrases import PhraseMatcher
from bot.nlu.entities.tokens import tokens_of
from bot.nlu.text_features import fold

NUMBERS = {"drie": 3}
NEGATIONS = frozenset({fold("geen"), fold("niet")})


def found(phrase: str, text: str) -> bool:
    matcher = PhraseMatcher({"concept": [phrase]}, NUMBERS, NEGATIONS)
    return bool(matcher.find(tokens_of(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("paspoort", "mijn Paspoort!"),
        ("bankrekening*", "de bankrekeningen"),
        ("*plantage", "een wietplantage"),
        ("paspoort .. afgepakt", "haar paspoort is door hem afgepakt"),
        ("# euro per uur", "voor drie euro per uur"),
        ("# euro per uur", "voor 3 euro per uur"),
        ("mijn|haar geld", "hij pakt haar geld"),
        ("foto's van mij", "fotos foto's van mij"),
        ("dag .. elke|iedere nacht", "elke dag en ook iedere nacht"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("nier", "op die manier"),
        ("paspoort .. afgepakt", "mijn paspoort ligt thuis en mijn fiets is afgepakt"),
        ("# euro per uur", "geen euro per uur"),
        ("mijn|haar geld", "zijn geld"),
        ("naar huis", "huis naar"),
    ],
)
def test_what_only_looks_like_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not found(phrase, text)


@pytest.mark.parametrize(("text", "negated"), [("geen drugs", True), ("veel drugs", False)])
def test_a_negation_right_before_is_told(text: str, negated: bool) -> None:
    matcher = PhraseMatcher({"drugs": ["drugs"]}, NUMBERS, NEGATIONS)
    assert [hit.negated for hit in matcher.find(tokens_of(text))] == [negated]
