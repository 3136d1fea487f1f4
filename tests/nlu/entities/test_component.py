import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities.component import ReportEntityExtractor
from bot.nlu.entities.extract import Extractor
from bot.settings import load_settings


def entities(extractor: Extractor, text: str) -> dict[str, str]:
    message = ReportEntityExtractor(extractor).process([Message({"text": text})])[0]
    return {entity["entity"]: entity["value"] for entity in message.get("entities", [])}


def test_a_story_gives_several_entities_at_once(extractor: Extractor) -> None:
    said = entities(extractor, "in Urk moet een meisje van 15 elke avond seks met mannen hebben")
    told = {
        "place": "Urk",
        "exploitation_form": "sexual",
        "minors": "yes",
        "time": "elke avond",
        "still_going_on": "yes",
        "age": "15",
    }
    assert told.items() <= said.items()
    assert "number" not in said
    assert "role" not in said


def test_a_button_says_nothing(extractor: Extractor) -> None:
    assert entities(extractor, '/choose{"place": "Urk"}') == {}


def test_positions_point_into_the_text(extractor: Extractor) -> None:
    text = "Het gebeurt in Café De Punt, in Emmeloord"
    place = extractor.entities(text)[0]
    assert text[place.start : place.end] == "Emmeloord"


def test_the_component_reads_the_region_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    component = ReportEntityExtractor.create({"language": "nl"}, None, None, None)
    message = component.process([Message({"text": "in Zeewolde"})])[0]
    assert message.get("entities")[0]["value"] == "Zeewolde"
    assert load_settings().organisation_file.name == "organisation.yml"
