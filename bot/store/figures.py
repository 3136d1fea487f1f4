"""Counts that outlive the conversations they came from, without any content.

Just before conversations are deleted because their time is over, what the figures count of
them is added up by day. What a visitor erases leaves nothing here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.helpline.figures import OTHER, Facts, Measure, counted_under, wait_class
from bot.helpline.ownership import State
from bot.store.models import Conversation, Ownership
from bot.store.staff_models import Figure

Key = tuple[date, str, str]
LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_OF = (
    Conversation.created_at,
    Conversation.last_at,
    Conversation.language,
    Conversation.ending,
    Conversation.form_mark,
    Conversation.municipality_mark,
    Conversation.danger_at,
    Conversation.asked_person,
    Conversation.had_person,
    Conversation.phone_given,
    Conversation.not_understood,
)


def roll_up(connection: Connection, ids: Sequence[str], zone: tzinfo) -> None:
    """Adds these conversations to the counts of their days, by the clock of `zone`.

    Call it in the transaction that deletes them: the rows stay locked until then, so that
    of two servers that delete at once one counts them.
    """
    counts: Counter[Key] = Counter()
    # In order, as everywhere where several are locked.
    locked = select(*_OF, Conversation.id).where(Conversation.id.in_(ids)).order_by(Conversation.id)
    present = []
    for row in connection.execute(locked.with_for_update()):
        present.append(row.id)
        began = row.created_at.astimezone(zone)
        day = began.date()
        if row.last_at <= row.created_at:
            counts[day, Measure.OPENED, ""] += 1
            continue
        counts[day, Measure.HOUR, f"{began.hour:02}"] += 1
        counts.update((day, measure, key) for measure, key in counted_under(_facts(row)))
        if row.not_understood:
            counts[day, Measure.UNCLEAR_MESSAGES, ""] += row.not_understood
    counts.update(_waits(connection, present, zone))
    _add(connection, counts)


def rolled_up(connection: Connection, first: date, last: date) -> Counter[tuple[str, str]]:
    """The counts of these days together, by measure and key."""
    total = func.sum(Figure.count).label("total")
    rows = connection.execute(
        select(Figure.measure, Figure.key, total)
        .where(Figure.day.between(first, last))
        .group_by(Figure.measure, Figure.key)
    )
    return Counter({(measure, key): int(count) for measure, key, count in rows})


def rolled_up_days(connection: Connection, first: date, last: date) -> Counter[date]:
    """The chats of each of these days."""
    rows = connection.execute(
        select(Figure.day, Figure.count).where(
            Figure.day.between(first, last), Figure.measure == Measure.CHATS.value
        )
    )
    return Counter({day: count for day, count in rows})


def language_key(language: str) -> str:
    """The language as the figures count it; what is no language code counts as another."""
    return language if LANGUAGE.match(language) else OTHER


def mark_key(mark: bytes | None) -> str | None:
    """A mark as the figures count it: without the master key it says nothing."""
    return None if mark is None else mark.hex()


def wait_measure(state: str) -> Measure:
    """What a wait counts as that ended in this state."""
    return Measure.WAIT_PERSON if state == State.PERSON.value else Measure.WAIT_VAIN


def _facts(row: object) -> Facts:
    get = row._mapping  # type: ignore[attr-defined]  # a row of SQLAlchemy
    return Facts(
        language=language_key(get["language"]),
        ending=get["ending"],
        form=mark_key(get["form_mark"]),
        municipality=mark_key(get["municipality_mark"]),
        danger=get["danger_at"] is not None,
        asked_person=get["asked_person"],
        had_person=get["had_person"],
        phone_given=get["phone_given"],
        unclear=get["not_understood"] > 0,
    )


def _waits(connection: Connection, ids: Sequence[str], zone: tzinfo) -> Iterator[Key]:
    ended = select(Ownership.at, Ownership.state, Ownership.waited).where(
        Ownership.conversation.in_(ids), Ownership.waited.is_not(None)
    )
    for at, state, waited in connection.execute(ended):
        yield at.astimezone(zone).date(), wait_measure(state), str(wait_class(waited or 0))


def _add(connection: Connection, counts: Counter[Key]) -> None:
    if not counts:
        return
    rows = [
        {"day": day, "measure": str(measure), "key": key, "count": count}
        for (day, measure, key), count in sorted(counts.items())
    ]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(Figure)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[Figure.day, Figure.measure, Figure.key],
            set_={"count": Figure.count + new.excluded.count},
        ),
        rows,
    )
