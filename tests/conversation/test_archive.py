"""What a reviewer may read, and with which masks."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.conversation.archive import Archive
from bot.conversation.archive_search import ArchiveSearch, words_in
from bot.conversation.archive_values import Transcript, Wanted
from bot.conversation.house import House as Facts
from bot.conversation.values import UnknownConversation
from bot.helpline.identifiers import Kind
from bot.helpline.ownership import Sender
from bot.helpline.pieces import Pieces
from bot.organisation import OrganisationFile
from bot.store.models import Conversation
from bot.store.staff_models import AuditEntry
from tests.cast import ACUTE, GOODBYE, House

SAID = "Ik heet Sanne Voorbeeld, het is in Urk"


def archive_of(house: House) -> Archive:
    services = house.services
    facts = Facts(OrganisationFile(house.organisation_file))
    return Archive(services.database, services.vault, facts, services.audit, house.clock)


def shown(pieces: Pieces) -> str:
    return "".join(f"[{piece.kind.value}]" if piece.kind else piece.text for piece in pieces)


def ended(house: House, *texts: str, **report: str) -> str:
    """A conversation that the assistant ended."""
    house.engine.report = report
    conversation = house.start().conversation
    for text in (*texts, GOODBYE):
        house.send(conversation, text)
    house.clock.advance(minutes=1)
    return conversation


def listed(house: House, **wanted: object) -> list[str]:
    page = archive_of(house).page(Wanted(**wanted))  # type: ignore[arg-type]
    return [entry.conversation for entry in page.entries]


def texts_of(transcript: Transcript, sender: Sender) -> list[str]:
    return [shown(one.text) for one in transcript.messages if one.sender is sender]


def actions(house: House) -> list[tuple[str, str]]:
    with house.services.database.read() as connection:
        rows = connection.execute(
            select(AuditEntry.action, AuditEntry.detail)
            .where(AuditEntry.action.like("review%"))
            .order_by(AuditEntry.id)
        )
        return [(action, detail) for action, detail in rows]


def test_who_is_busy_with_the_assistant_is_not_read(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    conversation = house.start().conversation
    house.send(conversation, SAID)
    assert listed(house) == []
    with pytest.raises(UnknownConversation):
        archive_of(house).read(conversation, house.ayla, None)


def test_a_report_with_the_assistant_is_read_after_the_idle_hours(house: House) -> None:
    house.engine.report = {"municipality": "Urk"}
    conversation = house.start().conversation
    house.send(conversation, SAID)
    house.clock.advance(hours=24)
    assert listed(house) == []
    house.clock.advance(seconds=1)
    assert listed(house) == [conversation]
    house.send(conversation, "ik ben er weer")
    assert listed(house) == []


def test_without_a_report_it_is_not_read_however_long_ago(house: House) -> None:
    house.start()
    house.clock.advance(days=5)
    assert listed(house) == []


def test_a_chat_with_a_person_is_read_when_it_has_ended(house: House) -> None:
    conversation = house.with_person()
    assert listed(house) == []
    house.services.desk.close(conversation, house.ayla)
    assert listed(house) == [conversation]


def test_who_was_handed_back_is_left_alone_while_busy(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.hand_back(conversation, house.ayla)
    assert listed(house) == []
    house.clock.advance(hours=25)
    assert listed(house) == [conversation]


def test_who_waits_again_after_a_person_can_be_read(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.sign_off(house.ayla)
    assert listed(house) == [conversation]


def test_who_waits_for_the_first_time_cannot_be_read(house: House) -> None:
    house.open_desk()
    house.waiting()
    assert listed(house) == []


def test_each_filter_narrows_the_list(house: House) -> None:
    labour = ended(house, "over werk", exploitation_form="labour", municipality="Urk")
    danger = ended(house, ACUTE, exploitation_form="sexual", municipality="Almere")
    house.engine.report = {}
    person = house.with_person()
    house.services.desk.close(person, house.ayla)
    assert listed(house) == [person, danger, labour]
    assert listed(house, form="labour") == [labour]
    assert listed(house, municipality="Almere") == [danger]
    assert listed(house, danger=True) == [danger]
    assert listed(house, danger=False) == [person, labour]
    assert listed(house, ending="by_operator") == [person]
    assert listed(house, operator_id=house.ayla) == [person]
    assert listed(house, operator_id=house.bram) == []
    assert listed(house, language="nl") == [person, danger, labour]
    assert listed(house, language="pl") == []
    assert listed(house, reviewed=True) == []
    assert len(listed(house, reviewed=False)) == 3


def test_days_are_those_of_the_helpline(house: House) -> None:
    house.clock.now = house.clock.now.replace(day=2, hour=23, minute=30)
    conversation = ended(house, "half een 's nachts in Lelystad")
    assert listed(house, first=date(2026, 11, 3), last=date(2026, 11, 3)) == [conversation]
    assert listed(house, last=date(2026, 11, 2)) == []


def test_pages_go_on_in_both_directions(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.archive.PAGE", 2)
    made = [ended(house, f"nummer {number}") for number in range(5)][::-1]
    archive = archive_of(house)
    first = archive.page(Wanted())
    second = archive.page(Wanted(), older=first.older)
    third = archive.page(Wanted(), older=second.older)
    pages = [[one.conversation for one in page.entries] for page in (first, second, third)]
    assert pages == [made[:2], made[2:4], made[4:]]
    assert (first.newer, third.older) == (None, None)
    back = archive.page(Wanted(), newer=third.newer)
    assert [one.conversation for one in back.entries] == made[2:4]
    assert archive.page(Wanted(), newer=back.newer).newer is None


def test_the_list_says_what_is_known(house: House) -> None:
    conversation = ended(house, ACUTE, exploitation_form="labour", municipality="Urk")
    (entry,) = archive_of(house).page(Wanted()).entries
    assert (entry.conversation, entry.form, entry.municipality) == (conversation, "labour", "Urk")
    assert (entry.danger, entry.ending, entry.reviewed_at) == (True, "by_assistant", None)
    last = house.clock.now - timedelta(minutes=1)
    assert entry.deleted_after == last + timedelta(days=30)


def test_a_transcript_is_masked(house: House) -> None:
    conversation = ended(house, SAID, "sanne werkt daar", narrative="Sanne moet werken")
    transcript = archive_of(house).read(conversation, house.ayla, None)
    said = texts_of(transcript, Sender.VISITOR)
    assert said[:2] == ["Ik heet [name], het is in Urk", "[name] werkt daar"]
    narrative = transcript.report["narrative"]
    assert not isinstance(narrative, str)
    assert shown(narrative) == "[name] moet werken"
    # The assistant repeats what was said.
    assert "Sanne" not in "".join(texts_of(transcript, Sender.BOT))
    assert transcript.masked >= 3


def test_a_reason_opens_it_for_once(house: House) -> None:
    conversation = ended(house, SAID)
    archive = archive_of(house)
    opened = archive.read(conversation, house.ayla, "police")
    assert texts_of(opened, Sender.VISITOR)[0] == SAID
    assert archive.read(conversation, house.ayla, None).messages[1].text != opened.messages[1].text
    assert actions(house) == [("review_open", "police"), ("review_read", "")]


def test_a_transcript_tells_who_had_it_and_what_was_understood(house: House) -> None:
    conversation = house.with_person()
    house.services.desk.say(conversation, house.ayla, "one", "Bel mij op 06-12345678")
    house.services.desk.close(conversation, house.ayla)
    transcript = archive_of(house).read(conversation, house.bram, None)
    hands = [(one.state.value, one.operator) for one in transcript.owners]
    assert hands[:3] == [("bot", None), ("waiting", None), ("person", "Ayla")]
    assert hands[-1][0] == "closed"
    (said,) = [one for one in transcript.messages if one.sender is Sender.STAFF]
    assert said.author == "Ayla"
    assert [piece.kind for piece in said.text] == [None, Kind.PHONE]
    asked = next(one for one in transcript.messages if one.sender is Sender.VISITOR)
    assert asked.understood is not None
    assert (asked.understood.intent, asked.understood.danger) == ("scripted", "none")


def test_an_export_is_noted_for_each_conversation(house: House) -> None:
    made = [ended(house, SAID), ended(house, "iets anders")]
    archive = archive_of(house)
    content = archive.export(
        [*made, "gone"], house.ayla, False, "E1", "json", lambda found: str(len(found)).encode()
    )
    assert content == b"2"
    assert actions(house) == [("review_export", "E1 json 2")] * 2
    assert "Sanne" not in str(actions(house))


def test_an_export_of_nothing_that_is_left_is_refused(house: House) -> None:
    with pytest.raises(UnknownConversation):
        archive_of(house).export(["gone"], house.ayla, False, "E1", "pdf", lambda _: b"")


def test_a_deletion_leaves_a_trace_in_the_list_of_deletions(house: House) -> None:
    conversation = ended(house, SAID)
    house.services.conversations.erase(conversation)
    stones, older = archive_of(house).tombstones()
    assert [stone.reason for stone in stones] == ["by_visitor"]
    assert older is None
    assert listed(house) == []


def test_one_damaged_conversation_does_not_hide_the_others(house: House) -> None:
    damaged, whole = ended(house, SAID, municipality="Urk"), ended(house, SAID)
    with house.services.database.write() as connection:
        connection.execute(
            update(Conversation).where(Conversation.id == damaged).values(wrapped_key=b"damaged")
        )
    assert listed(house) == [whole, damaged]
    search = ArchiveSearch(
        house.services.database,
        house.services.vault,
        Facts(OrganisationFile(house.organisation_file)),
        archive_of(house),
    )
    found = search.stretch(words_in("sanne"), Wanted(), None, 5.0)
    assert [hit.entry.conversation for hit in found.hits] == [whole]
