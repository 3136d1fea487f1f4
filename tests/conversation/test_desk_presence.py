"""Presence that tells the truth: who is there, who does nothing, and an empty desk."""

import asyncio

import pytest
from sqlalchemy import select

from bot.conversation.hub import DESK, Event
from bot.conversation.values import Colleague
from bot.helpline.availability import Reason
from bot.helpline.ownership import State
from bot.store.staff_models import AuditEntry
from tests.cast import House


def colleague(house: House, operator: int) -> Colleague:
    return next(one for one in house.services.desk.colleagues() if one.operator_id == operator)


def pass_time(house: House, *, minutes: int, operator: int) -> None:
    """Lets the time pass with a console open, and the watch looking."""
    for _ in range(minutes * 2):
        house.clock.advance(seconds=30)
        house.services.desk.heartbeat(operator)
        house.services.tick(house.clock())


def told(house: House, ticks: int, **by: float) -> list[str]:
    """The kinds of the desk's events while the watch looks so many times."""

    async def listen() -> list[str]:
        with house.services.hub.subscribe(DESK) as events:
            for _ in range(ticks):
                await asyncio.to_thread(house.tick, **by)
            house.services.hub.publish(DESK, Event("end"))
            kinds: list[str] = []
            async for event in events:
                if event.kind == "end":
                    return kinds
                kinds.append(event.kind)
        raise AssertionError("the stream ended")

    return asyncio.run(listen())


def test_who_is_signed_on_with_how_many_chats(house: House) -> None:
    house.with_person()
    house.services.desk.heartbeat(house.bram)
    ayla, bram = house.services.desk.colleagues()
    assert (ayla.name, ayla.available, ayla.present, ayla.chats, ayla.limit) == (
        *("Ayla", True, True),
        *(1, 3),
    )
    assert (bram.name, bram.available, bram.present, bram.chats) == ("Bram", False, True, 0)


def test_a_lost_connection_shows_after_the_grace_period(house: House) -> None:
    house.open_desk()
    house.clock.advance(seconds=40)
    assert colleague(house, house.ayla).present
    house.clock.advance(seconds=1)
    assert not colleague(house, house.ayla).present
    house.services.desk.heartbeat(house.ayla)
    assert colleague(house, house.ayla).present


def test_who_signed_off_or_went_home_is_not_on_the_list(house: House) -> None:
    house.open_desk(house.ayla, house.bram)
    house.services.desk.sign_off(house.ayla)
    assert [one.name for one in house.services.desk.colleagues()] == ["Bram"]
    house.clock.advance(hours=2)
    assert house.services.desk.colleagues() == []


def test_who_does_nothing_is_warned_and_then_gets_no_new_chats(house: House) -> None:
    house.open_desk()
    began = house.clock()
    pass_time(house, minutes=11, operator=house.ayla)
    assert not colleague(house, house.ayla).inactive
    pass_time(house, minutes=1, operator=house.ayla)
    warned = colleague(house, house.ayla)
    assert (warned.inactive, warned.available) == (True, True)
    assert warned.turns_off_at is not None
    assert (warned.turns_off_at - began).total_seconds() == 15 * 60
    pass_time(house, minutes=3, operator=house.ayla)
    off = colleague(house, house.ayla)
    assert (off.available, off.off_because, off.turns_off_at) == (False, "inactive", None)
    assert house.services.desk.availability().reason is Reason.NOBODY_PRESENT


def test_doing_something_counts_from_then_on(house: House) -> None:
    house.open_desk()
    pass_time(house, minutes=14, operator=house.ayla)
    house.services.desk.active(house.ayla)
    assert not colleague(house, house.ayla).inactive
    pass_time(house, minutes=14, operator=house.ayla)
    assert house.services.desk.is_available(house.ayla)


@pytest.mark.parametrize("act", ["say", "add_note"])
def test_working_is_doing_something(house: House, act: str) -> None:
    conversation = house.with_person()
    pass_time(house, minutes=14, operator=house.ayla)
    if act == "say":
        house.services.desk.say(conversation, house.ayla, "s1", "Hallo")
    else:
        house.services.desk.add_note(conversation, house.ayla, "Even rustig")
    assert not colleague(house, house.ayla).inactive


def test_who_was_turned_off_comes_back_by_the_switch_only(house: House) -> None:
    house.open_desk()
    pass_time(house, minutes=15, operator=house.ayla)
    house.services.desk.active(house.ayla)
    assert colleague(house, house.ayla).off_because == "inactive"
    assert not house.services.desk.is_available(house.ayla)
    house.services.desk.set_available(house.ayla, True)
    assert colleague(house, house.ayla).off_because is None
    assert house.services.desk.availability().person_available


def test_a_quiet_chat_stays_with_its_operator(house: House) -> None:
    conversation = house.with_person()
    pass_time(house, minutes=16, operator=house.ayla)
    assert house.state(conversation) is State.PERSON


def test_a_console_that_is_opened_the_next_day_is_not_available_by_itself(house: House) -> None:
    house.open_desk()
    house.clock.advance(days=1)
    house.services.desk.heartbeat(house.ayla)
    assert not house.services.desk.is_available(house.ayla)
    assert house.services.desk.availability().reason is Reason.NOBODY_PRESENT


def test_turning_somebody_off_is_logged_once(house: House) -> None:
    house.open_desk()
    pass_time(house, minutes=17, operator=house.ayla)
    with house.services.database.session() as session:
        entries = session.execute(
            select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.id)
        ).all()
    assert [tuple(entry) for entry in entries] == [
        ("available", ""),
        ("not_available", "inactive"),
    ]


def test_an_empty_desk_is_told_once(house: House) -> None:
    house.open_desk()
    assert "desk_empty" not in told(house, 1, seconds=1)
    assert told(house, 3, seconds=50).count("desk_empty") == 1
    house.open_desk()
    assert "desk_empty" not in told(house, 1, seconds=1)
    assert told(house, 2, seconds=50).count("desk_empty") == 1


def test_outside_the_hours_an_empty_desk_is_no_news(house: House) -> None:
    house.clock.advance(hours=7)
    assert "desk_empty" not in told(house, 2, seconds=50)


def test_an_operator_whose_connection_is_lost_shows_without_anybody_asking(house: House) -> None:
    house.open_desk(house.ayla, house.bram)
    told(house, 1, seconds=1)
    house.clock.advance(seconds=30)
    house.services.desk.heartbeat(house.bram)
    assert told(house, 1, seconds=15) == ["presence"]
    assert told(house, 1, seconds=1) == []


def test_a_fault_in_the_presence_does_not_leave_those_who_wait(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("scripted")

    house.open_desk()
    conversation = house.waiting()
    house.services.desk.close_now(house.ayla, None, "brandalarm")
    monkeypatch.setattr(house.services.audit, "append", broken)
    house.tick(minutes=16)
    assert house.state(conversation) is State.BOT
    assert "OSError" in caplog.text
