"""The console's values, with the words to show: the same for the page and for its script."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.conversation.values import Message, QueueEntry, StaffView
from bot.helpline.availability import Availability, Reason
from bot.helpline.opening import opening_in_words, time_in_words
from bot.helpline.ownership import State
from bot.helpline.report import REPORT_SLOTS, SKIPPED, UNKNOWN, is_code
from bot.staff.services import Services

Described = dict[str, object]


def code(conversation: str) -> str:
    """A short name to talk about a conversation with; it does not give the id away."""
    return hashlib.sha256(conversation.encode()).hexdigest()[:4].upper()


def describe_overview(found: Services, operator_id: int, at: datetime) -> Described:
    """All that stands left of the chat."""
    return {
        "now": at.isoformat(),
        "available": found.desk.is_available(operator_id),
        "desk": _describe_desk(found, found.desk.availability(), at),
        "queue": [_describe_entry(found, entry, at) for entry in by_urgency(found.desk.queue())],
        "mine": [
            _describe_entry(found, entry, at) for entry in by_urgency(found.desk.mine(operator_id))
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
        danger_line = found.texts("danger.banner", time=_clock(found, view.danger_at))
    return {
        "conversation": view.conversation,
        "code": code(view.conversation),
        "state": view.state.value,
        "role": role,
        "owner_line": found.texts(f"chat.owner_{role}", name=view.operator or ""),
        "danger_line": danger_line,
        "report": describe_report(found, view.report),
        "messages": [
            describe_message(found, message) for message in view.messages if message.seq > after
        ],
    }


def describe_report(found: Services, report: Mapping[str, str]) -> list[Described]:
    """The summary with its labels, in the order of the interview."""
    return [_describe_fact(found, name, report[name]) for name in REPORT_SLOTS if name in report]


def describe_message(found: Services, message: Message) -> Described:
    """One message; its choices are words only, because they are the visitor's to choose."""
    return {
        "seq": message.seq,
        "sender": message.sender.value,
        "text": message.text,
        "choices": [choice.label for choice in message.choices],
        "sent_at": message.sent_at.isoformat(),
        "time": _clock(found, message.sent_at),
    }


def lasted(found: Services, since: datetime, at: datetime) -> str:
    """How long something has lasted, in words: minutes, and seconds only at first."""
    seconds = max(0, int((at - since).total_seconds()))
    if seconds < 60:
        return found.texts("wait.seconds", count=seconds)
    if seconds < 3600:
        return found.texts("wait.minutes", count=seconds // 60)
    return found.texts("wait.hours", hours=seconds // 3600, minutes=seconds % 3600 // 60)


def wait_in_words(found: Services, wait: timedelta) -> str:
    """How long sign-in is refused, rounded up."""
    seconds = max(1, int(wait.total_seconds()) + 1)
    if seconds < 60:
        return found.texts("wait.second_many", count=seconds)
    minutes = -(-seconds // 60)
    return found.texts("wait.minute_one" if minutes == 1 else "wait.minute_many", count=minutes)


def _role(view: StaffView, operator_id: int) -> str:
    if view.state is not State.PERSON:
        return view.state.value
    return "me" if view.operator_id == operator_id else "other"


def _describe_entry(found: Services, entry: QueueEntry, at: datetime) -> Described:
    key = "mine.unread_one" if entry.unread == 1 else "mine.unread_many"
    return {
        "conversation": entry.conversation,
        "code": code(entry.conversation),
        "state": entry.state.value,
        "since": entry.since.isoformat(),
        "lasted": lasted(found, entry.since, at),
        "danger": entry.danger,
        "unread": entry.unread,
        "unread_words": found.texts(key, count=entry.unread),
    }


def _describe_desk(found: Services, desk: Availability, at: datetime) -> Described:
    sentences = [found.texts("desk.last_call" if desk.last_call else f"desk.{desk.reason.value}")]
    if desk.reason in (Reason.OPEN, Reason.NOBODY_PRESENT) and desk.until is not None:
        until = time_in_words(found.local(desk.until))
        sentences.append(found.texts("desk.until", time=until))
    elif desk.next_opening is not None:
        opening = opening_in_words(found.local(desk.next_opening), at)
        sentences.append(found.texts("desk.next_opening", time=opening))
    if desk.reason is Reason.CLOSED_BY_STAFF and (note := found.closing_note(at)) is not None:
        sentences.append(found.texts("desk.closed_because", name=note.name, reason=note.reason))
    return {
        "open": desk.person_available,
        "closed_by_staff": desk.reason is Reason.CLOSED_BY_STAFF,
        "sentence": " ".join(sentences),
    }


def _describe_fact(found: Services, name: str, value: str) -> Described:
    shown = found.texts(f"summary.values.{value}") if is_code(name, value) else value
    return {
        "label": found.texts(f"summary.fields.{name}"),
        "value": shown,
        "blank": value in (SKIPPED, UNKNOWN),
    }


def _clock(found: Services, at: datetime) -> str:
    local = found.local(at)
    return f"{local.hour}.{local.minute:02d}"
