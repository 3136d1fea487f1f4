"""Asks for the municipality, with a button for each one of the region."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.speech import language_of


class AskMunicipality(Action):  # type: ignore[misc]  # the SDK has no types
    """The names come from organisation.yml, the other buttons from the wording."""

    def name(self) -> str:
        """The name by which the form finds it."""
        return "action_ask_report_form_municipality"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says the question."""
        around = surroundings.current()
        others = around.wording().reply("utter_municipality_buttons", language_of(tracker), {})
        buttons = [_button(place.name) for place in around.organisation().municipalities]
        buttons += [{"title": b.label, "payload": b.payload} for b in others.buttons]
        dispatcher.utter_message(response="utter_ask_municipality", buttons=buttons)
        return []


def _button(name: str) -> dict[str, str]:
    return {"title": name, "payload": "/choose" + json.dumps({"place": name}, ensure_ascii=False)}
