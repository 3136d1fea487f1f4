"""Alembic's entry: with the server's own connection, or by DATABASE_URL from a terminal."""

from alembic import context
from sqlalchemy import Connection

from bot.settings import load_settings
from bot.store import models  # noqa: F401 - fills the metadata
from bot.store.base import Base
from bot.store.database import open_database


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    database = open_database(load_settings().database_url)
    with database.write() as own:
        _run(own)
    database.close()
