"""The first upgrade keeps what the database held, on both kinds of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, inspect, select
from sqlalchemy.exc import DBAPIError

from bot.helpline.roles import Role
from bot.store.audit import AuditLog
from bot.store.audit_chain import entries
from bot.store.bodies import Body, open_body, seal_body
from bot.store.colleagues import Colleagues
from bot.store.database import Database, open_database
from bot.store.models import Conversation, MessageRow
from bot.store.schema import MIGRATIONS, migrate
from bot.store.staff_accounts import StaffAccounts
from bot.store.staff_models import StaffSession
from bot.store.vault import Vault, open_vault

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CONVERSATION = "oud-gesprek"
TEXT = "In een voorbeeldstraat wonen veel mensen in één schuur."


@pytest.fixture
def vault_of_before(tmp_path: Path) -> Path:
    return tmp_path / "master.key"


@pytest.fixture
def database(empty_database_url: str, vault_of_before: Path) -> Iterator[Database]:
    """A database of the first version, with somebody and something in it."""
    opened = open_database(empty_database_url)
    with opened.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    vault = open_vault(opened, vault_of_before)
    with opened.write() as connection:
        fill(connection, vault)
    yield opened
    opened.close()


def fill(connection: Connection, vault: Vault) -> None:
    tables = MetaData()
    tables.reflect(connection)

    def add(table: str, **values: object) -> None:
        found: Table = tables.tables[table]
        # Reflection does not know the project's own type for moments.
        moments = {
            name: value.replace(tzinfo=None) if connection.dialect.name == "sqlite" else value
            for name, value in values.items()
            if isinstance(value, datetime)
        }
        connection.execute(found.insert().values(**(values | moments)))

    add(
        "operators",
        id=1,
        login="anna",
        name="Anna Voorbeeld",
        password_hash="hash",
        totp_secret=vault.seal(b"SECRET", "totp:anna"),
        failed_attempts=2,
        created_at=NOW,
    )
    key, wrapped = vault.new_key(CONVERSATION)
    add(
        "conversations",
        id=CONVERSATION,
        secret_hash=b"s" * 32,
        wrapped_key=wrapped,
        state="person",
        language="nl",
        operator_id=1,
        next_seq=3,
        state_since=NOW,
        created_at=NOW,
        last_at=NOW,
    )
    for seq, sender in ((1, "visitor"), (2, "staff")):
        add(
            "messages",
            conversation=CONVERSATION,
            seq=seq,
            sender=sender,
            sent_at=NOW,
            body=seal_body(key, seq, Body(f"{TEXT} {seq}")),
            operator_id=1 if sender == "staff" else None,
        )
    add("presences", operator_id=1, available=True, last_seen_at=NOW)
    add(
        "staff_sessions",
        token_hash=b"t" * 32,
        operator_id=1,
        created_at=NOW,
        last_seen_at=NOW,
        expires_at=LATER,
    )
    # A number is missing, as after a transaction that was undone.
    for number, action in ((1, "sign_in"), (2, "take"), (4, "sign_out")):
        about = CONVERSATION if action == "take" else None
        add("staff_log", id=number, at=NOW, operator_id=1, action=action, conversation=about)


def test_an_operator_stays_an_operator(database: Database, vault_of_before: Path) -> None:
    migrate(database.engine)

    accounts = StaffAccounts(database, open_vault(database, vault_of_before))
    anna = accounts.find("anna")
    assert anna is not None
    assert (anna.name, anna.password_hash, anna.failed_attempts) == ("Anna Voorbeeld", "hash", 2)
    assert anna.roles == {Role.OPERATOR}
    assert accounts.totp_secret(anna) == "SECRET"


def test_an_operator_of_before_can_become_an_administrator(
    database: Database, vault_of_before: Path
) -> None:
    migrate(database.engine)
    colleagues = Colleagues(database, open_vault(database, vault_of_before))

    colleagues.set_roles(1, [Role.OPERATOR, Role.ADMINISTRATOR], LATER, None)

    assert colleagues.get(1).roles == {Role.OPERATOR, Role.ADMINISTRATOR}


def test_a_conversation_keeps_its_messages_and_its_owner(
    database: Database, vault_of_before: Path
) -> None:
    migrate(database.engine)
    vault = open_vault(database, vault_of_before)

    with database.read() as connection:
        head = connection.execute(
            select(Conversation.wrapped_key, Conversation.operator_id, Conversation.state)
        ).one()
        rows = connection.execute(
            select(MessageRow.seq, MessageRow.body, MessageRow.operator_id).order_by(MessageRow.seq)
        ).all()
    key = vault.unwrap(CONVERSATION, head.wrapped_key)

    assert (head.state, head.operator_id) == ("person", 1)
    assert [open_body(key, row.seq, row.body).text for row in rows] == [f"{TEXT} 1", f"{TEXT} 2"]
    assert [row.operator_id for row in rows] == [None, 1]


def test_what_was_noted_stands_in_front_of_the_chain(
    database: Database, vault_of_before: Path
) -> None:
    migrate(database.engine)
    log = AuditLog(open_vault(database, vault_of_before))
    with database.write() as connection:
        log.append(connection, 1, "sign_in", LATER)

    with database.read() as connection:
        kept = [(one.id, one.at, one.action) for one in entries(connection)]
        fault = log.first_fault(connection)

    assert kept[:3] == [(1, NOW, "sign_in"), (2, NOW, "take"), (3, NOW, "sign_out")]
    assert [action for _, _, action in kept[3:]] == ["sign_in"]
    assert fault is None
    assert "staff_log" not in inspect(database.engine).get_table_names()


@pytest.mark.parametrize("change", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
def test_the_old_entries_cannot_be_changed_any_more(database: Database, change: str) -> None:
    migrate(database.engine)

    with (
        pytest.raises(DBAPIError, match="append-only"),
        database.write() as connection,
    ):
        connection.exec_driver_sql(change)


def test_everybody_signs_in_once_more(database: Database) -> None:
    migrate(database.engine)

    with database.read() as connection:
        assert connection.execute(select(StaffSession.public_id)).all() == []
