import re

import pytest

from bot.actions.hours import NAMED_SHORTER, AnswerQuestion, Hours
from tests.actions.conftest import ROOT, WORDING
from tests.actions.helpers import run, tracker, user

ASKED = tracker([user("ask_hours")])


@pytest.mark.usefixtures("open_desk")
def test_open_with_somebody_there() -> None:
    outcome = run(Hours(), ASKED)
    assert outcome.keys == ["utter_hours_open"]
    assert outcome.messages[0]["closes_at"] == "17.00 uur"


@pytest.mark.usefixtures("empty_desk")
def test_open_with_nobody_there() -> None:
    assert run(Hours(), ASKED).keys == ["utter_hours_nobody_present"]


@pytest.mark.usefixtures("closed_desk")
def test_closed() -> None:
    outcome = run(Hours(), ASKED)
    assert outcome.keys == ["utter_hours_closed", "utter_next_opening"]
    assert outcome.messages[1]["next_opening"] == "maandag om 9.00 uur"


@pytest.mark.usefixtures("unknown_desk")
def test_not_known() -> None:
    assert run(Hours(), ASKED).keys == ["utter_hours_unknown"]


@pytest.mark.usefixtures("closed_desk")
@pytest.mark.parametrize(
    ("intent", "response"),
    [
        ("ask_anonymous", "utter_about_anonymous"),
        ("ask_in_doubt", "utter_about_doubt"),
        ("ask_hours", "utter_hours_closed"),
    ],
)
def test_a_question_beside_a_story_gets_its_answer(intent: str, response: str) -> None:
    assert run(AnswerQuestion(), tracker([user(intent)])).keys[0] == response


def test_every_question_of_the_rule_has_an_answer() -> None:
    rules = (ROOT / "data" / "rules" / "interview.yml").read_text(encoding="utf-8")
    for subject in set(re.findall(r"intent: ask_(\w+)", rules)) - {"hours", "erase"}:
        assert f"utter_about_{NAMED_SHORTER.get(subject, subject)}" in WORDING.keys
