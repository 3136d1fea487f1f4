"""How fast the figures stay with many conversations: `python -m bench figures`.

Fills a database of its own with made-up conversations of the last 85 days, and with counts of
deleted ones of the year before, and times the counting for each period.
"""

import secrets
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, text

from bot.conversation.figures import Figures
from bot.conversation.house import House
from bot.helpline.ending import Ending
from bot.helpline.figures import Measure
from bot.helpline.report import Form
from bot.organisation import Organisation, OrganisationFile
from bot.store.database import Database, open_database
from bot.store.marks import report_marks
from bot.store.models import Conversation, Ownership
from bot.store.schema import migrate
from bot.store.staff_models import Figure
from bot.store.vault import Vault

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PERIODS = ("7", "30", "90", "year", "2026-10")
LIVE_DAYS, ROLLED_DAYS = 85, 365
BATCH = 2000
TIMES = 9
SEALED_BYTES = 3000


def measure(count: int, url: str | None) -> dict[str, Any]:
    """Fills a fresh database and times each period; figures that JSON can hold."""
    organisation = OrganisationFile(ROOT / "organisation.yml")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = open_database(url or f"sqlite:///{folder}/chat.sqlite3")
        try:
            migrate(database.engine)
            vault = Vault(secrets.token_bytes(32))
            _fill(database, vault, organisation.current(), count)
            figures = Figures(database, House(organisation), vault, lambda: NOW)
            periods = {code: _time(figures, code) for code in PERIODS}
            return {
                "conversations": count,
                "database": "postgresql" if database.is_postgresql else "sqlite",
                "periods": periods,
            }
        finally:
            database.close()


def _fill(database: Database, vault: Vault, organisation: Organisation, count: int) -> None:
    chance = Random(1)  # noqa: S311 - made-up data, the same each time
    towns = [town.name for town in organisation.municipalities]
    for first in range(0, count, BATCH):
        rows = [_conversation(vault, chance, towns) for _ in range(first, first + BATCH)]
        hands = [hand for row in rows if row["asked_person"] for hand in _hands(chance, row)]
        with database.write() as connection:
            connection.execute(insert(Conversation), rows)
            connection.execute(insert(Ownership), hands)
    with database.write() as connection:
        connection.execute(insert(Figure), list(_rolled(chance)))
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE" if database.is_postgresql else "PRAGMA optimize"))


def _conversation(vault: Vault, chance: Random, towns: list[str]) -> dict[str, Any]:
    began = NOW - timedelta(seconds=chance.randrange(LIVE_DAYS * 86400))
    asked = chance.random() < 0.4
    report = {
        "exploitation_form": chance.choice([*Form, "skipped"]),
        "municipality": chance.choice([*towns, "outside", "unknown"]),
    }
    return {
        "id": secrets.token_urlsafe(16),
        "secret_hash": secrets.token_bytes(32),
        "wrapped_key": secrets.token_bytes(60),
        "state": "closed",
        "language": chance.choice(["nl", "nl", "nl", "en", "pl", "ro", "bg", "tr"]),
        "state_since": began,
        "danger_at": began if chance.random() < 0.05 else None,
        "has_report": True,
        "report": secrets.token_bytes(SEALED_BYTES // 4),
        "memory": secrets.token_bytes(SEALED_BYTES),
        "created_at": began,
        "last_at": began + timedelta(minutes=5),
        "ending": chance.choice([*Ending, None]),
        "asked_person": asked,
        "had_person": asked and chance.random() < 0.6,
        "phone_given": asked and chance.random() < 0.3,
        "not_understood": chance.choice([0, 0, 0, 1, 2]),
        **report_marks(vault, report if chance.random() < 0.7 else {}),
    }


def _hands(chance: Random, row: dict[str, Any]) -> list[dict[str, Any]]:
    at, waited = row["created_at"], chance.randrange(600)
    own = {"conversation": row["id"], "at": at}
    end = "person" if row["had_person"] else "bot"
    return [own | {"state": "waiting", "waited": None}, own | {"state": end, "waited": waited}]


def _rolled(chance: Random) -> list[dict[str, Any]]:
    days = [NOW.date() - timedelta(days=number) for number in range(30, ROLLED_DAYS)]
    keys = [(Measure.HOUR, f"{hour:02}") for hour in range(24)]
    keys += [(Measure.CHATS, ""), *((Measure.MUNICIPALITY, f"{n:016x}") for n in range(8))]
    keys += [(Measure.WAIT_PERSON, str(seconds)) for seconds in range(10, 120, 10)]
    return [
        {"day": day, "measure": measure.value, "key": key, "count": chance.randint(1, 50)}
        for day in days
        for measure, key in keys
    ]


def _time(figures: Figures, code: str) -> dict[str, float]:
    taken, processor = [], time.process_time()
    for _ in range(TIMES):
        began = time.perf_counter()
        figures.of(code)
        taken.append((time.perf_counter() - began) * 1000)
    # On a busy machine the time of the processor says more; that of PostgreSQL is not in it.
    used = (time.process_time() - processor) * 1000 / TIMES
    return {"median": sorted(taken)[TIMES // 2], "slowest": max(taken), "processor": used}


def show(measured: dict[str, Any], console: Console) -> None:
    """The figures as a table."""
    title = f"{measured['conversations']:,} conversations on {measured['database']}"
    table = Table(title, "ms p50", "ms max", "processor ms")
    for code, timing in measured["periods"].items():
        table.add_row(code, *(f"{timing[name]:.0f}" for name in timing))
    console.print(table)
