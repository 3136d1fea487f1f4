import pytest

from bot.nlu.entities.places import within_edits
from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("het is in Almere", "Almere"),
        ("almere buiten", "Almere"),
        ("in emmeloord", "Noordoostpolder"),
        ("Emeloord", "Noordoostpolder"),
        ("in de NOP", "Noordoostpolder"),
        ("noord oost polder", "Noordoostpolder"),
        ("bij een boer in ens", "Noordoostpolder"),
        ("swifterband", "Dronten"),
        ("in lelystat ergens", "Lelystad"),
        ("Seewolde", "Zeewolde"),
        ("op urk", "Urk"),
        ("uit Urk", "Urk"),
        ("vanuit lelystad", "Lelystad"),
        ("richting dronten", "Dronten"),
        ("urk maar niemand mag het weten", "Urk"),
        ("een boer uit rutten", "Noordoostpolder"),
        ("in bant bij de kerk", "Noordoostpolder"),
        ("Creil", "Noordoostpolder"),
        ("kreil", "Noordoostpolder"),
        ("op een camping bij biddinghuizne", "Dronten"),
        ("hij wordt bedreigd als hij niet meedoet. Lelystad.", "Lelystad"),
    ],
)
def test_a_place_of_the_region_gives_its_municipality(
    said: Said, text: str, municipality: str
) -> None:
    assert said("place", text) == municipality


@pytest.mark.parametrize(
    "text", ["amsterdam", "het gebeurt in Zwolle", "niet in Almere maar in Ede"]
)
def test_a_town_elsewhere_is_outside(said: Said, text: str) -> None:
    assert said("place", text) == "outside"


@pytest.mark.parametrize(
    "text",
    [
        "er liepen dronken mannen",
        "in de nagelstudio worden nagels gedaan",
        "ens en dat soort vervelende dingen",
        "niet in Urk",
        "meneer rutten van de bank belt elke dag op",
        "en dan komt er iemand met een bant om zijn arm langs",
        "een man uit Amsterdam kwam elke dag langs bij haar",
        "ik heb gebeld. ik ben zelf in den haag nu",
    ],
)
def test_what_is_no_place_of_the_case_is_not_taken(said: Said, text: str) -> None:
    assert said("place", text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("Ens heb ik net al gezegd toch", "Noordoostpolder"), ("kampen, net over de brug", "outside")],
)
def test_where_a_place_was_asked_a_word_may_be_one(said: Said, text: str, value: str) -> None:
    assert said("place", text) is None
    assert said("place_perhaps", text) == value


def test_a_comma_ends_what_a_no_denies(said: Said) -> None:
    assert said("place", "nee klopt niet, in urk. lelystad lag ik vorig jaar") == "Urk"


def test_between_two_places_the_second_is_nearer(said: Said) -> None:
    assert said("place", "tussen Urk en Emmeloord") == "Noordoostpolder"


def test_where_it_happens_goes_before_where_the_visitor_lives(said: Said) -> None:
    assert said("place", "ik woon in Almere maar het gebeurt in Dronten") == "Dronten"


def test_a_place_that_was_denied_is_not_taken_from_another_sentence(said: Said) -> None:
    text = "werk is in urk, niet emmeloord. emmeloord alleen slapen"
    assert said("place", text) == "Urk"


def test_where_it_is_said_to_happen_goes_before_another_place(said: Said) -> None:
    assert said("place", "azc dronten. maar zijn huis is almere, daar gebeurt het") == "Almere"
    assert said("place", "de praktijk staat in urk maar het gebeurt in dronten") == "Dronten"


def test_a_correction_gives_the_new_place(said: Said) -> None:
    assert said("place", "niet Almere maar Lelystad") == "Lelystad"


@pytest.mark.parametrize(
    ("left", "right", "allowed", "expected"),
    [
        ("urk", "urk", 0, True),
        ("almere", "almree", 1, True),
        ("almere", "amere", 1, True),
        ("lelystad", "lelijstat", 2, False),
        ("lelystad", "lelistat", 2, True),
    ],
)
def test_mistakes_are_counted(left: str, right: str, allowed: int, expected: bool) -> None:
    assert within_edits(left, right, allowed) is expected
