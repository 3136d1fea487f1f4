"""What operators see of conversations: the rows of their lists, and one chat."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from bot.conversation.journal import Journal
from bot.conversation.values import Note, Owned, QueueEntry, StaffView
from bot.conversation.visitors import Visitors
from bot.helpline.ownership import State
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store import desk_chats
from bot.store import notes as note_rows
from bot.store.bodies import open_note, open_report
from bot.store.conversations import Head
from bot.store.marks import FORM, MUNICIPALITY
from bot.store.notes import SealedNote
from bot.store.vault import Key, Unreadable


def entries(
    connection: Connection, journal: Journal, visitors: Visitors, heads: Sequence[Head]
) -> list[QueueEntry]:
    """These conversations as rows of a list, in the same order."""
    ids = [head.id for head in heads]
    written = desk_chats.last_texts(connection, ids)
    passed = note_rows.passed_on(connection, ids)
    names = desk_rows.names(connection, [*(head.operator_id for head in heads), *passed.values()])
    return [
        _entry(
            head,
            _report(journal, head),
            names,
            desk_chats.Beside(
                last_text_at=written.get(head.id),
                visitor_here=visitors.here(head.id),
                passed_on_by=passed.get(head.id),
            ),
        )
        for head in heads
    ]


def view(
    connection: Connection,
    journal: Journal,
    visitors: Visitors,
    head: Head,
    operator_id: int,
    reading: Sequence[int],
    after: int = 0,
) -> StaffView:
    """One conversation with its messages after a number; `reading` are who read along."""
    owner = head.state is State.PERSON and head.operator_id == operator_id
    readable = owner or head.state is not State.PERSON or operator_id in reading
    owners = desk_chats.owners(connection, head.id)
    notes = note_rows.of(connection, head.id) if readable else []
    involved = [head.operator_id, *reading, *(one.operator_id for one in owners)]
    involved += [person for note in notes for person in (note.operator_id, note.to_operator_id)]
    names = desk_rows.names(connection, involved)
    key = journal.key(head)
    letters = rows.letters_after(connection, head.id, after) if readable else []
    return StaffView(
        conversation=head.id,
        state=head.state,
        operator=_name(names, head.operator_id),
        language=head.language,
        danger_at=head.danger_at,
        report=open_report(key, head.report) if readable else {},
        messages=journal.read(head, letters),
        operator_id=head.operator_id,
        since=head.state_since,
        notes=tuple(
            opened(key, note, names) for note in notes if _is_for(note, operator_id, head, reading)
        ),
        listeners=tuple(names[one] for one in reading if one in names),
        owners=tuple(
            Owned(State(one.state), _name(names, one.operator_id), one.at) for one in owners
        ),
        listening=operator_id in reading,
        readable=readable,
        visitor_here=visitors.here(head.id),
    )


def opened(key: Key, note: SealedNote, names: Mapping[int, str]) -> Note:
    """A note with its text. Raises Unreadable."""
    return Note(
        id=note.id,
        kind=note.kind,
        at=note.at,
        author=_name(names, note.operator_id) or "",
        author_id=note.operator_id,
        to=_name(names, note.to_operator_id),
        text=open_note(key, note.kind, note.body),
    )


def _is_for(note: SealedNote, operator_id: int, head: Head, reading: Sequence[int]) -> bool:
    """Whispers are for who handles the chat, who reads along, and who wrote them."""
    if note.kind != note_rows.WHISPER:
        return True
    return operator_id in (head.operator_id, note.operator_id, *reading)


def _entry(
    head: Head, report: Mapping[str, str], names: Mapping[int, str], beside: desk_chats.Beside
) -> QueueEntry:
    return QueueEntry(
        conversation=head.id,
        state=head.state,
        since=head.state_since,
        danger=head.danger_at is not None,
        operator=_name(names, head.operator_id),
        unread=head.unread,
        language=head.language,
        form=report.get(FORM),
        municipality=report.get(MUNICIPALITY),
        last_text_at=beside.last_text_at,
        visitor_here=beside.visitor_here,
        transferred_from=_name(names, beside.passed_on_by),
    )


def _report(journal: Journal, head: Head) -> Mapping[str, str]:
    """The report; empty when it does not open, because a list must not fail for one row."""
    if head.report is None:
        return {}
    try:
        return open_report(journal.key(head), head.report)
    except Unreadable:
        return {}


def _name(names: Mapping[int, str], operator_id: int | None) -> str | None:
    return None if operator_id is None else names.get(operator_id)
