"""The interview: what it asks, what it hears, and the summary that it ends in."""

import pytest

from tests.live import Live
from tests.talking import Visitor

pytestmark = pytest.mark.engine

NARRATIVE = (
    "in luttelgeest slapen wel tien mannen uit polen in een schuur bij een kas. ze krijgen "
    "geen loon en de baas heeft hun paspoort. er is ook een jongen van 15 bij"
)


def begins(live: Live) -> Visitor:
    visitor = live.visitor()
    visitor.picks("Nee")
    visitor.says("ik wil iets melden")
    return visitor


def answers_until_summary(visitor: Visitor, most: int = 10) -> str:
    for _ in range(most):
        if "Klopt dit?" in visitor.last.text:
            return visitor.last.text
        visitor.picks("Nee, dit is alles" if "Nee, dit is alles" in visitor.last.labels else "Over")
    raise AssertionError(f"no summary; the last question was: {visitor.last.text}")


def test_the_narrative_comes_first(live: Live) -> None:
    visitor = begins(live)

    assert "gezien of gehoord" in visitor.last.text


def test_what_the_narrative_says_is_not_asked_again(live: Live) -> None:
    visitor = begins(live)
    visitor.says(NARRATIVE)
    asked = visitor.last.text
    summary = answers_until_summary(visitor)

    assert "gemeente" not in asked.casefold()
    for words in ("Noordoostpolder", "arbeidsuitbuiting", "10"):
        assert words in summary


def test_every_question_can_be_skipped(live: Live) -> None:
    visitor = begins(live)
    questions = []
    for _ in range(9):
        if "Klopt dit?" in visitor.last.text:
            break
        questions.append(visitor.last.text)
        skip = "Overslaan" if "Overslaan" in visitor.last.labels else "Nee, dit is alles"
        visitor.picks(skip)

    assert "Klopt dit?" in visitor.last.text
    assert len(questions) == len(set(questions))
    assert len(questions) <= 8


def test_a_question_in_between_is_answered_and_the_interview_goes_on(live: Live) -> None:
    visitor = begins(live)
    answer = visitor.says("is dit anoniem?")

    assert "anoniem" in answer.text
    assert "Wat heb je gezien of gehoord" not in answer.text
    assert "Vertel maar" in answer.text


@pytest.mark.parametrize(
    "interruption",
    [
        "wat is arbeidsuitbuiting",
        "wanneer zijn jullie open",
        "ben je een computer",
        "wat kost dit",
        "wat gebeurt er daarna",
    ],
)
def test_the_question_that_was_open_is_asked_again(live: Live, interruption: str) -> None:
    visitor = begins(live)
    visitor.says("mijn buurman laat meisjes werken voor hem en neemt hun geld af")
    pending = visitor.last.labels

    assert visitor.says(interruption).labels[-len(pending) :] == pending


def test_the_summary_can_be_corrected(live: Live) -> None:
    visitor = begins(live)
    visitor.says(NARRATIVE)
    answers_until_summary(visitor)
    visitor.picks("Iets veranderen")
    visitor.picks("De gemeente")
    visitor.picks("Urk")

    assert "Klopt dit?" in visitor.last.text
    assert "Urk" in visitor.last.text
    assert "Noordoostpolder" not in visitor.last.text


def test_outside_hours_the_end_is_the_phone_with_the_next_opening(live: Live) -> None:
    live.clock.advance(days=4)  # Saturday
    visitor = begins(live)
    visitor.says(NARRATIVE)
    answers_until_summary(visitor)
    end = visitor.picks("Ja, dit klopt")

    assert end.state == "bot"
    assert end.names("088 2220 500")
    assert "maandag om 9.00 uur" in end.text
    assert end.names("0800 5151")


def test_with_somebody_present_the_end_is_a_person(live: Live) -> None:
    live.operator_comes()
    visitor = begins(live)
    visitor.says(NARRATIVE)
    answers_until_summary(visitor)
    end = visitor.picks("Ja, dit klopt")
    if end.state == "bot":
        end = visitor.picks("Ja")

    assert end.state == "waiting"


def test_a_person_can_be_asked_for_at_once(live: Live) -> None:
    live.operator_comes()
    visitor = live.visitor()
    answer = visitor.says("ik wil met een medewerker praten")
    if answer.state == "bot":
        answer = visitor.picks("Ja")

    assert answer.state == "waiting"


def test_with_nobody_present_no_person_is_promised(live: Live) -> None:
    answer = live.visitor().says("ik wil met een medewerker praten")

    assert answer.state == "bot"
    assert answer.names("088 2220 500")


def test_a_professional_hears_about_advice(live: Live) -> None:
    visitor = live.visitor()
    visitor.picks("Nee")
    answer = visitor.picks("Ik ben professional")

    assert "advies" in answer.text.casefold()


def test_to_whom_it_happens_is_asked_in_other_words(live: Live) -> None:
    visitor = live.visitor()
    visitor.picks("Nee")
    answer = visitor.picks("Het overkomt mij zelf")

    assert "gezien of gehoord" not in answer.text


def test_never_more_than_two_referrals_in_one_answer(live: Live) -> None:
    visitor = begins(live)
    visitor.says(NARRATIVE)
    answers_until_summary(visitor)
    end = visitor.picks("Ja, dit klopt")

    referrals = [number for number in ("0800 5151", "0800 7000", "0800-0113") if end.names(number)]
    assert len(referrals) <= 2


@pytest.mark.parametrize(
    ("answer", "summary"),
    [
        ("mannen met baarden joh", "jonger dan 18: nee"),
        ("ze zitten nog in de brugklas", "jonger dan 18: ja"),
        ("ik word in december 18", "jonger dan 18: ja"),
        ("jongens van 14 tot 16", "jonger dan 18: ja"),
    ],
)
def test_an_answer_about_minors_in_other_words(live: Live, answer: str, summary: str) -> None:
    visitor = live.visitor()
    visitor.says("bij de buren in lelystad moeten drie mensen zonder loon werken, al maanden")
    for _ in range(4):
        if "18" in visitor.last.text:
            break
        visitor.says("weet ik niet")
    visitor.says(answer)
    visitor.says("nee dat was alles")
    assert summary in visitor.last.text
