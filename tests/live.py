"""The whole application with the trained model, for tests that talk to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from bot.app import create_app
from bot.engine.answer import DialogueEngine
from bot.engine.embedded import EmbeddedEngine
from bot.organisation import OrganisationFile
from bot.settings import Settings
from tests.cast import AYLA, FixedClock, add_operator
from tests.talking import Visitor

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Live:
    """The running application with its clock and one operator, who is not present yet."""

    client: TestClient
    clock: FixedClock
    ayla: int

    @property
    def services(self) -> object:
        """The parts behind the web layer."""
        return self.client.app.state.services  # type: ignore[attr-defined]

    def visitor(self, language: str = "nl") -> Visitor:
        """A visitor who has read the first message."""
        visitor = Visitor(self.client)
        visitor.arrives(language)
        return visitor

    def operator_comes(self) -> None:
        """The operator signs on and is available."""
        desk = self.client.app.state.desk  # type: ignore[attr-defined]
        desk.set_available(self.ayla, True)

    def operator_goes(self) -> None:
        """The operator signs off."""
        desk = self.client.app.state.desk  # type: ignore[attr-defined]
        desk.sign_off(self.ayla)


def loaded_engine() -> EmbeddedEngine:
    """The trained model, ready to answer. Run scripts/train first."""
    organisation = OrganisationFile(ROOT / "organisation.yml")
    engine = EmbeddedEngine(
        ROOT / "models", facts=lambda language: organisation.current().facts(language)
    )
    engine.start()
    return engine


@contextmanager
def running(
    engine: DialogueEngine, folder: Path, database_url: str | None = None, **settings: object
) -> Iterator[Live]:
    """The application on a fresh database, on a Tuesday at 11.00 uur."""
    clock = FixedClock()
    organisation = folder / "organisation.yml"
    organisation.write_bytes((ROOT / "organisation.yml").read_bytes())
    app = create_app(
        Settings.model_validate(
            {
                "database_url": database_url or f"sqlite:///{folder}/chat.sqlite3",
                "key_file": folder / "master.key",
                "organisation_file": organisation,
                "starts_per_minute": 0,
                "retention_job": False,
                **settings,
            }
        ),
        engine=engine,
        clock=clock,
    )
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield Live(client, clock, add_operator(app.state.services, AYLA))
