"""What a list is narrowed to, as it stands in the address and in forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from bot.conversation.archive_values import Mark, Place, Wanted

FIELDS = (
    "from",
    "to",
    "form",
    "municipality",
    "ending",
    "danger",
    "language",
    "operator",
    "reviewed",
)
_LONGEST = 80


@dataclass(frozen=True)
class Chosen:
    """The filters that were chosen, as they were sent and as they are meant."""

    sent: Mapping[str, str]
    wanted: Wanted

    def address(self, path: str, **more: str) -> str:
        """The path with these filters, and more fields."""
        query = urlencode({**self.sent, **more})
        return f"{path}?{query}" if query else path


def choose(values: Mapping[str, str]) -> Chosen:
    """The filters among the fields of a form; what makes no sense is left out."""
    sent = {
        name: value
        for name in FIELDS
        if (value := str(values.get(name, "")).strip()[:_LONGEST]) and _makes_sense(name, value)
    }
    operator = sent.get("operator")
    wanted = Wanted(
        first=_day(sent.get("from")),
        last=_day(sent.get("to")),
        form=sent.get("form"),
        municipality=sent.get("municipality"),
        ending=sent.get("ending"),
        danger=_yes_or_no(sent.get("danger")),
        language=sent.get("language"),
        operator_id=None if operator is None else int(operator),
        reviewed=_yes_or_no(sent.get("reviewed")),
    )
    return Chosen(sent, wanted)


def with_fields(path: str, chosen: Chosen | None, **fields: str) -> str:
    """An address with the filters and these fields."""
    if chosen is not None:
        return chosen.address(path, **fields)
    return f"{path}?{urlencode(fields)}"


def write_place(place: Place | None) -> str:
    """A place in a list, for an address."""
    return "" if place is None else f"{place.at.isoformat()}~{place.id}"


def read_place(text: str) -> Place | None:
    """What `write_place` wrote; None for anything else."""
    moment, _, identifier = text.partition("~")
    at = _moment(moment)
    return Place(at, identifier) if at is not None and identifier else None


def write_mark(mark: Mark | None) -> str:
    """A place in the list of corrections, for an address."""
    return "" if mark is None else f"{mark.at.isoformat()}~{mark.conversation}~{mark.seq}"


def read_mark(text: str) -> Mark | None:
    """What `write_mark` wrote; None for anything else."""
    moment, _, rest = text.partition("~")
    conversation, _, seq = rest.rpartition("~")
    at = _moment(moment)
    if at is None or not conversation or not seq.isdecimal():
        return None
    return Mark(at, conversation, int(seq))


def day_of(text: str | None) -> date | None:
    """A day as a date field writes it; None for anything else."""
    return _day(text)


def _makes_sense(name: str, value: str) -> bool:
    if name in ("from", "to"):
        return _day(value) is not None
    if name in ("danger", "reviewed"):
        return value in ("yes", "no")
    if name == "operator":
        return value.isdecimal() and len(value) < 10
    return True


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _yes_or_no(text: str | None) -> bool | None:
    return None if text is None else text == "yes"
