"""Finds the rules that can apply without trying all of them.

Rasa compares every step of every rule with the state of the conversation, twice for each
action: 5 ms a turn with seventy rules, more with every rule that is added. The last state
of a rule names the action before it and, after listening, the intent; so a table by these
two leaves a handful of rules to compare in the same way as before.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

_ANY = None


class RuleIndex:
    """The rules of one lookup of a RulePolicy, by what their last state asks for."""

    def __init__(self, lookup: Mapping[str, str]) -> None:
        self.lookup = lookup
        self.longest = 0
        self.read_text = False
        self._by_action: dict[str | None, dict[str | None, set[str]]] = {}
        self._at_start: set[str] = set()
        for key in lookup:
            self._add(key, json.loads(key))

    def candidates(self, state: Mapping[str, Any]) -> set[str]:
        """The keys of all rules whose last state may match `state`, and perhaps others."""
        action = state.get(PREVIOUS_ACTION)
        if not action:
            return set(self._at_start)
        intent = state.get(USER, {}).get(INTENT)
        found: set[str] = set()
        for wanted in {action.get(ACTION_NAME), _ANY}:
            by_intent = self._by_action.get(wanted, {})
            found |= by_intent.get(_ANY, set())
            if intent is not None:
                found |= by_intent.get(intent, set())
        return found

    def _add(self, key: str, states: Sequence[State]) -> None:
        self.longest = max(self.longest, len(states))
        self.read_text = self.read_text or any(TEXT in state.get(USER, {}) for state in states)
        last = states[-1]
        action = last.get(PREVIOUS_ACTION)
        if not action:
            self._at_start.add(key)
            return
        by_intent = self._by_action.setdefault(_asked(action.get(ACTION_NAME)), defaultdict(set))
        by_intent[_asked(last.get(USER, {}).get(INTENT))].add(key)


def _asked(value: Any) -> str | None:
    """The value that a state must have; None when any will do."""
    return None if not value or value == SHOULD_NOT_BE_SET else str(value)


def index_of(policy: RulePolicy, lookup: Mapping[str, str]) -> RuleIndex:
    """The index of one of the policy's lookups, made when it is asked for first."""
    indexes: list[RuleIndex] = policy.__dict__.setdefault("_rule_indexes", [])
    for index in indexes:
        if index.lookup is lookup:
            return index
    index = RuleIndex(lookup)
    indexes.append(index)
    return index


def possible_keys(policy: RulePolicy, lookup: Mapping[str, str], states: list[State]) -> set[str]:
    """What `RulePolicy._get_possible_keys` gives, from the candidates only."""
    index = index_of(policy, lookup)
    keys = index.candidates(states[-1])
    for turn, state in enumerate(reversed(states)):
        if not keys or turn >= index.longest:
            break
        keys = {key for key in keys if policy._is_rule_applicable(key, turn, state)}
    return keys


def latest_states(tracker: DialogueStateTracker, domain: Domain, count: int) -> list[State]:
    """The last `count` of the states that `tracker.past_states` gives."""
    events = tracker.applied_events()
    skipped = 1 + sum(isinstance(event, ActionExecuted) for event in events) - count
    past = tracker.init_copy()
    states: list[State] = []
    for event in events:
        if isinstance(event, ActionExecuted):
            if skipped <= 0:
                states.append(domain.get_active_state(past))
            skipped -= 1
        event.apply_to(past)
    states.append(domain.get_active_state(past))
    return states
