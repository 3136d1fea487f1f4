import pytest

from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    "text",
    [
        "een meisje van 14",
        "een jongen van een jaar of vijftien",
        "ze is zestien",
        "er zijn minderjarigen bij",
        "een leerling uit klas 2 vmbo",
        "mijn neefje van 16 heeft zijn pas afgegeven",
        "ik ben 15 en mijn vriend dwingt mij",
        "kinderen moeten bedelen",
    ],
)
def test_somebody_under_eighteen_is_noticed(said: Said, text: str) -> None:
    assert said("minors", text) == "yes"


def test_not_older_than_an_age_is_an_age(said: Said) -> None:
    assert said("minors", "die ene was echt niet ouder dan 15 hoor") == "yes"
    assert said("minors", "niet ouder dan 25 schat ik") is None


@pytest.mark.parametrize("text", ["geen kinderen", "allemaal volwassen", "iedereen is boven de 18"])
def test_a_denial_is_noticed(said: Said, text: str) -> None:
    assert said("minors", text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "al 14 jaar woon ik hier",
        "het was 10 jaar geleden",
        "een vrouw van 23",
        "ze werken 16 uur per dag",
        "mijn kinderen spelen daar buiten",
        "ik ben 15 en mijn buurman doet iets raars",
        "er komen elke nacht mannen",
    ],
)
def test_what_was_not_said_is_not_claimed(said: Said, text: str) -> None:
    assert said("minors", text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("met z'n twaalven in een schuur", "12"),
        ("er zitten twee minderjarige meisjes", "2"),
        ("een stuk of tien", "10"),
        ("5", "5"),
        ("vijf roemenen in een caravan", "5"),
    ],
)
def test_a_number_of_people_is_read(said: Said, text: str, number: str) -> None:
    assert said("number", text) == number


@pytest.mark.parametrize(
    "text", ["een meisje van 14", "drie weken geleden", "een jonge vrouw bij de deur", "al 3 jaar"]
)
def test_other_numbers_are_not_people(said: Said, text: str) -> None:
    assert said("number", text) is None


@pytest.mark.parametrize("text", ["sommige zijn 17", "een paar zijn 16 denk ik"])
def test_the_age_of_some_is_an_age(said: Said, text: str) -> None:
    assert said("minors", text) == "yes"
    assert said("number", text) is None


@pytest.mark.parametrize("text", ["alleen zij denk ik", "alleen die ene", "hij alleen"])
def test_only_she_is_one(said: Said, text: str) -> None:
    assert said("number", text) == "1"


@pytest.mark.parametrize("text", ["no all adults", "no children"])
def test_a_denial_in_simple_english_is_noticed(said: Said, text: str) -> None:
    assert said("minors", text) == "no"


def test_a_number_beside_a_doubt_is_read(said: Said) -> None:
    assert said("number", "weet ik niet zeker, een stuk of tien") == "10"


def test_how_old_somebody_is_there_is_no_number_of_people(said: Said) -> None:
    text = "neen, mijn zus is er 27 en die andere is ouder"
    assert said("number", text) is None
    assert said("age", text) == "27"
    assert said("number", "er zijn er 27") == "27"


def test_the_children_of_the_family_that_is_worked_for_are_by_the_way(said: Said) -> None:
    assert said("minors", "ik werk in house of family, cleaning cooking kids, every day") is None


def test_only_my_kin_counts_somebody(said: Said) -> None:
    assert said("persons", "alleen mijn kleindochter voor zover ik weet") == "yes"


def test_a_number_that_is_taken_back_does_not_count(said: Said) -> None:
    assert said("number", "niet 4 maar 8 mensen, twee kamers") == "8"


@pytest.mark.parametrize("text", ["two", "trei"])
def test_a_number_in_another_language_is_read(said: Said, text: str) -> None:
    assert said("figure", text) in ("2", "3")
