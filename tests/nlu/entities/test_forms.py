import pytest

from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("jonge vrouw die elke avond door andere mannen wordt opgehaald", "sexual"),
        ("ze moet van haar vriend voor de webcam dingen doen", "sexual"),
        ("in het vakantiehuisje zitten twee dames en er lopen mannen in en uit", "sexual"),
        ("hij stuurt haar naar klanten en pakt al haar geld", "sexual"),
        ("polen die met z'n twaalven in een schuur slapen en geen loon krijgen", "labour"),
        ("mijn baas heeft mijn paspoort", "labour"),
        ("ze werken veertien uur per dag in de kas", "labour"),
        ("de kok slaapt boven het restaurant en mag nooit naar buiten van de baas", "labour"),
        ("een jongen van 14 moet pakketjes rondbrengen voor een bende", "criminal"),
        ("mijn neefje moest zijn bankpas afgeven aan die gasten", "criminal"),
        ("er is een wietplantage op zolder gezet", "criminal"),
        ("kinderen die moeten bedelen", "criminal"),
        ("ze willen zijn nier", "organ"),
        ("ze moet een baby dragen voor een ander stel", "organ"),
    ],
)
def test_a_story_tells_its_form(said: Said, text: str, form: str) -> None:
    assert said("exploitation_form", text) == form


@pytest.mark.parametrize(
    "text",
    [
        "ik wil iets melden over mijn buren",
        "er is geen prostitutie in het spel",
        "mijn collega werkt bij de gemeente",
        "mijn fiets is gestolen",
        "op die manier kan het niet langer",
        "wanneer zijn jullie open",
    ],
)
def test_what_does_not_tell_a_form_gives_none(said: Said, text: str) -> None:
    assert said("exploitation_form", text) is None


def test_two_forms_alike_give_none(said: Said) -> None:
    assert said("exploitation_form", "prostitutie of een wietplantage") is None


def test_work_told_in_broken_dutch_is_work(said: Said) -> None:
    text = "ik werk kas. werk 14 uur dag. slaap in container 8 mensen. chef zegt niet praten"
    assert said("exploitation_form", text) == "labour"
