"""Turns a tracker into a small block of bytes and back.

What is kept is what the next turn needs: the slots, the active form, and what happened in
the last few turns. The texts of earlier messages are not kept: no rule, form or policy
reads them again, and what is not kept cannot leak. So a block has the same size at turn
300 as at turn 6.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    FollowupAction,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

VERSION = 1

TURNS = 3
"""How many visitor turns before the present one the policies can look back upon."""

Packed = list[Any]


class MemoryUnreadable(Exception):
    """The stored bytes are not a memory of this version."""


@dataclass
class _State:
    """The tracker's state at the place where its history is cut."""

    slots: dict[str, Any] = field(default_factory=dict)
    loop: str | None = None
    rejected: bool = False
    paused: bool = False

    def take(self, event: Event) -> None:
        """Carries the effect of an event that is left out of the history."""
        if isinstance(event, SlotSet):
            self.slots[event.key] = event.value
        elif isinstance(event, AllSlotsReset):
            self.slots.clear()
        elif isinstance(event, ActiveLoop):
            self.loop, self.rejected = event.name, False
        elif isinstance(event, ActionExecutionRejected):
            self.rejected = self.rejected or event.action_name == self.loop
        elif isinstance(event, ActionExecuted):
            self.rejected = self.rejected and event.action_name != self.loop
        elif isinstance(event, ConversationPaused | ConversationResumed):
            self.paused = isinstance(event, ConversationPaused)

    def events(self) -> list[Event]:
        """The events that bring a new tracker into this state."""
        events: list[Event] = [SlotSet(key, value) for key, value in self.slots.items()]
        if self.loop is not None:
            events.append(ActiveLoop(self.loop))
            if self.rejected:
                events.append(ActionExecutionRejected(self.loop))
        if self.paused:
            events.append(ConversationPaused())
        return events


def pack(tracker: DialogueStateTracker, turns: int = TURNS) -> bytes:
    """The tracker as bytes: its slots, its form and its last `turns` visitor turns."""
    events = tracker.applied_events()
    cut = _cut(events, turns)
    state = _State()
    for event in events[:cut]:
        state.take(event)
    content = {
        "v": VERSION,
        "slots": _worth_keeping(state.slots, tracker),
        "loop": state.loop,
        "rejected": state.rejected,
        "paused": state.paused,
        "events": _pack_events(events[cut:]),
    }
    return json.dumps(content, separators=(",", ":")).encode()


def unpack(conversation: str, memory: bytes, domain: Domain) -> DialogueStateTracker:
    """A tracker that goes on where the packed one stopped.

    Raises MemoryUnreadable when the bytes are something else.
    """
    try:
        content = json.loads(memory)
        if content["v"] != VERSION:
            raise MemoryUnreadable("the memory is of another version")
        # A slot that a newer model no longer has is forgotten.
        known = {slot.name for slot in domain.slots}
        slots = {key: value for key, value in content["slots"].items() if key in known}
        state = _State(slots, content["loop"], content["rejected"], content["paused"])
        events = [*state.events(), *map(_unpack_event, content["events"])]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise MemoryUnreadable(f"the memory cannot be read: {type(error).__name__}") from None
    tracker = DialogueStateTracker(conversation, domain.slots)
    for event in events:
        if not isinstance(event, SlotSet) or event.key in known:
            tracker.events.append(event)
            event.apply_to(tracker)
    return tracker


def _worth_keeping(slots: dict[str, Any], tracker: DialogueStateTracker) -> dict[str, Any]:
    """The slots that differ from those of a new tracker."""
    return {
        key: value
        for key, value in slots.items()
        if key in tracker.slots and value != tracker.slots[key].initial_value
    }


def _cut(events: Sequence[Event], turns: int) -> int:
    """Where the last `turns` visitor turns begin, at the bot listening."""
    seen = 0
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], UserUttered):
            seen += 1
            if seen == turns:
                return index - 1 if index and _is_listening(events[index - 1]) else index
    return 0


def _is_listening(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _pack_events(events: Iterable[Event]) -> list[Packed]:
    """The events that policies can see; of slots set in one go only the last value of each.

    Without that a form that asks the same question for ever would grow for ever: Rasa
    folds its turns into one, but keeps every slot event.
    """
    packed: list[Packed] = []
    set_in_a_row: dict[str, Packed] = {}
    for event in events:
        form = _pack_event(event)
        if form is None:
            continue
        if isinstance(event, SlotSet):
            earlier = set_in_a_row.get(event.key)
            if earlier is not None:
                earlier[2] = event.value
                continue
            set_in_a_row[event.key] = form
        else:
            set_in_a_row = {}
        packed.append(form)
    return packed


def _pack_event(event: Event) -> Packed | None:
    match event:
        case SlotSet():
            return ["slot", event.key, event.value]
        case ActionExecuted():
            return ["did", event.action_name, event.action_text, event.hide_rule_turn]
        case UserUttered():
            entities = [_slim(entity) for entity in event.entities]
            return ["said", event.intent_name, entities]
        case ActiveLoop():
            return ["loop", event.name]
        case LoopInterrupted():
            return ["interrupted", event.is_interrupted]
        case ActionExecutionRejected():
            return ["rejected", event.action_name]
        case FollowupAction():
            return ["next", event.action_name]
        case AllSlotsReset() | ConversationPaused() | ConversationResumed():
            return [event.type_name]
    # What is left no policy looks at: what the bot uttered, and that a message was read by
    # its intent, which an unpacked message says itself.
    return None


def _slim(entity: dict[str, Any]) -> dict[str, Any]:
    return {key: entity[key] for key in ("entity", "value", "role", "group") if key in entity}


def _unpack_event(packed: Packed) -> Event:
    kind, *values = packed
    match kind:
        case "slot":
            return SlotSet(values[0], values[1])
        case "did":
            return ActionExecuted(values[0], action_text=values[1], hide_rule_turn=values[2])
        case "said":
            intent = {"name": values[0], "confidence": 1.0} if values[0] else None
            return UserUttered(None, intent, values[1], use_text_for_featurization=False)
        case "loop":
            return ActiveLoop(values[0])
        case "interrupted":
            return LoopInterrupted(values[0])
        case "rejected":
            return ActionExecutionRejected(values[0])
        case "next":
            return FollowupAction(values[0])
        case "reset_slots":
            return AllSlotsReset()
        case "pause":
            return ConversationPaused()
        case "resume":
            return ConversationResumed()
    raise ValueError(kind)
