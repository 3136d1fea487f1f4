from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.overruling import RANKING, OverrulingComponent

GREETING = {"name": "greet", "confidence": 0.7}
DANGER = {"name": "danger_acute", "confidence": 1.0}


def test_the_intent_is_the_one_that_overrules() -> None:
    message = Message({INTENT: GREETING, RANKING: [GREETING]})

    OverrulingComponent.overrule(message, DANGER)

    assert message.get(INTENT) == DANGER


def test_what_was_found_before_stays_in_the_ranking_behind_it() -> None:
    message = Message({INTENT: GREETING, RANKING: [GREETING]})

    OverrulingComponent.overrule(message, DANGER)

    assert message.get(RANKING) == [DANGER, GREETING]


def test_a_message_that_nothing_classified_gets_a_ranking() -> None:
    message = Message({})

    OverrulingComponent.overrule(message, DANGER)

    assert message.get(RANKING) == [DANGER]


def test_both_are_handed_on_to_the_dialogue() -> None:
    message = Message({})

    OverrulingComponent.overrule(message, DANGER)

    assert {INTENT, RANKING} <= set(message.output_properties)
