"""Changes to Rasa's own functions, each with its reason.

What a subclass can do stands in `processor` and `graph_runner`; this is the rest. The
source of each function that is replaced is known by its hash, which
`tests/engine/test_patches.py` compares: it fails when a new Rasa changes one of them.
"""

from typing import Any

import rasa.core.actions.action
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

from bot.engine.actions_endpoint import InProcessActions

_applied = False
_validate_action_result = RemoteAction._validate_action_result
_event_classes: dict[str, type[Event]] = {}


def apply() -> None:
    """Puts the changes in place, once for the process."""
    global _applied
    if _applied:
        return
    _applied = True
    RemoteAction._validate_action_result = _trust_actions_in_process
    Event.resolve_by_type = staticmethod(_resolve_by_type)


def _trust_actions_in_process(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Does not validate what an action in this process answers.

    Rasa builds a JSON schema and compiles a validator for each call: 22 ms. The executor
    of the SDK has checked the events already.
    """
    if isinstance(self.action_endpoint, InProcessActions):
        return True
    return bool(_validate_action_result(self, result))


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Looks an event class up by name instead of walking through all of them each time."""
    found = _event_classes.get(type_name)
    if found is None:
        for event_class in rasa.shared.utils.common.all_subclasses(Event):
            _event_classes.setdefault(event_class.type_name, event_class)
        found = _event_classes.get(type_name, default)
    if found is None and type_name != "topic":
        raise ValueError("unknown event name")
    return found
