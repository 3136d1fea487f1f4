"""The migrations make exactly the tables of the models, on both kinds of database."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot.store.database import open_database
from bot.store.models import Base
from bot.store.schema import migrate


def test_the_migrations_make_the_tables_of_the_models(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    migrate(database.engine)
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    database.close()
    assert differences == []


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    migrate(database.engine)
    migrate(database.engine)
    tables = set(inspect(database.engine).get_table_names())
    database.close()
    assert tables == set(Base.metadata.tables) | {"alembic_version"}
