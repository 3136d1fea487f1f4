"""Entries of the audit log in words, for the page and for files."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.staff.audit.log import name_of
from bot.staff.services import Services
from bot.store.audit_chain import Checkpoint, Entry
from bot.store.audit_check import Outcome

Names = Mapping[int, str]
_COLUMNS = ("number", "time", "person", "action", "subject", "detail", "code", "digest")


def words_of(found: Services, action: str) -> str:
    """What was done, in words; an action without any goes by its code."""
    key = f"audit.actions.{action}"
    return found.texts(key) if found.texts.has(key) else action


def details_of(found: Services, detail: str) -> str:
    """The same for the particulars; most are names or codes of their own."""
    key = f"audit.details.{detail}"
    return found.texts(key) if found.texts.has(key) else detail


def described(found: Services, entries: Iterable[Entry], names: Names) -> list[dict[str, str]]:
    """The rows of the page."""
    return [_row(found, entry, names) for entry in entries]


def outcome_in_words(found: Services, outcome: Outcome, kept: Checkpoint | None) -> str:
    """Whether the log is whole, and if not, from where on."""
    if outcome.why is not None:
        return found.texts(f"audit.verify.{outcome.why.value}", number=outcome.fault)
    if not outcome.count:
        return found.texts("audit.verify.empty")
    said = found.texts("audit.verify.whole", count=outcome.count)
    if kept is not None:
        said += " " + found.texts("audit.verify.fits", number=kept.number)
    if outcome.checkpoint is not None:
        said += " " + found.texts("audit.verify.keep", checkpoint=outcome.checkpoint)
    return said


def export_rows(
    found: Services, entries: Iterable[Entry], names: Names, mark: str
) -> Iterator[Sequence[object]]:
    """The rows of the CSV file; the first one says who took it along."""
    yield [mark]
    yield [found.texts(f"audit.columns.{name}") for name in _COLUMNS]
    for entry in entries:
        row = _row(found, entry, names)
        yield [row[name] for name in _COLUMNS]


def in_json(found: Services, entries: Iterable[Entry], names: Names, mark: str) -> Iterator[str]:
    """The JSON file, in pieces."""
    yield f'{{"watermark": {json.dumps(mark, ensure_ascii=False)}, "entries": ['
    comma = ""
    for entry in entries:
        values = {
            "number": entry.id,
            "at": entry.at.isoformat(),
            "person_id": entry.operator_id,
            "person": name_of(names, entry.operator_id, found.texts("audit.nobody")),
            "action": entry.action,
            "words": words_of(found, entry.action),
            "conversation": entry.subject,
            "detail": entry.detail,
            "digest": entry.digest.hex(),
        }
        yield comma + "\n" + json.dumps(values, ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _row(found: Services, entry: Entry, names: Names) -> dict[str, str]:
    local = found.local(entry.at)
    return {
        "number": str(entry.id),
        "time": f"{local:%d-%m-%Y %H:%M:%S}",
        "instant": entry.at.isoformat(),
        "person": name_of(names, entry.operator_id, found.texts("audit.nobody")),
        "action": words_of(found, entry.action),
        "code": entry.action,
        "subject": entry.subject or "",
        "detail": details_of(found, entry.detail),
        "digest": entry.digest.hex(),
    }
