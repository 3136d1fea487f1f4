"""The same counts as in `bot.store.figures`, of the conversations that are still there.

Everything is added up by the database, from an index that holds all it needs.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, String, func, select, type_coerce

from bot.helpline.figures import (
    CAME,
    NO,
    NOBODY,
    NONE,
    NOT_ASKED,
    YES,
    Measure,
    wait_class,
)
from bot.store.figures import language_key, mark_key, wait_measure
from bot.store.models import Conversation, Ownership

_HOUR = "%Y-%m-%d %H"


@dataclass
class Counts:
    """Counts by measure and key, and the chats of each day."""

    by_key: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)


def live(connection: Connection, since: datetime, until: datetime, zone: tzinfo) -> Counts:
    """What is counted of the time from `since` up to `until`; days by the clock of `zone`."""
    counts = Counts()
    _add_times(connection, counts, since, until, zone)
    _add_words(connection, counts, since, until)
    _add_flags(connection, counts, since, until)
    _add_waits(connection, counts, since, until)
    return counts


def _add_times(
    connection: Connection, counts: Counts, since: datetime, until: datetime, zone: tzinfo
) -> None:
    hour = _hour(connection).label("hour")
    written = (Conversation.last_at > Conversation.created_at).label("written")
    rows = connection.execute(
        select(hour, written, func.count())
        .where(Conversation.created_at >= since, Conversation.created_at < until)
        .group_by(hour, written)
    )
    for text, has_text, count in rows:
        if not has_text:
            counts.by_key[Measure.OPENED, ""] += count
            continue
        local = datetime.strptime(text, _HOUR).replace(tzinfo=UTC).astimezone(zone)
        counts.days[local.date()] += count
        counts.by_key[Measure.HOUR, f"{local.hour:02}"] += count


def _hour(connection: Connection) -> Any:
    """The hour of the beginning, in UTC."""
    if connection.dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", Conversation.created_at), "YYYY-MM-DD HH24")
    return func.substr(type_coerce(Conversation.created_at, String), 1, 13)


def _add_words(connection: Connection, counts: Counts, since: datetime, until: datetime) -> None:
    alike = (
        Conversation.language,
        Conversation.ending,
        Conversation.form_mark,
        Conversation.municipality_mark,
    )
    within = _written(since, until)
    rows = connection.execute(select(*alike, func.count()).where(*within).group_by(*alike))
    for language, ending, form, municipality, count in rows:
        counts.by_key[Measure.CHATS, ""] += count
        counts.by_key[Measure.LANGUAGE, language_key(language)] += count
        counts.by_key[Measure.ENDING, ending or NONE] += count
        counts.by_key[Measure.FORM, mark_key(form) or NONE] += count
        counts.by_key[Measure.MUNICIPALITY, mark_key(municipality) or NONE] += count


def _add_flags(connection: Connection, counts: Counts, since: datetime, until: datetime) -> None:
    """What is true or not needs no groups, which take the database longer."""
    asked, had = Conversation.asked_person.is_(True), Conversation.had_person.is_(True)
    row = connection.execute(
        select(
            func.count(),
            func.count().filter(Conversation.danger_at.is_not(None)),
            func.count().filter(had),
            func.count().filter(asked, ~had),
            func.count().filter(Conversation.phone_given.is_(True)),
            func.count().filter(Conversation.not_understood > 0),
            func.coalesce(func.sum(Conversation.not_understood), 0),
        ).where(*_written(since, until))
    ).one()
    chats, danger, came, nobody, phone, unclear, messages = (int(count) for count in row)
    counts.by_key += Counter(
        {
            (Measure.DANGER, YES): danger,
            (Measure.DANGER, NO): chats - danger,
            (Measure.PERSON, CAME): came,
            (Measure.PERSON, NOBODY): nobody,
            (Measure.PERSON, NOT_ASKED): chats - came - nobody,
            (Measure.PHONE, YES): phone,
            (Measure.PHONE, NO): chats - phone,
            (Measure.UNCLEAR, YES): unclear,
            (Measure.UNCLEAR, NO): chats - unclear,
            (Measure.UNCLEAR_MESSAGES, ""): messages,
        }
    )


def _written(since: datetime, until: datetime) -> tuple[Any, ...]:
    """Begun within that time, and the visitor wrote something."""
    return (
        Conversation.created_at >= since,
        Conversation.created_at < until,
        Conversation.last_at > Conversation.created_at,
    )


def _add_waits(connection: Connection, counts: Counts, since: datetime, until: datetime) -> None:
    rows = connection.execute(
        select(Ownership.state, Ownership.waited, func.count())
        .where(Ownership.at >= since, Ownership.at < until, Ownership.waited.is_not(None))
        .group_by(Ownership.state, Ownership.waited)
    )
    for state, waited, count in rows:
        counts.by_key[wait_measure(state), str(wait_class(waited or 0))] += count
