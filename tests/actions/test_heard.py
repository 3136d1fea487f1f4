from bot.actions.heard import heard
from tests.actions.helpers import tracker, user


def test_typed_text_is_not_a_choice() -> None:
    assert not heard(tracker([user("affirm", "ja")])).is_choice


def test_a_message_that_the_model_did_not_read_is_a_choice() -> None:
    event = user("affirm", "Ja, dit klopt")
    del event["parse_data"]["intent_ranking"]
    assert heard(tracker([event])).is_choice


def test_the_payload_of_the_stock_shell_is_a_choice() -> None:
    assert heard(tracker([user("affirm", "/affirm")])).is_choice


def test_the_first_value_of_an_entity_counts() -> None:
    event = user("form_labour")
    event["parse_data"]["entities"] = [
        {"entity": "place", "value": "Urk"},
        {"entity": "place", "value": "Almere"},
    ]
    assert heard(tracker([event])).value("place") == "Urk"


def test_beside_danger_a_likely_view_of_the_model_counts() -> None:
    event = user("danger_acute")
    event["parse_data"]["intent_ranking"].append({"name": "form_labour", "confidence": 0.8})
    assert heard(tracker([event])).subject == "form_labour"


def test_beside_danger_a_doubtful_view_does_not_count() -> None:
    event = user("danger_acute")
    event["parse_data"]["intent_ranking"].append({"name": "form_labour", "confidence": 0.3})
    assert heard(tracker([event])).subject == ""
