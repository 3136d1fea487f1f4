from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.helpline.danger import Assessment, Level
from bot.nlu.danger_component import DangerComponent

SAID = {"name": "ask_hours", "confidence": 0.9}
SAID_YES = {"name": "affirm", "confidence": 0.9}


def processed(level: Level, text: str = "voorbeeld", said: dict[str, Any] = SAID) -> Message:
    component = DangerComponent(lambda text: Assessment(level, ("test",), "nl"))
    message = Message({"text": text, "intent": said, "intent_ranking": [said]})
    return component.process([message])[0]


@pytest.mark.parametrize(
    ("level", "intent"),
    [
        (Level.ACUTE, "danger_acute"),
        (Level.SUICIDE, "danger_suicide"),
        (Level.UNCLEAR, "danger_unclear"),
    ],
)
def test_danger_becomes_the_intent(level: Level, intent: str) -> None:
    found = processed(level, said=SAID_YES).get("intent")
    assert found == {"name": intent, "confidence": 1.0}


def test_a_question_that_was_understood_is_answered_beside_unclear_danger() -> None:
    assert processed(Level.UNCLEAR).get("intent") == SAID


def test_what_the_classifier_said_stays_in_the_ranking() -> None:
    names = [one["name"] for one in processed(Level.ACUTE).get("intent_ranking")]
    assert names == ["danger_acute", "ask_hours"]


def test_without_danger_nothing_changes() -> None:
    assert processed(Level.NONE).get("intent") == SAID


def test_a_button_is_left_alone() -> None:
    assert processed(Level.ACUTE, text='/choose{"minors": "yes"}').get("intent") == SAID


def test_the_real_assessment_is_used_by_default() -> None:
    message = Message({"text": "hij heeft een mes en wil me steken", "intent": SAID})
    assert DangerComponent().process([message])[0].get("intent")["name"] == "danger_acute"


def test_the_fingerprint_covers_the_danger_package() -> None:
    assert DangerComponent.fingerprint_addon({})
