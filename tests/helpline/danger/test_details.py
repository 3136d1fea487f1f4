import pytest

from bot.helpline.danger import Level, assess
from bot.helpline.danger.details import only_details
from bot.helpline.danger.message import read


@pytest.mark.parametrize(
    "text",
    [
        "hij is 15",
        "Ze is net 18",
        "hij en nog 2 jongens",
        "alleen mij",
        "7 man",
        "mijn broertje en ik",
        "een meisje, een man",
        "ongeveer vijf vrouwen denk ik",
        "al 2 jaar",
        "sinds vorige week dinsdag",
        "vorige week dinsdag was ik er",
        "Een achttal mannen, zo ik wel geteld heb.",
        "gisteravond nog",
    ],
)
def test_nothing_but_a_detail_is_no_danger(text: str) -> None:
    assert only_details(read(text).keys)
    assert assess(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "nog 2 dagen",
        "hij is er",
        "ze is weg",
        "ik ben alleen",
        "18 word ik niet",
        "hij is hier",
        "ik niet meer",
        "help mij",
        "",
        "...",
    ],
)
def test_a_word_more_is_no_mere_detail(text: str) -> None:
    assert not only_details(read(text).keys)


def test_a_rule_goes_before_the_details() -> None:
    assert assess("hij heeft een mes").level is Level.ACUTE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("112", Level.UNCLEAR),
        ("112?", Level.UNCLEAR),
        ("113", Level.SUICIDE),
        ("113?", Level.SUICIDE),
        ("12", Level.NONE),
    ],
)
def test_the_number_of_a_help_line_says_something_by_itself(text: str, level: Level) -> None:
    assert assess(text).level is level
