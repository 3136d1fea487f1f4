import pytest

from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("het was vorige week dinsdag", "vorige week dinsdag"),
        ("Elke avond komen er mannen", "Elke avond"),
        ("al drie maanden zie ik dat", "al drie maanden"),
        ("2 jaar geleden was dat", "2 jaar geleden"),
        ("sinds september", "sinds september"),
        ("mei tot nu", "mei tot nu"),
        ("maart tot juni", "maart tot juni"),
    ],
)
def test_a_time_is_given_as_it_was_written(said: Said, text: str, time: str) -> None:
    assert said("time", text) == time


def test_no_time_is_no_time(said: Said) -> None:
    assert said("time", "mijn buurman houdt mensen vast") is None


@pytest.mark.parametrize(
    ("text", "going_on"),
    [
        ("het gebeurt elke nacht", "yes"),
        ("het is nog steeds bezig", "yes"),
        ("het is gestopt", "no"),
        ("dat is jaren geleden", "no"),
        ("tot net", "no"),
        ("tot vorige week", "no"),
        ("ik zag het gisteren", None),
    ],
)
def test_whether_it_goes_on_is_read(said: Said, text: str, going_on: str | None) -> None:
    assert said("still_going_on", text) == going_on


def test_a_bare_number_of_years_may_say_how_long(said: Said) -> None:
    assert said("years", "ongeveer 2 jaar") == "2 jaar"
    assert said("years", "ze is 16 jaar") is None
    assert said("years", "een meisje van 16 jaar uit Urk") is None


@pytest.mark.parametrize("text", ["het duurt onverminderd voort", "ja still working there"])
def test_that_it_goes_on_is_noticed_in_other_words(said: Said, text: str) -> None:
    assert said("still_going_on", text) == "yes"


@pytest.mark.parametrize(
    "text", ["ik woon hier sinds vier jaar", "ik ben al 30 jaar getrouwd en zie rare dingen"]
)
def test_how_long_somebody_lives_there_is_not_when_it_happens(said: Said, text: str) -> None:
    assert said("time", text) is None


def test_a_time_of_the_day_is_told_apart(said: Said) -> None:
    assert said("time", "ze worden om 5 uur opgehaald") is None
    assert said("clock", "ze worden om 5 uur opgehaald") == "om 5 uur"
