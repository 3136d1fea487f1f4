"""Fixtures for every test: the cast, a fixed clock, and a fresh database of either kind."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.conversation.services import Services, open_services
from bot.engine.embedded import EmbeddedEngine
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.store.database import open_database
from bot.store.schema import migrate
from tests.cast import AYLA, BRAM, FixedClock, House, ScriptedEngine, add_operator, wording
from tests.live import loaded_engine
from tests.postgres import find_programs, running_server

ROOT = Path(__file__).parents[1]
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a private PostgreSQL server, without a database name."""
    programs = find_programs()
    if programs is None:
        pytest.fail("PostgreSQL is needed for these tests: install it, or run scripts/test")
    with running_server(programs) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a PostgreSQL database without any table."""
    name = f"chat_{next(_numbers)}"
    admin = create_engine(f"{postgres_server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{postgres_server}/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The URL of a PostgreSQL database without any row."""
    url = f"{postgres_server}/postgres"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        present = set(inspect(connection).get_table_names()) - {"alembic_version"}
        if present:
            # The audit log refuses to be emptied; a test run is nobody's history.
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {', '.join(present)} RESTART IDENTITY CASCADE"))
    admin.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied: making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    database = open_database(f"sqlite:///{path}")
    migrate(database.engine)
    database.scrub()
    database.close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> str:
    """The URL of a database without any row; each test with it runs on both kinds."""
    if request.param == "sqlite":
        copyfile(sqlite_template, tmp_path / "chat.sqlite3")
        return f"sqlite:///{tmp_path}/chat.sqlite3"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table; each test with it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.sqlite3"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still on a Tuesday at 11.00 uur."""
    return FixedClock()


@pytest.fixture
def organisation(tmp_path: Path) -> OrganisationFile:
    """A copy of organisation.yml that a test may change."""
    copy = tmp_path / "organisation.yml"
    copy.write_bytes((ROOT / "organisation.yml").read_bytes())
    return OrganisationFile(copy)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for a fresh database, without a limit on starts."""
    return Settings(
        database_url=database_url,
        key_file=tmp_path / "keys" / "master.key",
        organisation_file=tmp_path / "organisation.yml",
        starts_per_minute=0,
    )


Opener = Callable[[], Services]


@pytest.fixture
def engine() -> ScriptedEngine:
    """The scripted assistant."""
    return ScriptedEngine()


@pytest.fixture
def open_again(
    settings: Settings,
    engine: ScriptedEngine,
    organisation: OrganisationFile,
    clock: FixedClock,
) -> Iterator[Opener]:
    """Opens the service on the test's database; whatever was opened is closed at the end."""
    opened: list[Services] = []

    def opener() -> Services:
        services = open_services(settings, engine, wording(), organisation, clock)
        opened.append(services)
        return services

    yield opener
    for services in opened:
        services.close()


@pytest.fixture
def house(
    open_again: Opener, engine: ScriptedEngine, clock: FixedClock, settings: Settings
) -> House:
    """The service with two operators, of whom nobody is present yet."""
    services = open_again()
    return House(
        services=services,
        engine=engine,
        clock=clock,
        organisation_file=settings.organisation_file,
        ayla=add_operator(services, AYLA),
        bram=add_operator(services, BRAM),
    )


@pytest.fixture(scope="session")
def trained_engine() -> Iterator[EmbeddedEngine]:
    """The trained model; loaded once for all tests that talk to it."""
    engine = loaded_engine()
    yield engine
    engine.close()
