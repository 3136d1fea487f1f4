"""Corrections, reviewed marks and extensions."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversation.archive_corrections import CorrectionList
from bot.conversation.archive_decisions import Decisions
from bot.conversation.archive_values import ExtensionRefused, NoSuchMessage, Remark
from bot.conversation.house import House as Facts
from bot.conversation.values import UnknownConversation
from bot.helpline.correction import Flag
from bot.organisation import OrganisationFile
from bot.store.corrections import WHOLE, Span
from bot.store.models import Correction, StaffNote
from tests.cast import House
from tests.conversation.test_archive import SAID, actions, archive_of, ended, listed, shown

RIGHT = Remark("form_labour", (Span(35, 38, "place"),), (Flag.BAD_ANSWER.value,), "te vaag")


def decisions_of(house: House) -> Decisions:
    services = house.services
    facts = Facts(OrganisationFile(house.organisation_file))
    return Decisions(services.database, services.vault, facts, services.audit, house.clock)


def corrections_of(house: House) -> CorrectionList:
    services = house.services
    facts = Facts(OrganisationFile(house.organisation_file))
    archive = archive_of(house)
    return CorrectionList(services.database, services.vault, facts, archive, services.audit)


def test_a_correction_is_kept_and_shown(house: House) -> None:
    conversation = ended(house, SAID)
    decisions_of(house).correct(conversation, 2, house.ayla, RIGHT)
    transcript = archive_of(house).read(conversation, house.ayla, None)
    assert transcript.messages[1].remark == RIGHT
    assert transcript.entry.corrections == 1


def test_a_correction_takes_the_place_of_the_one_before(house: House) -> None:
    conversation = ended(house, SAID)
    decisions = decisions_of(house)
    decisions.correct(conversation, 2, house.ayla, RIGHT)
    decisions.correct(conversation, 2, house.bram, Remark(comment="toch goed"))
    read = archive_of(house).read(conversation, house.ayla, None)
    assert read.messages[1].remark == Remark(comment="toch goed")


def test_an_empty_correction_takes_it_back(house: House) -> None:
    conversation = ended(house, SAID)
    decisions = decisions_of(house)
    decisions.correct(conversation, 2, house.ayla, RIGHT)
    decisions.correct(conversation, 2, house.ayla, Remark())
    assert archive_of(house).read(conversation, house.ayla, None).entry.corrections == 0


def test_spans_outside_the_message_or_over_each_other_are_dropped(house: House) -> None:
    conversation = ended(house, "in Urk")
    spans = (Span(3, 6, "place"), Span(4, 5, "time"), Span(3, 99, "place"), Span(5, 2, "place"))
    decisions_of(house).correct(conversation, 2, house.ayla, Remark(entities=spans))
    read = archive_of(house).read(conversation, house.ayla, None)
    assert read.messages[1].remark.entities == (Span(3, 6, "place"),)


def test_only_messages_of_the_visitor_are_corrected(house: House) -> None:
    conversation = ended(house, SAID)
    for seq in (1, 99):
        with pytest.raises(NoSuchMessage):
            decisions_of(house).correct(conversation, seq, house.ayla, RIGHT)


def test_the_whole_conversation_has_a_comment(house: House) -> None:
    conversation = ended(house, SAID)
    decisions_of(house).correct(conversation, WHOLE, house.ayla, Remark(comment="goed verlopen"))
    assert archive_of(house).read(conversation, house.ayla, None).remark.comment == "goed verlopen"


def test_corrections_are_sealed(house: House) -> None:
    conversation = ended(house, SAID)
    decisions_of(house).correct(conversation, 2, house.ayla, RIGHT)
    with house.services.database.read() as connection:
        body = connection.execute(select(Correction.body)).scalar_one()
    assert b"vaag" not in body
    assert b"form_labour" not in body


def test_who_is_busy_with_the_assistant_is_not_decided_about(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, SAID)
    decisions = decisions_of(house)
    until = house.clock.now + timedelta(days=60)
    with pytest.raises(UnknownConversation):
        decisions.correct(conversation, 2, house.ayla, RIGHT)
    with pytest.raises(UnknownConversation):
        decisions.set_reviewed(conversation, house.ayla, True)
    with pytest.raises(UnknownConversation):
        decisions.extend(conversation, house.ayla, until, "reden")


def test_reviewed_can_be_set_and_taken_back(house: House) -> None:
    conversation = ended(house, SAID)
    decisions = decisions_of(house)
    decisions.set_reviewed(conversation, house.bram, True)
    assert listed(house, reviewed=True) == [conversation]
    assert archive_of(house).read(conversation, house.ayla, None).entry.reviewer == "Bram"
    decisions.set_reviewed(conversation, house.bram, False)
    assert listed(house, reviewed=True) == []
    assert [action for action, _ in actions(house)][:1] == ["review_done"]


def test_an_extension_puts_off_the_deletion(house: House) -> None:
    conversation = ended(house, SAID, municipality="Urk")
    until = house.clock.now + timedelta(days=60)
    decisions_of(house).extend(conversation, house.ayla, until, "aangifte loopt")
    house.clock.advance(days=59)
    assert house.services.run_retention(house.clock.now) == 0
    assert house.services.run_retention(until) == 0
    assert house.services.run_retention(until + timedelta(seconds=1)) == 1


def test_a_shorter_extension_than_the_rest_of_the_chat_changes_nothing(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.close(conversation, house.ayla)
    soon = house.clock.now + timedelta(days=29)
    with pytest.raises(ExtensionRefused):
        decisions_of(house).extend(conversation, house.ayla, soon, "reden")


@pytest.mark.parametrize(("days", "reason"), [(60, "  "), (366, "reden"), (-1, "reden")])
def test_an_extension_needs_a_reason_and_has_a_limit(house: House, days: int, reason: str) -> None:
    conversation = ended(house, SAID)
    until = house.clock.now + timedelta(days=days)
    with pytest.raises(ExtensionRefused):
        decisions_of(house).extend(conversation, house.ayla, until, reason)
    assert actions(house) == []


def test_the_reason_of_an_extension_is_a_sealed_note(house: House) -> None:
    conversation = ended(house, SAID)
    until = house.clock.now + timedelta(days=60)
    decisions_of(house).extend(conversation, house.ayla, until, "aangifte loopt")
    with house.services.database.read() as connection:
        (body,) = connection.execute(select(StaffNote.body)).scalars()
    assert b"aangifte" not in body
    (note,) = archive_of(house).read(conversation, house.ayla, None).notes
    assert (note.kind, note.author, shown(note.text)) == ("extension", "Ayla", "aangifte loopt")
    assert actions(house)[0] == ("review_extend", until.date().isoformat())


def test_an_erasure_by_the_visitor_wins_over_an_extension(house: House) -> None:
    conversation = ended(house, SAID)
    until = house.clock.now + timedelta(days=60)
    decisions_of(house).extend(conversation, house.ayla, until, "aangifte loopt")
    decisions_of(house).correct(conversation, 2, house.ayla, RIGHT)
    house.services.conversations.erase(conversation)
    with house.services.database.read() as connection:
        assert connection.execute(select(StaffNote.id)).all() == []
        assert connection.execute(select(Correction.seq)).all() == []


def test_the_list_of_corrections_is_masked(house: House) -> None:
    conversation = ended(house, SAID)
    decisions_of(house).correct(
        conversation, 2, house.ayla, Remark("form_labour", comment="Sanne zei het")
    )
    ((one,), after) = corrections_of(house).page()
    assert shown(one.text) == "Ik heet [name], het is in Urk"
    assert shown(one.comment) == "[name] zei het"
    assert (one.remark.intent, after) == ("form_labour", None)
    assert one.understood is not None


def test_corrections_are_narrowed_and_paged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.archive_corrections.PAGE", 2)
    monkeypatch.setattr("bot.conversation.archive_corrections.BATCH", 2)
    for intent in ("greet", "form_labour", "greet", "greet"):
        decisions_of(house).correct(ended(house, SAID), 2, house.ayla, Remark(intent))
    corrections = corrections_of(house)
    first, after = corrections.page(intent="greet")
    rest, end = corrections.page(intent="greet", after=after)
    assert [len(first), len(rest), end] == [2, 1, None]
    assert corrections.page(flag=Flag.FALSE_ALARM) == ([], None)
    assert len(corrections.export(house.ayla, house.clock.now, "C1")) == 4


def test_corrections_of_a_visitor_who_came_back_are_not_shown(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    conversation = house.start().conversation
    house.send(conversation, SAID)
    house.clock.advance(hours=25)
    decisions_of(house).correct(conversation, 2, house.ayla, RIGHT)
    assert len(corrections_of(house).page()[0]) == 1
    house.send(conversation, "ik ben er weer")
    assert corrections_of(house).page() == ([], None)
