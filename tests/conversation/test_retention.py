"""Everything is deleted on time, and a trace without content is left."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.conversation.values import UnknownConversation
from bot.store.models import Conversation, MessageRow, Tombstone
from bot.store.staff_models import AuditEntry
from tests.cast import House


def tombstones(house: House) -> list[Tombstone]:
    with house.services.database.session() as session:
        rows = list(session.scalars(select(Tombstone)))
        session.expunge_all()
        return rows


def count(house: House, table: type[Conversation] | type[MessageRow]) -> int:
    with house.services.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def reported(house: House) -> str:
    house.engine.report = {"municipality": "Urk"}
    conversation = house.start().conversation
    house.send(conversation, "In Urk")
    house.engine.report = {}
    return conversation


def test_a_report_goes_after_its_days(house: House) -> None:
    conversation = reported(house)
    assert house.services.run_retention(house.clock.advance(days=30)) == 0
    assert house.services.run_retention(house.clock.advance(seconds=1)) == 1
    with pytest.raises(UnknownConversation):
        house.state(conversation)


def test_a_chat_without_report_goes_sooner(house: House) -> None:
    house.start()
    assert house.services.run_retention(house.clock.advance(hours=24)) == 0
    assert house.services.run_retention(house.clock.advance(seconds=1)) == 1


def test_a_chat_with_a_person_is_kept_as_long_as_a_report(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.close(conversation, house.ayla)
    assert house.services.run_retention(house.clock.advance(days=29)) == 0


def test_the_last_message_counts(house: House) -> None:
    conversation = house.start().conversation
    house.clock.advance(hours=20)
    house.send(conversation, "Ik ben er nog")
    assert house.services.run_retention(house.clock.advance(hours=20)) == 0


def test_messages_go_with_their_conversation(house: House) -> None:
    house.start()
    house.services.run_retention(house.clock.advance(days=2))
    assert (count(house, Conversation), count(house, MessageRow)) == (0, 0)


def test_many_are_deleted_in_one_run(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.eraser.BATCH", 2)
    for _ in range(5):
        house.start()
    assert house.services.run_retention(house.clock.advance(days=2)) == 5


def test_a_tombstone_tells_when_and_why_and_nothing_else(house: House) -> None:
    conversation = house.start().conversation
    now = house.clock.advance(days=2)
    house.services.run_retention(now)
    (stone,) = tombstones(house)
    assert (stone.deleted_at, stone.reason) == (now, "unused")
    assert stone.started_on.isoformat() == "2026-11-03"
    assert stone.id != conversation


def test_the_day_of_the_start_is_the_day_in_the_helpline_s_own_zone(house: House) -> None:
    house.clock.now = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    conversation = house.start().conversation
    house.services.conversations.erase(conversation)
    assert tombstones(house)[0].started_on.isoformat() == "2026-11-03"


def test_an_erasure_by_the_visitor_leaves_a_tombstone(house: House) -> None:
    house.services.conversations.erase(house.start().conversation)
    assert [stone.reason for stone in tombstones(house)] == ["by_visitor"]


def test_tombstones_go_in_time(house: House) -> None:
    house.services.conversations.erase(house.start().conversation)
    house.services.run_retention(house.clock.advance(days=365))
    assert len(tombstones(house)) == 1
    house.services.run_retention(house.clock.advance(seconds=1))
    assert tombstones(house) == []


def test_the_staff_log_does_not_name_an_erased_conversation(house: House) -> None:
    conversation = house.with_person()
    house.services.conversations.erase(conversation)
    with house.services.database.session() as session:
        named = session.scalars(select(AuditEntry.subject)).all()
    assert named[0] is None
    assert conversation not in str(named)


def test_retention_follows_the_organisation_file(house: House) -> None:
    house.start()
    file = house.organisation_file
    text = file.read_text().replace("idle_hours_without_report: 24", "idle_hours_without_report: 1")
    file.write_text(text)
    assert house.services.run_retention(house.clock.advance(hours=2)) == 1
