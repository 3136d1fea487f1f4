"""The custom actions of the tiny test project."""

import threading
import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

SECRET = "Zonnebloemstraat 12"

released = threading.Event()
"""Lets an action that hangs go on."""

seen: list[dict[str, Any]] = []
"""What the actions found as the latest message."""


class HandOff(Action):
    def name(self) -> str:
        return "action_tiny_hand_off"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        seen.append(dict(tracker.latest_message))
        dispatcher.utter_message(response="utter_confirmed")
        dispatcher.utter_message(json_message={"directive": "hand_off"})
        return []


class Crash(Action):
    def name(self) -> str:
        return "action_tiny_crash"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        raise RuntimeError(f"failed on {tracker.latest_message['text']} {SECRET}")


class Hang(Action):
    def name(self) -> str:
        return "action_tiny_hang"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        while not released.is_set():
            time.sleep(0.01)
        dispatcher.utter_message(text="too late")
        return []


class Again(Action):
    def name(self) -> str:
        return "action_tiny_again"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        dispatcher.utter_message(text="again")
        return [FollowupAction("action_tiny_again")]


class Silent(Action):
    def name(self) -> str:
        return "action_tiny_silent"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        return []


class Fallback(Action):
    def name(self) -> str:
        return "action_tiny_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        dispatcher.utter_message(response="utter_not_understood")
        fallbacks = (tracker.get_slot("fallbacks") or 0) + 1
        # No rule follows a fallback: without this Rasa would fall back for ever.
        return [SlotSet("fallbacks", fallbacks), FollowupAction("action_listen")]
