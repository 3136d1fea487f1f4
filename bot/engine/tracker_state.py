"""Copies a tracker and tells its events without replaying its history.

Rasa does both several times for each action, by asking of every event whether it is one of
six abstract types and by applying all of them once more.
"""

import copy
from dataclasses import replace

from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker

TAKING_BACK = frozenset({ActionReverted, Restarted, SessionStarted, UserUtteranceReverted})
"""Events that undo earlier ones; they are rare here, so Rasa's own way does for them."""

_applied_events = DialogueStateTracker.applied_events


def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """The events that count, with the turns of a form that went well folded into one."""
    events = tracker.events
    if not TAKING_BACK.isdisjoint(map(type, events)):
        found: list[Event] = _applied_events(tracker)
        return found
    forms = {event.name for event in events if type(event) is ActiveLoop and event.name}
    if not forms:
        return list(events)
    applied: list[Event] = []
    for event in events:
        if type(event) is ActionExecuted and event.action_name in forms:
            name = event.action_name
            if not tracker._first_loop_execution_or_unhappy_path(name, applied):
                tracker._undo_till_previous_loop_execution(name, applied)
                continue
        applied.append(event)
    return applied


def copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in the same state, whose slots and events can change by themselves."""
    copied = DialogueStateTracker.__new__(DialogueStateTracker)
    copied.__dict__.update(tracker.__dict__)
    copied.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    copied.events = tracker.events.copy()
    copied.active_loop = replace(tracker.active_loop) if tracker.active_loop else None
    # Rasa's copies do not mark their events with the model either.
    copied.model_id = copied.assistant_id = copied.sender_source = None
    return copied
