"""How fast review stays with many conversations: `python -m bench archive`.

Fills a database of its own with made-up conversations, sealed as real ones are, and times the
list of transcripts and the search in it.
"""

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlalchemy import insert, text

from bot.conversation.archive import Archive
from bot.conversation.archive_search import ArchiveSearch, words_in
from bot.conversation.archive_values import Wanted
from bot.conversation.house import House
from bot.helpline.ending import Ending
from bot.organisation import OrganisationFile
from bot.store.archive import Place
from bot.store.audit import AuditLog
from bot.store.bodies import MEMORY, Body, seal_body, seal_report, seal_review
from bot.store.database import Database, open_database
from bot.store.marks import report_marks
from bot.store.models import Conversation, MessageRow, Ownership
from bot.store.schema import migrate
from bot.store.staff_models import Operator
from bot.store.vault import Vault

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
BATCH = 1000
OPERATORS = 8
TIMES = 15
VISITOR = (
    "Er wonen veel mensen in een schuur achter de kassen in het dorp.",
    "Ze werken zes dagen per week en krijgen bijna geen loon.",
    "Een busje haalt ze elke ochtend op en brengt ze laat terug.",
    "Hun baas heeft de paspoorten en ze mogen niet weg.",
    "Ik heb het gisteren nog gezien toen ik met de hond liep.",
)
ASSISTANT = "Dank je dat je dit vertelt. " * 6
RARE = "vuurtoren"
MEMORY_BYTES = 3000


@dataclass(frozen=True)
class Timing:
    """The median and the slowest of several runs, in milliseconds."""

    median: float
    slowest: float


def measure(count: int, url: str | None, console: Console) -> dict[str, Any]:
    """Fills a fresh database and times what a reviewer does; figures that JSON can hold."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = open_database(url or f"sqlite:///{folder}/chat.sqlite3")
        try:
            migrate(database.engine)
            vault = Vault(secrets.token_bytes(32))
            began = time.perf_counter()
            fill(database, vault, count, console)
            filled = time.perf_counter() - began
            return {"conversations": count, "fill_s": filled, **_timed(database, vault, console)}
        finally:
            database.close()


def fill(database: Database, vault: Vault, count: int, console: Console) -> None:
    """Stores so many conversations, the oldest first, in large transactions."""
    chance = Random(1)  # noqa: S311 - made-up data, the same each time
    with database.write() as connection:
        connection.execute(
            insert(Operator),
            [
                {
                    "login": f"bench{number}",
                    "name": f"Bench {number}",
                    "password_hash": "none",
                    "totp_secret": b"none",
                    "created_at": NOW,
                }
                for number in range(OPERATORS)
            ],
        )
    for first in track(range(0, count, BATCH), "filling", console=console):
        rows: dict[Any, list[dict[str, Any]]] = {Conversation: [], MessageRow: [], Ownership: []}
        for number in range(first, min(first + BATCH, count)):
            _conversation(vault, chance, number, count, rows)
        with database.write() as connection:
            for table, values in rows.items():
                connection.execute(insert(table), values)
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE" if database.is_postgresql else "PRAGMA optimize"))


def _conversation(
    vault: Vault, chance: Random, number: int, count: int, rows: dict[Any, list[dict[str, Any]]]
) -> None:
    identifier = secrets.token_urlsafe(16)
    key, wrapped = vault.new_key(identifier)
    began = NOW - timedelta(minutes=5 * (count - number))
    danger, person = chance.random() < 0.01, chance.random() < 0.3
    report = {
        "narrative": VISITOR[number % len(VISITOR)],
        "exploitation_form": chance.choices(
            ("labour", "sexual", "criminal", "organ"), (50, 30, 19, 1)
        )[0],
        "municipality": chance.choices(("Almere", "Lelystad", "Dronten", "Urk"), (60, 30, 9, 1))[0],
    }
    operator = chance.randint(1, OPERATORS - 1) if person else None
    if person and chance.random() < 0.001:
        operator = OPERATORS
    ending = Ending.BY_OPERATOR if person else Ending.BY_ASSISTANT
    if chance.random() < 0.002:
        ending = Ending.WAITED_IN_VAIN
    seq = 0
    for text_number in range(4):
        for sender in ("bot", "visitor"):
            seq += 1
            said = ASSISTANT if sender == "bot" else VISITOR[(number + text_number) % len(VISITOR)]
            if number % 10_000 == 17 and seq == 4:
                said = f"Het was bij de {RARE}."
            review = {
                "intent": "form_labour",
                "confidence": 0.9,
                "entities": [],
                "danger": "none",
                "reasons": [],
                "engine": True,
            }
            rows[MessageRow].append(
                {
                    "conversation": identifier,
                    "seq": seq,
                    "sender": sender,
                    "sent_at": began + timedelta(minutes=seq),
                    "body": seal_body(key, seq, Body(said)),
                    "client_id": secrets.token_urlsafe(12) if sender == "visitor" else None,
                    "reply_to": None,
                    "answered": True,
                    "review": seal_review(key, seq, review) if sender == "visitor" else None,
                    "operator_id": None,
                }
            )
    last = began + timedelta(minutes=seq)
    rows[Conversation].append(
        {
            "id": identifier,
            "secret_hash": secrets.token_bytes(32),
            "wrapped_key": wrapped,
            "state": "closed" if chance.random() < 0.8 else "bot",
            "language": chance.choices(("nl", "en", "pl", "tr"), (90, 6, 3.8, 0.2))[0],
            "operator_id": operator,
            "next_seq": seq + 1,
            "state_since": last,
            "danger_at": last if danger else None,
            "has_report": True,
            "report": seal_report(key, report),
            "memory": key.seal(bytes(MEMORY_BYTES), MEMORY),
            "created_at": began,
            "last_at": last,
            "closed_at": last,
            "ending": ending.value,
            "reviewed_at": last if chance.random() < 0.995 else None,
            **report_marks(vault, report),
        }
    )
    if operator is not None:
        for state, who in (("waiting", None), ("person", operator), ("closed", operator)):
            rows[Ownership].append(
                {"conversation": identifier, "at": last, "state": state, "operator_id": who}
            )


def _timed(database: Database, vault: Vault, console: Console) -> dict[str, Any]:
    house = House(OrganisationFile(ROOT / "organisation.yml"))
    archive = Archive(database, vault, house, AuditLog(vault), lambda: NOW)
    search = ArchiveSearch(database, vault, house, archive)
    first = archive.page(Wanted())
    middle = _middle(database)
    pages = {
        name: vars(_time(partial(archive.page, wanted, older)))
        for name, wanted, older in _pages(middle)
    }
    assert first.entries
    began = time.perf_counter()
    looked, hits, requests, place = 0, 0, 0, None
    while requests == 0 or place is not None:
        stretch = search.stretch(words_in(RARE), Wanted(), place, 1.0)
        looked, hits, requests = looked + stretch.looked, hits + len(stretch.hits), requests + 1
        place = stretch.further
    seconds = time.perf_counter() - began
    return {
        "pages": pages,
        "search": {
            "looked": looked,
            "hits": hits,
            "requests": requests,
            "seconds": seconds,
            "per_second": looked / seconds,
        },
    }


def _pages(middle: Place) -> Iterator[tuple[str, Wanted, Place | None]]:
    yield "first page", Wanted(), None
    yield "deep page (half way)", Wanted(), middle
    yield "form: labour (50 %)", Wanted(form="labour"), None
    yield "form: organ (1 %)", Wanted(form="organ"), None
    yield "municipality: Urk (1 %)", Wanted(municipality="Urk"), None
    yield "ending: in vain (0.2 %)", Wanted(ending="waited_in_vain"), None
    yield "danger (1 %)", Wanted(danger=True), None
    yield "language: tr (0.2 %)", Wanted(language="tr"), None
    yield "operator (4 %)", Wanted(operator_id=1), None
    yield "operator (0.03 %)", Wanted(operator_id=OPERATORS), None
    yield "unreviewed (0.5 %)", Wanted(reviewed=False), None
    yield "one week", Wanted(first=date(2026, 11, 1), last=date(2026, 11, 7)), None
    yield "danger, organ, pl (none)", Wanted(danger=True, form="organ", language="pl"), None
    yield "organ, half way", Wanted(form="organ"), middle


def _middle(database: Database) -> Place:
    with database.read() as connection:
        count = connection.execute(text("SELECT count(*) FROM conversations")).scalar_one()
        statement = text("SELECT id FROM conversations ORDER BY created_at LIMIT 1 OFFSET :half")
        identifier = connection.execute(statement, {"half": count // 2}).scalar_one()
    return Place(NOW - timedelta(minutes=5 * (count - count // 2)), identifier)


def _time(call: Callable[[], object]) -> Timing:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return Timing(sorted(taken)[TIMES // 2], max(taken))


def show(figures: dict[str, Any], console: Console) -> None:
    """The figures as a table; each page beside the first one."""
    table = Table(f"{figures['conversations']:,} conversations", "ms p50", "ms max", "/ first page")
    base = figures["pages"]["first page"]["median"]
    for name, timing in figures["pages"].items():
        ratio = f"{timing['median'] / base:.1f}"
        table.add_row(name, f"{timing['median']:.1f}", f"{timing['slowest']:.1f}", ratio)
    console.print(table)
    found = figures["search"]
    console.print(
        f"search: {found['looked']:,} looked at in {found['seconds']:.1f} s and "
        f"{found['requests']} requests, {found['per_second']:,.0f} a second, {found['hits']} hits; "
        f"filling took {figures['fill_s']:.0f} s"
    )
