"""One behaviour each: what is danger, and what only sounds like it."""

import pytest

from bot.helpline.danger import Level, assess

PUSHED = {
    "third person confined": "ze is opgesloten in dat huis",
    "first person cannot leave": "ik kan hier niet weg van hem",
    "weapon without violence": "die man heeft een pistool",
    "one weapon denied, another not": "geen mes, maar een pistool",
    "violence just now": "hij heeft me net geslagen en komt terug",
    "strangled": "hij heeft me net gewurgd",
    "bleeding": "ze bloedt heel erg",
    "unconscious bystander report": "er ligt een man bewusteloos bij de loods",
    "drugged": "hij heeft iets in mijn drankje gedaan en alles draait",
    "moved tonight": "ze brengen ons vannacht naar een ander huis",
    "threat with a deadline": "als ik vandaag niet betaal vermoorden ze mijn broer",
    "threat to kill": "hij gaat me vermoorden",
    "threat by the visitor": "ik ga hem doodschieten",
    "he knows and comes": "hij weet dat ik gebeld heb en komt naar huis",
    "cannot speak": "kan niet praten, hij komt eraan",
    "hiding": "ik zit verstopt in de kast en hij zoekt me",
    "followed": "een man achtervolgt me nu",
    "screams": "ik hoor een vrouw gillen om hulp",
    "child taken": "een man trekt een huilend meisje zijn auto in",
    "safe, then not": "ik was veilig, nee wacht hij is terug",
    "no spaces": "ikzitopgeslotenindeschuur",
    "leet": "ik zit 0pgesl0ten",
    "capitals": "HIJ HEEFT EEN MES",
    "typos": "hy heeft me opgeslooten",
    "street language": "die gast heeft een strap op hem gericht",
    "English": "he has a gun and i cant leave",
    "Polish": "on ma nóż i nie mogę wyjść",
    "Polish without its letters": "on ma noz i nie moge wyjsc",
    "Romanian": "are un cuțit și nu mă lasă să plec",
    "Bulgarian in Cyrillic": "той има нож и не ме пуска",
    "Bulgarian in Latin letters": "toy ima nozh i ne me puska",
    "Spanish": "tiene un cuchillo y no me deja salir",
    "mixed languages": "he locked me in, ik kan er niet uit",
}
SUICIDE = {
    "wish": "ik wil dood",
    "plan": "ik wil niet meer leven en de pillen liggen klaar",
    "idiom": "het is beter als ik er niet meer ben",
    "somebody else": "mijn vriendin zegt dat ze zelfmoord gaat plegen",
    "self-harm": "ik heb mezelf gesneden",
    "asking how": "wat is de snelste manier om te sterven",
    "English": "i want to kill myself",
    "Polish": "nie chcę już żyć",
    "Romanian": "vreau să mor",
    "Bulgarian": "искам да умра",
    "Spanish": "quiero morir",
}
UNCLEAR = {
    "a cry": "help",
    "a hurried cry": "help snel",
    "a cry for somebody": "help haar",
    "a cry in Polish": "pomocy",
    "asks about 112": "moet ik 112 bellen",
    "threatened": "ik word bedreigd",
}
HARMLESS = {
    "past": "vroeger sloeg hij me elke dag",
    "past year": "in 2015 had hij een mes",
    "safe now": "ik ben ontsnapt en nu ben ik veilig",
    "denied danger": "nee er is geen gevaar",
    "denied violence": "ze wordt niet geslagen",
    "signal": "mijn baas houdt mijn paspoort",
    "hypothetical": "wat moet ik doen als iemand een pistool heeft",
    "film": "in die film wordt ze opgesloten in een kelder",
    "lesson": "wij hebben op school een les over gedwongen prostitutie",
    "history of a client": "mijn client vertelde dat ze als kind is verkocht",
    "figurative": "ik lach me dood",
    "stuck in a form": "ik zit vast in het formulier",
    "kitchen knife": "ik zoek een mes voor in de keuken",
    "part of another word": "is de chat gesloten",
    "help with a question": "kan iemand me helpen met een vraag",
    "hours": "wat zijn de openingstijden",
    "thanks": "bedankt voor de hulp",
    "politely asked": "nummer aub",
    "politely agreed": "ja graag alstublieft",
    "somebody has left": "ze is weg bij de bakker",
    "English question": "do you speak english",
    "Polish question": "co to jest handel ludźmi",
}


@pytest.mark.parametrize("text", PUSHED.values(), ids=PUSHED.keys())
def test_acute_danger_is_pushed(text: str) -> None:
    assert assess(text).level is Level.ACUTE


@pytest.mark.parametrize("text", SUICIDE.values(), ids=SUICIDE.keys())
def test_suicide_is_told_apart(text: str) -> None:
    assert assess(text).level is Level.SUICIDE


@pytest.mark.parametrize("text", UNCLEAR.values(), ids=UNCLEAR.keys())
def test_what_may_be_danger_is_unclear(text: str) -> None:
    assert assess(text).level is Level.UNCLEAR


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_only_sounds_like_danger_is_none(text: str) -> None:
    assert assess(text).level is Level.NONE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ik wil graag iets vragen", "nl"),
        ("i would like to ask something", "en"),
        ("czy mogę o coś zapytać", "pl"),
        ("vreau să vă întreb ceva", "ro"),
        ("искам да попитам нещо", "bg"),
        ("quiero preguntar una cosa", "es"),
        ("xyzzy", None),
    ],
)
def test_the_language_is_recognised(text: str, language: str | None) -> None:
    assert assess(text).language == language
