"""What open streams are told: new messages, new owners, typing, and alarms for the desk."""

import asyncio
from collections.abc import Callable

from bot.conversation.hub import CHANGED, DESK, Event, conversation_topic
from tests.cast import ACUTE, House


def told(house: House, topic: str, happening: Callable[[], object]) -> list[Event]:
    """The events of a topic while something happens in another thread."""

    async def scenario() -> list[Event]:
        events = house.services.hub.subscribe(topic)
        await asyncio.to_thread(happening)
        events.close()
        # PostgreSQL's bridge says "changed" when it begins to listen, which may be just now.
        return [event async for event in events if event != CHANGED]

    return asyncio.run(scenario())


def test_a_turn_is_told_when_the_message_is_stored_and_when_it_is_answered(house: House) -> None:
    conversation = house.start().conversation
    events = told(
        house, conversation_topic(conversation), lambda: house.send(conversation, "Hallo")
    )
    assert events == [Event("message", {"seq": 2}), Event("message", {"seq": 3})]


def test_a_new_owner_is_told_to_the_visitor_and_to_the_desk(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    events = told(
        house,
        conversation_topic(conversation),
        lambda: house.services.desk.take(conversation, house.ayla),
    )
    assert Event("state", {"state": "person"}) in events
    waiting = house.waiting()
    assert told(house, DESK, lambda: house.services.desk.take(waiting, house.bram)) == [
        Event("queue")
    ]


def test_danger_beside_a_person_raises_an_alarm_at_the_desk(house: House) -> None:
    conversation = house.with_person()
    events = told(house, DESK, lambda: house.send(conversation, ACUTE))
    assert Event("alarm", {"conversation": conversation}) in events


def test_danger_while_waiting_raises_an_alarm_at_the_desk(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    events = told(house, DESK, lambda: house.send(conversation, ACUTE))
    assert Event("alarm", {"conversation": conversation}) in events


def test_an_ordinary_message_raises_no_alarm(house: House) -> None:
    conversation = house.with_person()
    events = told(house, DESK, lambda: house.send(conversation, "Goedemorgen"))
    assert events == [Event("queue")]


def test_only_the_owner_is_seen_typing(house: House) -> None:
    conversation = house.with_person()
    desk, topic = house.services.desk, conversation_topic(conversation)
    assert told(house, topic, lambda: desk.staff_typing(conversation, house.bram)) == []
    assert told(house, topic, lambda: desk.staff_typing(conversation, house.ayla)) == [
        Event("typing", {"sender": "staff"})
    ]


def test_the_visitor_is_seen_typing_coming_and_going(house: House) -> None:
    conversation = house.start().conversation
    visitor, topic = house.services.conversations, conversation_topic(conversation)
    assert told(house, topic, lambda: visitor.visitor_typing(conversation)) == [
        Event("typing", {"sender": "visitor"})
    ]
    assert told(house, topic, lambda: visitor.visitor_present(conversation)) == [
        Event("presence", {"visitor": True})
    ]
    assert told(house, topic, lambda: visitor.visitor_gone(conversation)) == [
        Event("presence", {"visitor": False})
    ]


def test_presence_is_told_when_it_changes_and_not_with_every_heartbeat(house: House) -> None:
    desk = house.services.desk
    assert told(house, DESK, lambda: desk.set_available(house.ayla, True)) == [Event("presence")]
    assert told(house, DESK, lambda: desk.heartbeat(house.ayla)) == []


def test_an_event_holds_no_text(house: House) -> None:
    conversation = house.with_person()
    word = "kwispelturig"
    topics = (DESK, conversation_topic(conversation))
    for topic in topics:
        events = told(house, topic, lambda: house.send(conversation, word))
        assert events
        assert word not in repr(events)


def test_erasing_ends_the_streams_of_a_conversation(house: House) -> None:
    conversation = house.start().conversation
    events = told(
        house,
        conversation_topic(conversation),
        lambda: house.services.conversations.erase(conversation),
    )
    assert events == [Event("state", {"state": "closed"})]
