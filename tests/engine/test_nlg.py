import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.engine.nlg import FactsNaturalLanguageGenerator, UnfilledPlaceholder

ORGANISATION = Path(__file__).parents[2] / "organisation.yml"

FACTS = {"phone": "0900 0000000", "region": "Testland"}

RESPONSES = {
    "utter_phone": [{"text": "Bel {phone}."}],
    "utter_said": [{"text": "Je zei: {narrative}"}],
    "utter_unfilled": [{"text": "Bel {nobody_knows}."}],
    "utter_braces": [{"text": "Typ {{zo}} in {region}."}],
    "utter_choice": [
        {
            "text": "Waar?",
            "buttons": [
                {"title": "In {region}", "payload": '/choose{"place": "Testdorp"}'},
                {"title": "Stock", "payload": '/choose{{"place": "Testdorp"}}'},
            ],
        }
    ],
    "utter_in_two_languages": [
        {"text": "Dag."},
        {"text": "Hello.", "condition": [{"type": "slot", "name": "language", "value": "en"}]},
    ],
    "utter_two": [{"text": "Eerste."}, {"text": "Tweede."}],
    "utter_custom": [{"custom": {"directive": "close", "number": 1, "to": ["{phone}"]}}],
}


def generate(key: str, slots: dict[str, Any] | None = None, **kwargs: Any) -> Any:
    nlg = FactsNaturalLanguageGenerator(
        domain=Domain.from_dict({"responses": RESPONSES}), facts=lambda language: FACTS
    )
    values = {"language": "nl", "narrative": None, **(slots or {})}
    text_slots = [TextSlot(name, [], initial_value=value) for name, value in values.items()]
    tracker = DialogueStateTracker("visitor", text_slots)
    return asyncio.run(nlg.generate(key, tracker, "chat", **kwargs))


def test_a_fact_is_filled_in() -> None:
    assert generate("utter_phone")["text"] == "Bel 0900 0000000."


def test_a_slot_is_filled_in() -> None:
    assert generate("utter_said", {"narrative": "een schuur"})["text"] == "Je zei: een schuur"


def test_what_the_action_passes_wins() -> None:
    assert generate("utter_phone", phone="0900 1111111")["text"] == "Bel 0900 1111111."


def test_a_slot_cannot_take_the_place_of_a_fact() -> None:
    assert generate("utter_phone", {"phone": "06 00000000"})["text"] == "Bel 0900 0000000."


def test_a_placeholder_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(UnfilledPlaceholder, match=r"'nobody_knows' in 'utter_unfilled'"):
        generate("utter_unfilled")


def test_an_empty_slot_does_not_fill_a_placeholder() -> None:
    with pytest.raises(UnfilledPlaceholder, match="narrative"):
        generate("utter_said")


@pytest.mark.parametrize("typed", ["{phone}", "0[", "{0[phone]}", "{{x}}", "%s", "\\1"])
def test_what_a_visitor_typed_is_put_in_as_it_is(typed: str) -> None:
    assert generate("utter_said", {"narrative": typed})["text"] == f"Je zei: {typed}"


def test_doubled_braces_are_braces() -> None:
    assert generate("utter_braces")["text"] == "Typ {zo} in Testland."


def test_buttons_keep_the_json_of_their_payload() -> None:
    assert generate("utter_choice")["buttons"] == [
        {"title": "In Testland", "payload": '/choose{"place": "Testdorp"}'},
        {"title": "Stock", "payload": '/choose{"place": "Testdorp"}'},
    ]


def test_filling_does_not_change_the_response_itself() -> None:
    generate("utter_choice")
    assert RESPONSES["utter_choice"][0]["buttons"][0]["title"] == "In {region}"


def test_custom_data_is_filled_too() -> None:
    filled = generate("utter_custom")["custom"]
    assert filled == {"directive": "close", "number": 1, "to": ["0900 0000000"]}


@pytest.mark.parametrize(("language", "text"), [("nl", "Dag."), ("en", "Hello."), ("pl", "Dag.")])
def test_the_variation_of_the_language_is_taken(language: str, text: str) -> None:
    assert generate("utter_in_two_languages", {"language": language})["text"] == text


def test_of_several_variations_it_is_always_the_first() -> None:
    assert {generate("utter_two")["text"] for _ in range(20)} == {"Eerste."}


def test_a_response_that_the_domain_does_not_have_is_none() -> None:
    assert generate("utter_no_such") is None


def test_endpoints_yml_takes_the_facts_from_the_organisation() -> None:
    endpoint = EndpointConfig.from_dict(
        {
            "type": "bot.engine.nlg.FactsNaturalLanguageGenerator",
            "organisation_file": "organisation.yml",
        }
    )
    nlg = FactsNaturalLanguageGenerator.create(endpoint, Domain.from_dict({"responses": RESPONSES}))
    assert type(nlg) is FactsNaturalLanguageGenerator
    filled = nlg.generate_from_slots("utter_phone", {"language": "nl"}, "chat")
    assert filled is not None
    assert "088 2220 500" in filled["text"]
