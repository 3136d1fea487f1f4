"""Whether a visitor's page is open, as the desk sees it."""

from bot.conversation.hub import CHANGED, Event, conversation_topic
from bot.conversation.visitors import REMEMBERED, Visitors
from tests.cast import House

TOPIC = conversation_topic("one")


def test_the_lists_say_whether_the_visitor_is_there(house: House) -> None:
    house.open_desk()
    conversation, conversations = house.waiting(), house.services.conversations
    assert house.services.desk.queue()[0].visitor_here is None
    conversations.visitor_present(conversation)
    assert house.services.desk.queue()[0].visitor_here is True
    conversations.visitor_gone(conversation)
    assert house.services.desk.queue()[0].visitor_here is False
    assert house.services.desk.view(conversation, house.ayla).visitor_here is False


def test_a_reload_is_no_leaving() -> None:
    visitors = Visitors()
    visitors.arrived("one")
    visitors.arrived("one")
    assert visitors.left("one")
    visitors.hear(TOPIC, Event("presence", {"visitor": False}))
    assert visitors.here("one")
    assert not visitors.left("one")
    assert visitors.here("one") is False


def test_another_server_tells_too() -> None:
    visitors = Visitors()
    visitors.hear(TOPIC, Event("presence", {"visitor": True}))
    assert visitors.here("one")
    visitors.hear(TOPIC, Event("presence", {"visitor": False}))
    assert visitors.here("one") is False


def test_other_events_say_nothing_about_it() -> None:
    visitors = Visitors()
    visitors.hear(TOPIC, CHANGED)
    visitors.hear("desk", Event("presence"))
    assert visitors.here("one") is None


def test_only_so_many_are_remembered() -> None:
    visitors = Visitors()
    for number in range(REMEMBERED + 1):
        visitors.arrived(str(number))
    assert visitors.here("0") is None
    assert visitors.here("1")
