"""The operators' side: queue, taking over, talking, handing back, closing, presence."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversation.values import NotTheOwner, UnknownConversation
from bot.helpline.availability import UNKNOWN, Reason
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store.staff_models import AuditEntry
from tests.cast import ACUTE, ASK_PERSON, House, texts


def test_the_queue_shows_who_waits_first_come_first(house: House) -> None:
    house.open_desk()
    first = house.waiting()
    since = house.clock()
    house.clock.advance(seconds=5)
    second = house.waiting()
    queue = house.services.desk.queue()
    assert [entry.conversation for entry in queue] == [first, second]
    assert (queue[0].since, queue[0].operator, queue[0].danger) == (since, None, False)


def test_danger_said_to_the_assistant_shows_in_the_queue(house: House) -> None:
    house.open_desk()
    conversation = house.start().conversation
    house.send(conversation, ACUTE)
    house.send(conversation, ASK_PERSON)
    assert house.services.desk.queue()[0].danger


def test_taking_over_gives_the_summary_and_the_transcript(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    house.open_desk()
    conversation = house.waiting()
    view = house.services.desk.take(conversation, house.ayla)
    assert view.report == {"municipality": "Urk"}
    assert view.messages[0].text == "Welcome."
    assert view.messages[-1].text == house.words("utter_person_joined")
    assert (view.state, view.operator, view.operator_id) == (State.PERSON, "Ayla", house.ayla)


def test_somebody_who_waits_is_in_the_queue_and_then_with_one_operator(house: House) -> None:
    conversation = house.with_person()
    assert house.services.desk.queue() == []
    assert [e.conversation for e in house.services.desk.mine(house.ayla)] == [conversation]
    assert house.services.desk.mine(house.bram) == []


def test_the_second_of_two_operators_is_told(house: House) -> None:
    conversation = house.with_person()
    with pytest.raises(NotTheOwner):
        house.services.desk.take(conversation, house.bram)
    assert house.services.desk.view(conversation, house.bram).operator == "Ayla"


def test_taking_over_twice_is_taking_over_once(house: House) -> None:
    conversation = house.with_person()
    before = house.transcript(conversation)
    house.services.desk.take(conversation, house.ayla)
    assert house.transcript(conversation) == before


def test_a_chat_with_the_assistant_cannot_be_taken_over_or_read(house: House) -> None:
    conversation = house.start().conversation
    with pytest.raises(NotTheOwner):
        house.services.desk.take(conversation, house.ayla)
    with pytest.raises(NotTheOwner):
        house.services.desk.view(conversation, house.ayla)


def test_a_sentence_of_the_operator_reaches_the_visitor(house: House) -> None:
    conversation = house.with_person()
    message = house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen")
    received = house.services.conversations.messages_after(conversation, message.seq - 1)
    assert received.messages == (message,)
    assert message.sender is Sender.STAFF


def test_the_same_client_id_of_an_operator_gives_the_same_message(house: House) -> None:
    conversation = house.with_person()
    first = house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen")
    assert house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen") == first


def test_visitor_and_operator_may_use_the_same_client_id(house: House) -> None:
    conversation = house.with_person()
    house.send(conversation, "Van de bezoeker", client="one")
    said = house.services.desk.say(conversation, house.ayla, "one", "Van de medewerker")
    assert said.text == "Van de medewerker"


def test_only_the_owner_may_speak_hand_back_or_close(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    with pytest.raises(NotTheOwner):
        desk.say(conversation, house.bram, "s1", "Hoi")
    with pytest.raises(NotTheOwner):
        desk.hand_back(conversation, house.bram)
    with pytest.raises(NotTheOwner):
        desk.close(conversation, house.bram)
    assert house.state(conversation) is State.PERSON


def test_handing_back_lets_the_assistant_answer_again(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    assert house.transcript(conversation)[-1] == house.words("utter_handed_back")
    assert house.send(conversation, "Hallo").messages[-1].text == "3: Hallo"


def test_a_sentence_after_handing_back_is_refused(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    with pytest.raises(NotTheOwner):
        house.services.desk.say(conversation, house.ayla, "s1", "Nog iets")


def test_closing_ends_the_chat_and_keeps_it_readable(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.close(conversation, house.ayla)
    assert house.state(conversation) is State.CLOSED
    view = house.services.desk.view(conversation, house.bram)
    assert view.messages[-1].text == house.words("utter_chat_closed")


def test_unread_messages_are_counted_until_the_owner_looks(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    house.send(conversation, "Een")
    house.send(conversation, "Twee")
    desk.view(conversation, house.bram)
    assert desk.mine(house.ayla)[0].unread == 2
    desk.view(conversation, house.ayla)
    assert desk.mine(house.ayla)[0].unread == 0


def test_an_unknown_conversation_is_told_to_operators_as_such(house: House) -> None:
    with pytest.raises(UnknownConversation):
        house.services.desk.view("nowhere", house.ayla)
    with pytest.raises(UnknownConversation):
        house.services.desk.say("nowhere", house.ayla, "s1", "Hallo")


def test_nobody_is_present_until_somebody_turns_the_switch(house: House) -> None:
    desk = house.services.desk
    assert desk.availability().reason is Reason.NOBODY_PRESENT
    desk.heartbeat(house.ayla)
    assert desk.availability().reason is Reason.NOBODY_PRESENT
    desk.set_available(house.ayla, True)
    assert desk.availability().person_available


def test_a_heartbeat_leaves_the_switch_as_it_is(house: House) -> None:
    desk = house.services.desk
    desk.set_available(house.ayla, True)
    house.clock.advance(seconds=30)
    desk.heartbeat(house.ayla)
    house.clock.advance(seconds=30)
    assert desk.availability().person_available
    assert desk.is_available(house.ayla)


def test_an_operator_who_is_silent_too_long_is_not_present(house: House) -> None:
    desk = house.services.desk
    desk.set_available(house.ayla, True)
    house.clock.advance(seconds=41)
    assert desk.availability().reason is Reason.NOBODY_PRESENT


def test_signing_off_tells_visitors_and_keeps_their_place(house: House) -> None:
    conversation = house.with_person()
    house.clock.advance(minutes=1)
    house.open_desk(house.bram)
    later = house.waiting()
    house.services.desk.sign_off(house.ayla)
    assert house.state(conversation) is State.WAITING
    assert house.transcript(conversation)[-1] == house.words("utter_operator_dropped")
    assert [e.conversation for e in house.services.desk.queue()] == [conversation, later]


def test_closing_the_desk_counts_at_once_until_it_is_lifted(house: House) -> None:
    house.open_desk()
    desk = house.services.desk
    desk.close_now(house.ayla, None, "brandalarm")
    assert desk.availability().reason is Reason.CLOSED_BY_STAFF
    desk.reopen(house.ayla)
    assert desk.availability().reason is Reason.OPEN


def test_a_closing_ends_by_itself(house: House) -> None:
    house.open_desk()
    desk = house.services.desk
    desk.close_now(house.ayla, house.clock() + timedelta(minutes=30), "overleg")
    house.clock.advance(minutes=30)
    house.open_desk()
    assert desk.availability().reason is Reason.OPEN


def test_a_broken_organisation_file_means_the_phone(house: House) -> None:
    house.open_desk()
    house.organisation_file.write_text("hours: nonsense")
    assert house.services.desk.availability() == UNKNOWN


def test_a_database_that_is_gone_means_the_phone(house: House) -> None:
    house.open_desk()
    with house.services.database.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE presences RENAME TO moved")
    assert house.services.desk.availability() == UNKNOWN
    with house.services.database.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE moved RENAME TO presences")


def test_what_operators_do_is_logged_without_content(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen")
    house.services.desk.close(conversation, house.ayla)
    with house.services.database.session() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        done = [(entry.action, entry.subject) for entry in entries]
    about = house.services.audit.subject(conversation)
    assert done == [("available", None), ("take", about), ("close", about)]


def test_a_visitor_who_leaves_leaves_the_lists_too(house: House) -> None:
    conversation = house.with_person()
    house.services.conversations.leave(conversation)
    assert house.services.desk.mine(house.ayla) == []
    with pytest.raises(NotTheOwner):
        house.services.desk.say(conversation, house.ayla, "s1", "Hallo?")


def test_the_report_survives_an_emptied_form(house: House) -> None:
    house.open_desk()
    house.engine.report = {"municipality": "Urk"}
    conversation = house.start().conversation
    house.send(conversation, "In Urk")
    house.engine.report = {}
    house.send(conversation, ASK_PERSON)
    view = house.services.desk.view(conversation, house.ayla)
    assert view.report == {"municipality": "Urk"}
    assert ASK_PERSON in texts(view.messages)


def test_only_the_messages_after_a_number_can_be_asked_for(house: House) -> None:
    conversation = house.with_person()
    message = house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen")
    view = house.services.desk.view(conversation, house.ayla, after=message.seq - 1)
    assert view.messages == (message,)


def test_the_queue_says_what_it_is_about_and_since_when(house: House) -> None:
    house.engine.report = {"exploitation_form": "labour", "municipality": "Urk"}
    house.open_desk()
    conversation = house.waiting()
    house.clock.advance(seconds=7)
    house.send(conversation, "Ben je er al?")
    entry = house.services.desk.queue()[0]
    assert (entry.form, entry.municipality, entry.language) == ("labour", "Urk", "nl")
    assert entry.last_text_at == house.clock()


def test_one_unreadable_report_does_not_hide_the_queue(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    house.open_desk()
    conversation = house.waiting()
    with house.services.database.write() as connection:
        rows.change(connection, conversation, State.WAITING, report=b"damaged")
    assert [entry.municipality for entry in house.services.desk.queue()] == [None]


def test_the_chats_of_colleagues_are_listed_apart(house: House) -> None:
    conversation = house.with_person()
    assert [e.operator for e in house.services.desk.others(house.bram)] == ["Ayla"]
    assert house.services.desk.others(house.ayla) == []
    assert house.services.desk.mine(house.ayla)[0].conversation == conversation
