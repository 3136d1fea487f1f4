"""The console's values, with the words to show: the same for the page and for its script."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.conversation.values import Colleague, Message, QueueEntry, StaffView
from bot.helpline.ownership import State
from bot.helpline.report import REPORT_SLOTS, SKIPPED, UNKNOWN, is_code
from bot.staff.desk.describe_people import (
    describe_colleague,
    describe_desk,
    describe_entry,
    describe_presence,
)
from bot.staff.desk.describe_side import describe_side, stands_in_short
from bot.staff.desk.words import Described, clock_time, code, wait_in_words
from bot.staff.services import Services

__all__ = [
    "Described",
    "by_urgency",
    "code",
    "describe_message",
    "describe_overview",
    "describe_report",
    "describe_view",
    "wait_in_words",
]


def describe_overview(found: Services, operator_id: int, at: datetime) -> Described:
    """All that stands left of the chat."""
    everybody = found.desk.colleagues()
    me = next((one for one in everybody if one.operator_id == operator_id), None)
    others = [one for one in everybody if one.operator_id != operator_id]
    mine = [describe_entry(found, entry, at) for entry in by_urgency(found.desk.mine(operator_id))]
    return {
        "now": at.isoformat(),
        "me": operator_id,
        "desk": describe_desk(found, found.desk.availability(), at),
        "queue": [describe_entry(found, entry, at) for entry in by_urgency(found.desk.queue())],
        "mine": mine,
        **describe_presence(found, me, len(mine)),
        "colleagues": [
            describe_colleague(found, one, _chats_of(found, one), at)
            for one in sorted(others, key=lambda one: (not one.present, one.name))
        ],
    }


def by_urgency(entries: Sequence[QueueEntry]) -> list[QueueEntry]:
    """Danger on top, then who waits longest."""
    return sorted(entries, key=lambda entry: (not entry.danger, entry.since))


def describe_view(found: Services, view: StaffView, operator_id: int, after: int = 0) -> Described:
    """One conversation, with its messages after a sequence number."""
    role = _role(view, operator_id)
    danger_line = ""
    if view.danger_at is not None:
        danger_line = found.texts("danger.banner", time=clock_time(found, view.danger_at))
    return {
        "conversation": view.conversation,
        "code": code(view.conversation),
        "state": view.state.value,
        "role": role,
        "operator": view.operator or "",
        "language": view.language,
        "owner_line": found.texts(f"chat.owner_{role}", name=view.operator or ""),
        "visitor_here": view.visitor_here,
        "danger_line": danger_line,
        "report": describe_report(found, view.report),
        "messages": [
            describe_message(found, message) for message in view.messages if message.seq > after
        ],
        **describe_side(found, view),
    }


def describe_report(found: Services, report: Mapping[str, str]) -> list[Described]:
    """The summary with its labels, in the order of the interview."""
    return [
        _describe_fact(found, name, report[name])
        | {"in_short": stands_in_short(found, name, report[name])}
        for name in REPORT_SLOTS
        if name in report
    ]


def describe_message(found: Services, message: Message) -> Described:
    """One message; its choices are words only, because they are the visitor's to choose."""
    return {
        "seq": message.seq,
        "sender": message.sender.value,
        "text": message.text,
        "choices": [choice.label for choice in message.choices],
        "sent_at": message.sent_at.isoformat(),
        "time": clock_time(found, message.sent_at),
    }


def _chats_of(found: Services, one: Colleague) -> list[QueueEntry]:
    return by_urgency(found.desk.mine(one.operator_id)) if one.chats else []


def _role(view: StaffView, operator_id: int) -> str:
    if view.state is not State.PERSON:
        return view.state.value
    if view.operator_id == operator_id:
        return "me"
    return "listening" if view.listening else "other"


def _describe_fact(found: Services, name: str, value: str) -> Described:
    shown = found.texts(f"summary.values.{value}") if is_code(name, value) else value
    return {
        "label": found.texts(f"summary.fields.{name}"),
        "value": shown,
        "blank": value in (SKIPPED, UNKNOWN),
    }
