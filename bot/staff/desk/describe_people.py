"""The left of the desk in words: the switch, the state of the desk, rows and colleagues."""

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.values import Colleague, QueueEntry
from bot.helpline.availability import Availability, Reason
from bot.helpline.opening import opening_in_words, time_in_words
from bot.helpline.report import UNSAID
from bot.staff.desk.words import Described, code, lasted
from bot.staff.services import Services

HOME_LANGUAGE = "nl"


def describe_presence(found: Services, me: Colleague | None, chats: int) -> Described:
    """The operator's own switch, and when it goes off by itself."""
    available = me is not None and me.available
    off_because = "" if me is None or available else me.off_because or ""
    key = off_because or ("on" if available else "off")
    limit = me.limit if me is not None else 0
    return {
        "available": available,
        "off_because": off_because,
        "presence_words": found.texts(f"availability.{key}"),
        "off_at": _off_at(me),
        "mine_words": found.texts("mine.count", count=chats, limit=limit) if limit else str(chats),
    }


def turns_off(found: Services, operator_id: int) -> str:
    """When this operator's switch goes off by itself; "" while that is not near."""
    everybody = found.desk.colleagues()
    return _off_at(next((one for one in everybody if one.operator_id == operator_id), None))


def describe_colleague(
    found: Services, one: Colleague, chats: Sequence[QueueEntry], at: datetime
) -> Described:
    """A colleague: whether they are there, take chats, and which they have."""
    state = _state(one)
    return {
        "id": one.operator_id,
        "name": one.name,
        "state": state,
        "free": state == "free",
        "words": found.texts(f"colleagues.{state}"),
        "chats_words": found.texts("colleagues.chats", count=one.chats, limit=one.limit),
        "chats_long": found.texts("colleagues.chats_long", count=one.chats, limit=one.limit),
        # Nothing but that there is such a chat: reading it is a step of its own.
        "chats": [describe_entry(found, entry, at) | {"facts": ""} for entry in chats],
    }


def describe_entry(found: Services, entry: QueueEntry, at: datetime) -> Described:
    """A row of the lists."""
    key = "mine.unread_one" if entry.unread == 1 else "mine.unread_many"
    return {
        "conversation": entry.conversation,
        "code": code(entry.conversation),
        "state": entry.state.value,
        "since": entry.since.isoformat(),
        "lasted": lasted(found, entry.since, at),
        "danger": entry.danger,
        "from": entry.transferred_from or "",
        "facts": " · ".join(_facts(found, entry)),
        "unread": entry.unread,
        "unread_words": found.texts(key, count=entry.unread),
    }


def describe_desk(found: Services, desk: Availability, at: datetime) -> Described:
    """Whether the desk is open, and what staff did about that."""
    sentences = [found.texts("desk.last_call" if desk.last_call else f"desk.{desk.reason.value}")]
    if desk.reason in (Reason.OPEN, Reason.NOBODY_PRESENT) and desk.until is not None:
        until = time_in_words(found.local(desk.until))
        sentences.append(found.texts("desk.until", time=until))
    elif desk.next_opening is not None:
        opening = opening_in_words(found.local(desk.next_opening), at)
        sentences.append(found.texts("desk.next_opening", time=opening))
    closed_by_staff = desk.reason is Reason.CLOSED_BY_STAFF
    if closed_by_staff and (note := found.closing_note(at)) is not None:
        sentences.append(found.texts("desk.closed_because", name=note.name, reason=note.reason))
    longer = found.desk.opened_longer()
    if longer is not None:
        until = time_in_words(found.local(longer.until))
        values = {"name": longer.name or "", "reason": longer.reason, "time": until}
        sentences.append(found.texts("desk.longer", **values))
    return {
        "open": desk.person_available,
        "empty": desk.reason is Reason.NOBODY_PRESENT,
        "closed_by_staff": closed_by_staff,
        "longer": longer is not None,
        "sentence": " ".join(sentences),
    }


def _off_at(me: Colleague | None) -> str:
    if me is None or not (me.available and me.inactive) or me.turns_off_at is None:
        return ""
    return me.turns_off_at.isoformat()


def _state(one: Colleague) -> str:
    if not one.present:
        return "away"
    if not one.available:
        return "inactive" if one.off_because else "busy"
    return "free" if one.chats < one.limit else "full"


def _facts(found: Services, entry: QueueEntry) -> list[str]:
    facts = []
    if entry.form is not None and entry.form not in UNSAID:
        facts.append(found.texts(f"summary.values.{entry.form}"))
    if entry.municipality is not None and entry.municipality not in UNSAID:
        outside = entry.municipality == "outside"
        facts.append(found.texts("summary.values.outside") if outside else entry.municipality)
    if not entry.language.startswith(HOME_LANGUAGE):
        facts.append(found.texts("chips.language", code=entry.language))
    if entry.transferred_from:
        facts.append(found.texts("queue.from", name=entry.transferred_from))
    if entry.visitor_here is False:
        facts.append(found.texts("queue.away"))
    return facts
