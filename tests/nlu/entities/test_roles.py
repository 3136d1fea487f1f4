import pytest

from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ik ben docent op een school", "professional"),
        ("mijn client vertelde mij iets", "professional"),
        ("ik werk als verpleegkundige", "professional"),
        ("mijn baas heeft mijn paspoort", "victim"),
        ("het gaat over mezelf", "victim"),
        ("nu zeggen ze dat ik een nier moet geven", "victim"),
        ("mijn buurman houdt mensen vast", "bystander"),
    ],
)
def test_the_role_of_the_writer_is_read(said: Said, text: str, role: str) -> None:
    assert said("role", text) == role


def test_a_role_that_was_not_told_is_not_claimed(said: Said) -> None:
    assert said("role", "er klopt iets niet in dat huis") is None


def test_kin_and_friends_make_a_bystander(said: Said) -> None:
    assert said("role", "mijn schoonzus mag niet naar buiten en moet poetsen") == "bystander"
    assert said("role", "mijn beste vriendin gaat elk weekend naar hotels") == "bystander"


def test_who_only_names_the_organisation_is_a_professional(said: Said) -> None:
    assert said("role", "Wijkteam hier. Wij maken ons zorgen om een gezin") == "professional"
    assert said("role", "Juf van groep 7 hier. Ik twijfel of dit zo hoort") == "professional"
    assert said("role", "hee, jongerenwerker uit Lelystad hier, heb een vraag") == "professional"
    assert said("role", "agent vroeg of er hier iemand woont die ons kent") is None
    assert said("role", "vakbondsbezoeker hier, ik spreek veel mensen in de kas") == "professional"


def test_not_me_is_somebody_else(said: Said) -> None:
    assert said("about", "koleżanka, niet ik") == "bystander"
    assert said("about", "ik") == "victim"


def test_who_teaches_children_is_a_professional(said: Said) -> None:
    assert said("role", "dag, ik geef zwemles. een meisje van 12 vertelde iets") == "professional"


def test_whose_passport_is_with_the_boss_is_a_victim(said: Said) -> None:
    assert said("role", "they pay nothing, they say later. my passport is in kluis") == "victim"
