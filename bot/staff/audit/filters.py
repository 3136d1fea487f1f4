"""What the page of the audit log is asked for, in words that a link can hold."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query

from bot.store.audit_reading import Wanted

_ACTION = re.compile(r"^[a-z_]{1,40}$")
_SUBJECT = re.compile(r"^[0-9a-f]{12}$")
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


@dataclass(frozen=True)
class Filters:
    """The fields of the form as somebody filled them in; what makes no sense is empty."""

    person: str = ""
    action: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""

    def wanted(self, zone: tzinfo) -> Wanted:
        """The entries that this asks for; days are those of `zone`, the last one is within."""
        return Wanted(
            operator_id=int(self.person) if self.person else None,
            action=self.action or None,
            subject=self.subject or None,
            since=_midnight(self.since, zone),
            until=_midnight(self.until, zone, later=1),
        )

    def query(self, **more: object) -> str:
        """The same as the end of a link, with more in it."""
        own = {name: value for name, value in vars(self).items() if value}
        return urlencode(own | more)

    def __str__(self) -> str:
        return self.query().replace("&", " ") or "all"


def cleaned(person: str, action: str, subject: str, since: str, until: str) -> Filters:
    """The filters that are in these fields."""
    return Filters(
        person=person if person.isascii() and person.isdigit() and len(person) < 10 else "",
        action=action if _ACTION.match(action) else "",
        subject=subject if _SUBJECT.match(subject) else "",
        since=since if _day(since) else "",
        until=until if _day(until) else "",
    )


def asked(
    person: Annotated[str, Query()] = "",
    action: Annotated[str, Query()] = "",
    subject: Annotated[str, Query()] = "",
    since: Annotated[str, Query()] = "",
    until: Annotated[str, Query()] = "",
) -> Filters:
    """The filters of a link."""
    return cleaned(person, action, subject, since, until)


def posted(
    person: Annotated[str, Form()] = "",
    action: Annotated[str, Form()] = "",
    subject: Annotated[str, Form()] = "",
    since: Annotated[str, Form()] = "",
    until: Annotated[str, Form()] = "",
) -> Filters:
    """The filters that go along with a button."""
    return cleaned(person, action, subject, since, until)


def _day(text: str) -> date | None:
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(text: str, zone: tzinfo, later: int = 0) -> datetime | None:
    day = _day(text)
    # The first and the last day that there is have no day beside them to count from.
    if day is None or not date(1900, 1, 1) <= day <= date(9000, 1, 1):
        return None
    return datetime.combine(day + timedelta(days=later), time(), zone)
