"""Changes to Rasa's own functions, each with its reason.

What a subclass can do stands in `processor` and `graph_runner`; this is the rest. The
source of each function that is replaced is known by its hash, which
`tests/engine/test_patches.py` compares: it fails when a new Rasa changes one of them.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import rasa.core.actions.action
import rasa.core.actions.forms
import rasa.core.policies.memoization
import rasa.shared.core.trackers
import rasa.shared.utils.common
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from bot.engine.actions_endpoint import InProcessActions
from bot.engine.events_on_demand import EventsOnDemand
from bot.engine.rule_index import index_of, latest_states, possible_keys
from bot.engine.tracker_state import applied_events, copy_tracker

REPLACED: tuple[tuple[Any, str], ...] = (
    (RemoteAction, "_validate_action_result"),
    (RemoteAction, "_action_call_format"),
    (Event, "resolve_by_type"),
    (rasa.core.actions.action, "action_for_name_or_text"),
    (RulePolicy, "_find_action_from_rules"),
    (RulePolicy, "_get_possible_keys"),
    (Policy, "_prediction_states"),
    (Policy, "format_tracker_states"),
    (MemoizationPolicy, "predict_action_probabilities"),
    (FormAction, "_temporary_tracker"),
    (DialogueStateTracker, "applied_events"),
    (DialogueStateTracker, "copy"),
)
"""The functions that are replaced or, for subclasses, gone past."""

ORIGINAL = {(owner, name): getattr(owner, name) for owner, name in REPLACED}

KEPT_ACTIONS = 1000

_applied = False
_event_classes: dict[str, type[Event]] = {}
_actions: dict[tuple[str, int, int], tuple[Domain, EndpointConfig | None, Action]] = {}


def apply() -> None:
    """Puts the changes in place, once for the process."""
    global _applied
    if _applied:
        return
    _applied = True
    RemoteAction._validate_action_result = _trust_actions_in_process
    RemoteAction._action_call_format = _call_in_process
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    rasa.core.actions.action.action_for_name_or_text = _action_for_name_or_text
    RulePolicy._find_action_from_rules = _find_action_from_rules
    RulePolicy._get_possible_keys = possible_keys
    RulePolicy._prediction_states = _rule_states
    RulePolicy.format_tracker_states = staticmethod(_no_states_for_a_log)
    MemoizationPolicy.predict_action_probabilities = _predict_from_stories
    FormAction._temporary_tracker = _temporary_tracker
    DialogueStateTracker.applied_events = applied_events
    DialogueStateTracker.copy = copy_tracker
    Slot.__copy__ = _copy_slot
    for module in (rasa.core.actions.forms, rasa.core.policies.memoization):
        module.copy = SimpleNamespace(deepcopy=_not_copied_for_a_log)
    rasa.shared.core.trackers.dataclasses = SimpleNamespace(asdict=_fields)


def _trust_actions_in_process(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Does not validate what an action in this process answers.

    Rasa builds a JSON schema and compiles a validator for each call: 22 ms. The executor
    of the SDK has checked the events already.
    """
    if isinstance(self.action_endpoint, InProcessActions):
        return True
    return bool(ORIGINAL[RemoteAction, "_validate_action_result"](self, result))


def _call_in_process(
    self: RemoteAction, tracker: DialogueStateTracker, domain: Domain
) -> dict[str, Any]:
    """Passes the events on as they are, to be taken apart when an action reads them.

    Rasa makes a dictionary of every event for each call, as JSON for another process.
    """
    original = ORIGINAL[RemoteAction, "_action_call_format"]
    if not isinstance(self.action_endpoint, InProcessActions):
        return dict(original(self, tracker, domain))
    state = tracker.current_state(EventVerbosity.NONE)
    state["events"] = EventsOnDemand(list(tracker.events))
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
        "domain": domain.as_dict(),
    }


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


def _action_for_name_or_text(
    name: str, domain: Domain, action_endpoint: EndpointConfig | None
) -> Action:
    """Keeps the actions of a domain: Rasa makes twelve objects to find one of them."""
    key = (name, id(domain), id(action_endpoint))
    kept = _actions.get(key)
    if kept is None:
        if len(_actions) >= KEPT_ACTIONS:
            _actions.clear()  # those of models that are gone
        original = ORIGINAL[rasa.core.actions.action, "action_for_name_or_text"]
        # The domain and the endpoint are kept too, so that their ids stay theirs.
        kept = _actions[key] = (domain, action_endpoint, original(name, domain, action_endpoint))
    return kept[2]


def _find_action_from_rules(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """Does not search by the text of the message when no rule holds a text: half of it."""
    if use_text_for_last_user_input and not index_of(self, self.lookup[RULES]).read_text:
        return None, None, False
    found: tuple[str | None, str | None, bool] = ORIGINAL[RulePolicy, "_find_action_from_rules"](
        self, tracker, domain, use_text_for_last_user_input
    )
    return found


def _rule_states(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: Mapping[str, Any] | None = None,
) -> list[State]:
    """Works out only as many states as the longest rule looks back upon."""
    longest = max(
        index_of(self, self.lookup[name]).longest for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)
    )
    states = latest_states(tracker, domain, longest)
    self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
    return states


def _no_states_for_a_log(states: list[State]) -> str:
    """Does not write the conversation out for a log line that must not be written."""
    return ""


def _predict_from_stories(
    self: MemoizationPolicy, tracker: DialogueStateTracker, domain: Domain, **kwargs: Any
) -> PolicyPrediction:
    """Does not work out the states of the conversation when there is no story."""
    if not self.lookup:
        return self._prediction(self._default_predictions(domain))
    original = ORIGINAL[MemoizationPolicy, "predict_action_probabilities"]
    return original(self, tracker, domain, **kwargs)


def _temporary_tracker(
    self: FormAction,
    current_tracker: DialogueStateTracker,
    additional_events: list[Event],
    domain: Domain,
) -> DialogueStateTracker:
    """Adds to a copy instead of replaying the conversation, twice for each question."""
    if any(type(event) is Restarted for event in current_tracker.events):
        original = ORIGINAL[FormAction, "_temporary_tracker"]
        return original(self, current_tracker, additional_events, domain)
    temporary = copy_tracker(current_tracker)
    temporary.update(SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker)))
    temporary.update(ActionExecuted(self.name()))
    for event in additional_events:
        temporary.update(event)
    return temporary


def _copy_slot(self: Slot) -> Slot:
    """What `copy.copy` gives, without asking the slot how it is pickled.

    Rasa copies every slot for every action and every prediction.
    """
    copied = self.__class__.__new__(self.__class__)
    copied.__dict__.update(self.__dict__)
    return copied


def _not_copied_for_a_log(value: Any) -> Any:
    """Does not copy what only a log line would get; both modules copy for nothing else."""
    return value


def _fields(loop: Any) -> dict[str, Any]:
    """The fields of the active loop, for an action to read.

    Rasa copies with them, piece by piece, all that was understood of the message which
    started the form: for each action a tenth of the time of a turn.
    """
    return dict(vars(loop))
