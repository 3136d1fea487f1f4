import json
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.memory import MemoryUnreadable, pack, unpack

DOMAIN = Domain.load(Path(__file__).parent / "tiny" / "domain.yml")


def said(intent: str, text: str = "Mevrouw Voorbeeld") -> UserUttered:
    return UserUttered(text, {"name": intent, "confidence": 0.9})


def turn(intent: str, *events: Event) -> list[Event]:
    read = DefinePrevUserUtteredFeaturization(False)
    return [said(intent), read, *events, ActionExecuted("action_listen")]


def tracker_of(*events: Event) -> DialogueStateTracker:
    tracker = DialogueStateTracker("tiny", DOMAIN.slots)
    for event in [ActionExecuted("action_listen"), *events]:
        tracker.update(event)
    return tracker


def again(tracker: DialogueStateTracker) -> DialogueStateTracker:
    return unpack("tiny", pack(tracker), DOMAIN)


def chat(*events: Event) -> list[Event]:
    """Four turns after `events`, so that these fall outside what is kept."""
    later = turn("greet", ActionExecuted("utter_greet"), BotUttered("Good day."))
    return [*events, *later, *later, *later, *later]


def test_a_slot_of_long_ago_is_kept() -> None:
    tracker = tracker_of(*chat(*turn("choose", SlotSet("place", "Testdorp"))))
    assert again(tracker).get_slot("place") == "Testdorp"


def test_a_slot_that_was_emptied_is_empty() -> None:
    emptied = turn("choose", SlotSet("place", "Testdorp"), SlotSet("place", None))
    assert again(tracker_of(*chat(*emptied))).get_slot("place") is None


def test_a_slot_emptied_against_its_initial_value_stays_empty() -> None:
    tracker = tracker_of(*chat(SlotSet("fallbacks", None)))
    assert again(tracker).get_slot("fallbacks") is None


def test_all_slots_reset_long_ago_stay_reset() -> None:
    tracker = tracker_of(*chat(SlotSet("place", "Testdorp"), AllSlotsReset()))
    assert again(tracker).get_slot("place") is None


def test_the_form_of_long_ago_is_still_active() -> None:
    tracker = tracker_of(*chat(ActiveLoop("report_form"), SlotSet("requested_slot", "place")))
    restored = again(tracker)
    assert restored.active_loop_name == "report_form"
    assert restored.get_slot("requested_slot") == "place"
    assert not restored.is_active_loop_rejected


def test_a_form_that_declined_a_message_has_still_declined_it() -> None:
    tracker = tracker_of(*chat(ActiveLoop("report_form"), ActionExecutionRejected("report_form")))
    assert again(tracker).is_active_loop_rejected


def test_a_form_that_ended_is_not_active() -> None:
    tracker = tracker_of(*chat(ActiveLoop("report_form"), ActiveLoop(None)))
    assert again(tracker).active_loop_name is None


def test_a_pause_of_long_ago_holds() -> None:
    assert again(tracker_of(*chat(ConversationPaused()))).is_paused()


def test_what_was_taken_back_is_gone() -> None:
    tracker = tracker_of(*turn("choose", SlotSet("place", "Testdorp"), UserUtteranceReverted()))
    assert again(tracker).get_slot("place") is None


def test_the_policies_see_the_same_latest_states() -> None:
    tracker = tracker_of(*chat(SlotSet("kind", "work"), ActiveLoop("report_form")))
    states, restored = (each.past_states(DOMAIN) for each in (tracker, again(tracker)))
    assert restored[-6:] == states[-6:]


def test_entities_are_kept_for_the_policies() -> None:
    entity = {"entity": "kind", "value": "work", "start": 3, "extractor": "choice"}
    message = UserUttered("text", {"name": "choose"}, [entity])
    restored = again(tracker_of(message, ActionExecuted("action_listen")))
    assert restored.latest_message.entities == [{"entity": "kind", "value": "work"}]


def test_packing_again_changes_nothing() -> None:
    first = pack(tracker_of(*chat(SlotSet("place", "Testdorp"), ActiveLoop("report_form"))))
    assert pack(unpack("tiny", first, DOMAIN)) == first


def test_what_was_said_is_not_kept() -> None:
    packed = pack(tracker_of(*chat(*turn("greet", BotUttered("Dag, mevrouw Voorbeeld")))))
    assert b"Voorbeeld" not in packed


def test_the_size_does_not_grow_with_the_conversation() -> None:
    tracker = tracker_of()
    sizes = []
    for _ in range(60):
        for event in turn("greet", ActionExecuted("utter_greet"), SlotSet("fallbacks", 1)):
            tracker.update(event)
        tracker = again(tracker)
        sizes.append(len(pack(tracker)))
    assert sizes[-1] == sizes[5]


def test_the_size_does_not_grow_in_a_form_that_asks_the_same_for_ever() -> None:
    tracker = tracker_of(said("report"), ActionExecuted("report_form"), ActiveLoop("report_form"))
    tracker.update(ActionExecuted("action_listen"))
    sizes = []
    for _ in range(60):
        form = (ActionExecuted("report_form"), SlotSet("requested_slot", "place"))
        for event in turn("affirm", *form):
            tracker.update(event)
        tracker = again(tracker)
        sizes.append(len(pack(tracker)))
    assert sizes[-1] == sizes[5]


def test_a_slot_that_a_newer_model_does_not_have_is_forgotten() -> None:
    content = json.loads(pack(tracker_of()))
    content["slots"]["of_an_older_model"] = "x"
    content["events"].append(["slot", "of_an_older_model", "y"])
    restored = unpack("tiny", json.dumps(content).encode(), DOMAIN)
    assert "of_an_older_model" not in restored.current_slot_values()


@pytest.mark.parametrize("memory", [b"", b"\x00\x01", b"[]", b'{"v": 99}', b'{"v": 1}'])
def test_other_bytes_are_refused(memory: bytes) -> None:
    with pytest.raises(MemoryUnreadable):
        unpack("tiny", memory, DOMAIN)


def test_the_refusal_does_not_quote_the_memory() -> None:
    with pytest.raises(MemoryUnreadable) as refusal:
        unpack("tiny", b'{"v": 1, "slots": "Voorbeeld"}', DOMAIN)
    assert "Voorbeeld" not in str(refusal.value)
