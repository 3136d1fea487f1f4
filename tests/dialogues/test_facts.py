"""Every fact of the reporting point can be asked for, and is answered in one turn."""

import pytest

from tests.live import Live

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("wat is mensenhandel", ["mensenhandel"]),
        ("welke vormen van uitbuiting zijn er", ["seksuele", "arbeids", "criminele", "orga"]),
        ("wat is seksuele uitbuiting", ["seksuele"]),
        ("wat is arbeidsuitbuiting", ["arbeidsuitbuiting"]),
        ("wat is criminele uitbuiting", ["criminele"]),
        ("wat is gedwongen orgaanhandel", ["orga"]),
        ("ik twijfel of ik het moet melden", ["twijfel"]),
        ("wat is jullie telefoonnummer", ["088 2220 500"]),
        ("wanneer is de chat open", ["9.00", "17.00"]),
        ("wat is het nummer van de arbeidsinspectie", ["0800 5151"]),
        ("bestaat inspectie szw nog", ["Arbeidsinspectie"]),
        ("hoe bereik ik meld misdaad anoniem", ["0800 7000"]),
        ("wat is jullie website", ["veiligthuisflevoland.nl/mensenhandel"]),
        (
            "voor welke gemeenten zijn jullie",
            ["Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde"],
        ),
        ("wat doet een zorgcoordinator mensenhandel", ["zorgcoördinator"]),
        ("wat is een aandachtsfunctionaris", ["aandachtsfunctionaris"]),
        ("is dit anoniem", ["anoniem"]),
        ("ben je een mens of een computer", ["computer"]),
    ],
)
def test_a_question_is_answered_with_its_facts(live: Live, question: str, facts: list[str]) -> None:
    answer = live.visitor().says(question).text.casefold()

    assert [fact for fact in facts if fact.casefold() not in answer] == []


def test_the_inspectorate_can_be_called_from_abroad(live: Live) -> None:
    answer = live.visitor().says("hoe bel ik de arbeidsinspectie vanuit het buitenland")

    assert answer.names("+31 70 333 56 78")


def test_the_first_message_says_what_this_is(live: Live) -> None:
    first = live.visitor().last

    for words in ("computer", "anoniem", "112", "gevaar"):
        assert words in first.text
    assert len(first.labels) == 2


def test_what_is_out_of_scope_gets_no_fact(live: Live) -> None:
    answer = live.visitor().says("waar kan ik een parkeervergunning aanvragen in almere")

    assert not answer.names("0800 5151")
    assert not answer.names("0800 7000")


def test_not_understood_twice_leads_to_a_person_or_the_phone(live: Live) -> None:
    visitor = live.visitor()
    first = visitor.says("flurp dwarrel zwabberkwast")
    second = visitor.says("grobbel snorf")

    assert first.text != second.text
    assert second.names("088 2220 500")


def test_asked_twice_a_question_about_hours_is_answered_twice(live: Live) -> None:
    visitor = live.visitor()
    visitor.says("hoe laat gaat de chat open")

    assert "9.00" in visitor.says("hoe laat gaat de chat open").text
