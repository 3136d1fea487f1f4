"""What stands right of the chat: in short, what was told, notes, and who had it when."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.conversation.values import Message, Note, Owned, StaffView
from bot.helpline.ownership import Sender, State
from bot.helpline.report import SKIPPED, UNSAID, is_code
from bot.staff.desk.words import Described, clock_time
from bot.staff.services import Services

SHORT = 28
NUMBERS = ("emergency", "phone", "suicide", "labour", "crime")
_CHIPS = ("exploitation_form", "municipality", "when")


def describe_side(found: Services, view: StaffView) -> Described:
    """All of the side panel but the summary itself."""
    return {
        "chips": _chips(found, view.report, view.language),
        "told": _told(found, view),
        "notes": [_describe_note(found, note) for note in view.notes],
        "owners": [_describe_owner(found, owned) for owned in view.owners],
        "listeners_line": _listeners(found, view.listeners),
    }


def stands_in_short(found: Services, name: str, value: str) -> bool:
    """Whether a chip says all of this part of the report."""
    if name == "minors":
        return value != SKIPPED
    if name not in _CHIPS or value in UNSAID:
        return False
    return is_code(name, value) or _in_short(found, name, value) == value


def _chips(found: Services, report: Mapping[str, str], language: str) -> list[Described]:
    chips = [
        _chip(found, name, _in_short(found, name, report[name]))
        for name in _CHIPS
        if name in report and report[name] not in UNSAID
    ]
    minors = report.get("minors")
    if minors is not None and minors != SKIPPED:
        key = minors if minors in ("yes", "no") else "unknown"
        words = found.texts(f"chips.minors_{key}")
        chips.append(_chip(found, "minors", words) | {"kind": f"minors-{key}"})
    if not language.startswith("nl"):
        words = found.texts("chips.language", code=language)
        chips.append({"kind": "language", "label": words, "value": words, "blank": False})
    return chips


def _chip(found: Services, name: str, value: str) -> Described:
    label = found.texts(f"summary.fields.{name}")
    return {"kind": name, "label": label, "value": value, "blank": False}


def _in_short(found: Services, name: str, value: str) -> str:
    if is_code(name, value):
        return found.texts(f"summary.values.{value}")
    words = " ".join(value.split())
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def _told(found: Services, view: StaffView) -> list[Described]:
    """When each number was named for the first time, and what happened to the visitor."""
    moments: list[tuple[str, Described]] = []
    for kind in NUMBERS:
        first = _first_with(view.messages, found.texts(f"told.numbers.{kind}"))
        if first is not None:
            words = found.texts(f"told.{kind}")
            moments.append((first.sent_at.isoformat(), _moment(found, kind, words, first.sent_at)))
    for index, owned in enumerate(view.owners):
        if index == 0 and owned.state is State.BOT:
            continue
        words = found.texts(f"told.{owned.state.value}")
        kind = owned.state.value
        moments.append((owned.at.isoformat(), _moment(found, kind, words, owned.at)))
    return [moment for _, moment in sorted(moments, key=lambda item: item[0])]


def _first_with(messages: tuple[Message, ...], number: str) -> Message | None:
    digits = re.sub(r"\D", "", number)
    # However it is written, and not as a part of another number.
    pattern = re.compile(r"(?<!\d)" + r"[\s-]?".join(digits) + r"(?!\d)")
    return next(
        (
            message
            for message in messages
            if message.sender is not Sender.VISITOR and pattern.search(message.text)
        ),
        None,
    )


def _moment(found: Services, kind: str, words: str, at: datetime) -> Described:
    return {"kind": kind, "at": at.isoformat(), "time": clock_time(found, at), "words": words}


def _describe_note(found: Services, note: Note) -> Described:
    author = note.author or found.texts("notes.former")
    if note.kind == "transfer":
        name = note.to or found.texts("owners.waiting")
        author = found.texts("notes.to", author=author, name=name)
    return {
        "id": note.id,
        "kind": note.kind,
        "kind_words": found.texts(f"notes.kind.{note.kind}"),
        "author": author,
        "author_id": note.author_id,
        "at": note.at.isoformat(),
        "time": clock_time(found, note.at),
        "text": note.text,
    }


def _describe_owner(found: Services, owned: Owned) -> Described:
    words = found.texts(f"owners.{owned.state.value}")
    if owned.state is State.PERSON and owned.operator:
        words = owned.operator
    return _moment(found, owned.state.value, words, owned.at)


def _listeners(found: Services, names: tuple[str, ...]) -> str:
    if not names:
        return ""
    key = "listen.by_one" if len(names) == 1 else "listen.by_many"
    return found.texts(key, name=found.texts("listen.and").join(names))
