from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.story_component import StoryComponent

TOLD = "firma vis, wij filet maken, 13 uur, baas geeft 200 euro week"
STORY = {"story_sure": "yes", "exploitation_form_likely": "labour"}


def intent_of(text: str, intent: str, entities: dict[str, str]) -> dict[str, Any]:
    said = {"name": intent, "confidence": 0.7}
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    message = Message({"text": text, "intent": said, "intent_ranking": [said], "entities": found})
    component = StoryComponent()
    read = component.process([message])[0]
    assert read.get("intent_ranking")[-1] == said
    intent_read: dict[str, Any] = read.get("intent")
    return intent_read


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
def test_a_case_that_no_intent_knows_is_a_report(intent: str) -> None:
    assert intent_of(TOLD, intent, STORY) == {"name": "report_suspicion", "confidence": 0.7}


@pytest.mark.parametrize(
    ("text", "intent", "entities"),
    [
        (TOLD, "happens_to_me", STORY),
        (TOLD, "out_of_scope", {"story_sure": "yes"}),
        (TOLD, "out_of_scope", {"exploitation_form": "labour"}),
        ("baas geeft weinig", "out_of_scope", STORY),
        (f"{TOLD}, mag dat?", "out_of_scope", STORY),
    ],
)
def test_what_is_understood_or_tells_no_case_is_left_alone(
    text: str, intent: str, entities: dict[str, str]
) -> None:
    assert intent_of(text, intent, entities)["name"] == intent
