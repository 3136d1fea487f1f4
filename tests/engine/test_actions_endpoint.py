import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
import tiny_actions
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.engine.actions_endpoint import ActionFailed, ActionsNotLoaded, InProcessActions


class Reject(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_tiny_reject"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> Any:
        raise ActionExecutionRejection(self.name(), f"about {tiny_actions.SECRET}")


def call(action: str, text: str = "x") -> Any:
    tracker = {"sender_id": "visitor", "slots": {}, "latest_message": {"text": text}, "events": []}
    request = {"next_action": action, "tracker": tracker, "domain": {}}
    return asyncio.run(InProcessActions(tiny_actions).request(json=request))


def test_an_action_answers_with_events_and_messages() -> None:
    answer = call("action_tiny_fallback")
    assert answer["events"][0]["name"] == "fallbacks"
    assert answer["responses"][0]["response"] == "utter_not_understood"


def test_an_action_that_raises_tells_only_the_type(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bot"), pytest.raises(ActionFailed) as failure:
        call("action_tiny_crash", "Mevrouw Voorbeeld")
    assert str(failure.value) == "action action_tiny_crash failed: RuntimeError"
    assert failure.value.__cause__ is None
    assert "RuntimeError" in caplog.text
    assert "Voorbeeld" not in caplog.text
    assert tiny_actions.SECRET not in caplog.text


def test_an_action_that_declines_lets_rasa_choose_another() -> None:
    with pytest.raises(ClientResponseError) as rejection:
        call("action_tiny_reject")
    assert rejection.value.status == 400
    assert tiny_actions.SECRET not in str(rejection.value)


def test_an_unknown_action_is_a_failure() -> None:
    with pytest.raises(ActionFailed, match="ActionNotFoundException"):
        call("action_no_such")


def test_a_package_that_cannot_be_imported_does_not_end_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_actions.py").write_text("import no_such_library\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ActionsNotLoaded, match="broken_actions"):
        InProcessActions("broken_actions")


def test_the_names_of_the_actions_are_known() -> None:
    assert "action_tiny_hang" in InProcessActions(tiny_actions).names
