import pytest

from bot.actions.hours import Hours
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
