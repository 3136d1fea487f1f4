"""Moments survive the database as the same moments, on both kinds."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from bot.store.database import open_database
from bot.store.models import Tombstone
from bot.store.schema import migrate

SUMMER_IN_LELYSTAD = datetime(2026, 7, 1, 9, 30, 0, 123456, ZoneInfo("Europe/Amsterdam"))


def test_a_moment_comes_back_aware_and_the_same(database_url: str) -> None:
    database = open_database(database_url)
    migrate(database.engine)
    row = {"id": "x", "deleted_at": SUMMER_IN_LELYSTAD, "reason": "expired"}
    with database.write() as connection:
        connection.execute(insert(Tombstone), row | {"started_on": SUMMER_IN_LELYSTAD.date()})
    with database.read() as connection:
        found = connection.execute(select(Tombstone.deleted_at)).scalar_one()
    database.close()
    assert found == SUMMER_IN_LELYSTAD
    assert found.utcoffset() is not None


def test_a_moment_without_a_zone_is_refused(database_url: str) -> None:
    database = open_database(database_url)
    migrate(database.engine)
    naive = SUMMER_IN_LELYSTAD.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a time zone"), database.read() as connection:
        connection.execute(select(Tombstone.id).where(Tombstone.deleted_at < naive))
    database.close()
