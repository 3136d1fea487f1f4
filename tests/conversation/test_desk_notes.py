"""Notes, reading along and whispering: for staff only, sealed, gone with the conversation."""

import pytest
from sqlalchemy import select

from bot.conversation.values import NotListening, NotTheOwner, StaffView, UnknownConversation
from bot.helpline.ownership import State
from bot.store.models import Listener, StaffNote
from bot.store.staff_models import AuditEntry
from tests.cast import ASK_PERSON, House, add_operator

SECRET = "Belt morgen de wijkagent van Voorbeeldstad"


def rows_left(house: House) -> int:
    with house.services.database.session() as session:
        return len(session.scalars(select(StaffNote)).all()) + len(
            session.scalars(select(Listener)).all()
        )


def actions(house: House) -> list[str]:
    with house.services.database.session() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def texts_of(view: StaffView) -> list[str]:
    return [note.text for note in view.notes]


def test_a_note_is_for_staff_and_not_for_the_visitor(house: House) -> None:
    conversation = house.with_person()
    before = house.transcript(conversation)
    note = house.services.desk.add_note(conversation, house.ayla, SECRET)
    assert (note.kind, note.author, note.text) == ("note", "Ayla", SECRET)
    assert house.services.desk.view(conversation, house.ayla).notes == (note,)
    assert house.transcript(conversation) == before


def test_a_note_stays_with_the_next_operator(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    desk.add_note(conversation, house.ayla, SECRET)
    desk.transfer(conversation, house.ayla, house.bram, "")
    assert texts_of(desk.view(conversation, house.bram)) == [SECRET, ""]


def test_notes_are_sealed(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.add_note(conversation, house.ayla, SECRET)
    with house.services.database.session() as session:
        body = session.scalars(select(StaffNote.body)).one()
    assert SECRET.encode() not in body


def test_who_waits_can_be_noted_about_and_who_is_with_the_assistant_cannot(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.services.desk.add_note(conversation, house.bram, "Belde net ook al")
    house.services.conversations.stop_waiting(conversation)
    with pytest.raises(NotTheOwner):
        house.services.desk.add_note(conversation, house.bram, "Nog iets")


def test_a_chat_of_a_colleague_cannot_be_noted_about_without_reading_along(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    with pytest.raises(NotTheOwner):
        desk.add_note(conversation, house.bram, "Zo te zien")
    desk.listen(conversation, house.bram)
    assert desk.add_note(conversation, house.bram, "Zo te zien").author == "Bram"


def test_after_closing_only_who_handled_it_can_add_a_note(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.close(conversation, house.ayla)
    assert desk.add_note(conversation, house.ayla, "Teruggebeld").text == "Teruggebeld"
    with pytest.raises(NotTheOwner):
        desk.add_note(conversation, house.bram, "Ik ook")


def test_a_chat_of_a_colleague_is_not_read_by_the_way(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    conversation, desk = house.with_person(), house.services.desk
    desk.add_note(conversation, house.ayla, SECRET)
    view = desk.view(conversation, house.bram)
    assert not view.readable
    assert (view.messages, view.report, view.notes, view.operator) == ((), {}, (), "Ayla")


def test_who_reads_along_sees_the_chat_and_is_seen(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    conversation, desk = house.with_person(), house.services.desk
    view = desk.listen(conversation, house.bram)
    assert (view.readable, view.listening, view.report) == (True, True, {"municipality": "Urk"})
    assert desk.view(conversation, house.bram).messages
    assert desk.view(conversation, house.ayla).listeners == ("Bram",)
    assert desk.listening_to(house.bram) == [conversation]
    desk.stop_listening(conversation, house.bram)
    assert desk.view(conversation, house.ayla).listeners == ()
    assert not desk.view(conversation, house.bram).readable


def test_reading_along_is_logged_once(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    for _ in range(2):
        desk.listen(conversation, house.bram)
    for _ in range(2):
        desk.stop_listening(conversation, house.bram)
    assert actions(house)[-2:] == ["listen", "stop_listening"]


def test_who_reads_along_cannot_write_to_the_visitor(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.listen(conversation, house.bram)
    with pytest.raises(NotTheOwner):
        desk.say(conversation, house.bram, "s1", "Hallo")


def test_reading_along_ends_when_the_console_is_gone(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.listen(conversation, house.bram)
    for _ in range(3):
        house.clock.advance(seconds=30)
        desk.heartbeat(house.bram)
    assert desk.view(conversation, house.bram).listening
    house.clock.advance(seconds=41)
    assert not desk.view(conversation, house.bram).readable
    # A console that comes back after a night does not read along by itself.
    desk.heartbeat(house.bram)
    assert not desk.view(conversation, house.bram).readable


def test_the_watch_takes_away_who_is_gone(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    desk.listen(conversation, house.bram)
    house.clock.advance(seconds=41)
    desk.heartbeat(house.ayla)
    house.services.tick(house.clock())
    assert rows_left(house) == 0


def test_reading_along_outlives_a_transfer_and_not_the_chat(house: House) -> None:
    cato = add_operator(house.services, "cato")
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    desk.listen(conversation, house.bram)
    desk.listen(conversation, cato)
    desk.transfer(conversation, house.ayla, house.bram, "")
    assert desk.view(conversation, house.bram).listeners == ("Cato",)
    desk.hand_back(conversation, house.bram)
    assert house.send(conversation, ASK_PERSON).state is State.WAITING
    desk.take(conversation, house.ayla)
    assert desk.view(conversation, house.ayla).listeners == ()


def test_only_a_chat_with_a_person_can_be_read_along_with(house: House) -> None:
    house.open_desk()
    conversation, desk = house.start().conversation, house.services.desk
    with pytest.raises(NotTheOwner):
        desk.listen(conversation, house.bram)
    with pytest.raises(UnknownConversation):
        desk.listen("nowhere", house.bram)


def test_a_whisper_is_for_the_owner_and_who_reads_along(house: House) -> None:
    cato = add_operator(house.services, "cato")
    conversation, desk = house.with_person(), house.services.desk
    before = house.transcript(conversation)
    desk.listen(conversation, house.bram)
    assert desk.whisper(conversation, house.bram, "Vraag naar het adres").kind == "whisper"
    assert desk.whisper(conversation, house.ayla, "Doe ik").author == "Ayla"
    assert texts_of(desk.view(conversation, house.ayla)) == ["Vraag naar het adres", "Doe ik"]
    assert texts_of(desk.view(conversation, house.bram)) == ["Vraag naar het adres", "Doe ik"]
    assert house.transcript(conversation) == before
    desk.close(conversation, house.ayla)
    assert texts_of(desk.view(conversation, cato)) == []


def test_without_reading_along_there_is_no_whispering(house: House) -> None:
    conversation, desk = house.with_person(), house.services.desk
    with pytest.raises(NotListening):
        desk.whisper(conversation, house.bram, "Pssst")
    with pytest.raises(NotListening):
        desk.whisper(conversation, house.ayla, "Is daar iemand?")


def test_erasing_takes_notes_whispers_and_listeners_along(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    cato = add_operator(house.services, "cato")
    desk.add_note(conversation, house.ayla, SECRET)
    desk.listen(conversation, cato)
    desk.whisper(conversation, cato, "Let op")
    desk.transfer(conversation, house.ayla, house.bram, "Neem jij over?")
    assert rows_left(house) == 4
    house.services.conversations.erase(conversation)
    assert rows_left(house) == 0
    for call in (desk.add_note, desk.whisper):
        with pytest.raises(UnknownConversation):
            call(conversation, house.bram, "Te laat")


def test_the_audit_log_holds_the_acts_and_no_words(house: House) -> None:
    house.open_desk(house.bram)
    conversation, desk = house.with_person(), house.services.desk
    desk.listen(conversation, house.bram)
    desk.whisper(conversation, house.bram, SECRET)
    desk.add_note(conversation, house.ayla, SECRET)
    desk.transfer(conversation, house.ayla, house.bram, SECRET)
    assert actions(house)[-4:] == ["listen", "whisper", "note", "transfer"]
    with house.services.database.session() as session:
        details = session.scalars(select(AuditEntry.detail)).all()
    assert SECRET not in " ".join(details)


def test_who_had_it_when(house: House) -> None:
    house.open_desk(house.bram)
    began = house.clock()
    conversation, desk = house.with_person(), house.services.desk
    taken = house.clock()
    passed = house.clock.advance(seconds=9)
    desk.transfer(conversation, house.ayla, house.bram, "")
    owners = desk.view(conversation, house.bram).owners
    assert [(one.state, one.operator, one.at) for one in owners] == [
        (State.BOT, None, began),
        (State.WAITING, None, taken),
        (State.PERSON, "Ayla", taken),
        (State.PERSON, "Bram", passed),
    ]
