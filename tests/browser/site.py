"""The whole application behind a real server on 127.0.0.1, which can be stopped and started."""

import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI

from bot.app import create_app
from bot.conversation.services import Services
from bot.engine.answer import DialogueEngine
from bot.helpline.roles import Role
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.staff.people.codes import new_secret
from bot.staff.people.passwords import hash_password
from bot.store.staff_accounts import StaffAccounts
from tests.cast import FixedClock, wording
from tests.served import free_port

ROOT = Path(__file__).parents[2]
PASSWORD = "lampenkap fietst door mei"
START_SECONDS = 30


class Site:
    """The product at `base`, on a database of its own, on a Tuesday at 11.00 uur."""

    def __init__(self, folder: Path, engine: DialogueEngine, **settings: object) -> None:
        self.clock = FixedClock()
        self._engine = engine
        self._port = free_port()
        self.base = f"http://127.0.0.1:{self._port}"
        organisation = folder / "organisation.yml"
        organisation.write_bytes((ROOT / "organisation.yml").read_bytes())
        self._facts = OrganisationFile(organisation).current().facts("nl")
        self._settings = Settings.model_validate(
            {
                "database_url": f"sqlite:///{folder}/chat.sqlite3",
                "key_file": folder / "master.key",
                "organisation_file": organisation,
                "starts_per_minute": 0,
                "retention_job": False,
                **settings,
            }
        )
        self._app: FastAPI | None = None
        self._server: uvicorn.Server | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        """Serves, on the same address and the same database each time."""
        self._app = create_app(self._settings, engine=self._engine, clock=self.clock)
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._app,
                host="127.0.0.1",
                port=self._port,
                access_log=False,
                log_config=None,
                ws="none",
                timeout_graceful_shutdown=2,
            )
        )
        self._thread = Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > end or not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)

    def stop(self) -> None:
        """Ends the server and every open stream."""
        if self._server is None or self._thread is None:
            return
        self.app.state.hub.close()
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        assert not self._thread.is_alive()
        self._server = None

    @property
    def app(self) -> FastAPI:
        """The running application."""
        assert self._app is not None
        return self._app

    @property
    def services(self) -> Services:
        """The parts behind the web layer."""
        services: Services = self.app.state.services
        return services

    @property
    def exit_url(self) -> str:
        """Where "Verlaat deze site" goes."""
        return self._facts["exit_url"]

    def tick(self, **by: float) -> None:
        """Moves the clock and lets the watch look."""
        self.services.tick(self.clock.advance(**by))

    def add_operator(
        self, login: str, name: str, roles: Iterable[Role] = (Role.OPERATOR,)
    ) -> tuple[int, str]:
        """An operator with PASSWORD; the number, and the secret of the authenticator."""
        secret = new_secret()
        accounts = StaffAccounts(self.app.state.database, self.app.state.vault)
        account = accounts.add(login, name, _password_hash(), secret, self.clock(), roles)
        return account.id, secret

    def transcript(self, conversation: str) -> list[str]:
        """All texts of a conversation as they are stored, in order."""
        exchange = self.services.conversations.messages_after(conversation, 0)
        return [message.text for message in exchange.messages]

    def words(self, key: str, **values: object) -> str:
        """A sentence of the service, as the visitor reads it."""
        return wording().text(key, "nl", self._facts, **values)


@cache
def _password_hash() -> str:
    # Argon2 is slow on purpose: one hash serves every test.
    return hash_password(PASSWORD)
