"""Shows the visitor what was written down, before staff see it."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import surroundings
from bot.actions.speech import language_of, report_of
from bot.actions.traces import traces_in
from bot.helpline.report import Known, is_code, told
from bot.wording import Wording


class AskSummary(Action):  # type: ignore[misc]  # the SDK has no types
    """Asks whether the summary is right; every answer can still be changed."""

    def name(self) -> str:
        """The name by which the form finds it."""
        return "action_ask_report_form_summary_ok"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """Says the summary, or asks about it again when it is on the page already."""
        traces = traces_in(report_of(tracker))
        if tracker.get_slot("reminder"):
            key = "utter_summary_traces_reminder" if traces else "utter_summary_reminder"
            dispatcher.utter_message(response=key)
            return []
        wording = surroundings.current().wording()
        lines = summary_lines(report_of(tracker), wording, language_of(tracker))
        if traces:
            listed = wording.text("utter_trace_between", language_of(tracker), {}).join(traces)
            text = "\n".join(lines)
            dispatcher.utter_message(response="utter_summary_traces", lines=text, traces=listed)
        elif lines:
            dispatcher.utter_message(response="utter_summary", lines="\n".join(lines))
        else:
            dispatcher.utter_message(response="utter_summary_empty")
        return []


def summary_lines(report: Known, wording: Wording, language: str) -> list[str]:
    """A line for each part of the report of which the visitor said something."""
    return [
        wording.text(
            f"utter_summary_line_{slot}",
            language,
            {},
            value=value_in_words(slot, value, wording, language),
        )
        for slot, value in told(report)
    ]


def value_in_words(slot: str, value: str, wording: Wording, language: str) -> str:
    """The words for a value: the visitor's own, or those that stand for a code."""
    if not is_code(slot, value):
        return value
    return wording.text(f"utter_value_{value}", language, {})
