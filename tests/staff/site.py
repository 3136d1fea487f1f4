"""The console on the real conversation service, with a scripted assistant and a set clock."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pyotp
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.conversation.services import Services, open_services
from bot.helpline.roles import Role
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.staff.install import install
from bot.staff.people import passwords
from bot.staff.people.codes import new_secret
from bot.staff.people.passwords import hash_password
from bot.store.colleagues import Colleagues
from bot.store.staff_accounts import StaffAccounts
from tests.cast import ASK_PERSON, FixedClock, ScriptedEngine, wording

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "lampenkap fietst door mei"
# Argon2 is slow on purpose: one hash serves every test.
# The rules are the same with a hash that is cheap to make; the real one takes a third of a second.
passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
PASSWORD_HASH = hash_password(PASSWORD)
ORIGIN = {"Origin": "http://testserver"}
JSON = {"Accept": "application/json"}
REPORT = {
    "role": "bystander",
    "narrative": "In een voorbeeldstraat wonen veel mensen in één schuur.",
    "exploitation_form": "labour",
    "municipality": "Dronten",
    "minors": "unknown",
}


class Operator:
    """An operator with a browser."""

    def __init__(self, site: "Site", login: str, secret: str) -> None:
        self.site = site
        self.login = login
        self.secret = secret
        self.http = TestClient(site.app, follow_redirects=False, headers=ORIGIN)
        self.csrf = ""

    def sign_in(self, password: str = PASSWORD, code: str | None = None) -> httpx.Response:
        if code is None:
            code = pyotp.TOTP(self.secret).at(self.site.clock())
        fields = {"login": self.login, "password": password, "code": code}
        response = self.http.post("/staff/sign-in", data=fields)
        if response.status_code == 303:
            found = re.search(r'name="csrf" value="([^"]+)"', self.http.get("/staff/account").text)
            assert found
            self.csrf = found.group(1)
        return response

    def post(self, path: str, headers: dict[str, str] = JSON, **fields: str) -> httpx.Response:
        return self.http.post(path, data={"csrf": self.csrf, **fields}, headers=headers)

    def act(self, conversation: str, action: str, **fields: str) -> httpx.Response:
        return self.post(f"/staff/conversations/{conversation}/{action}", **fields)

    def overview(self) -> dict[str, object]:
        values: dict[str, object] = self.http.get("/staff/api/overview").json()
        return values

    def chat(self, conversation: str, after: int = 0) -> httpx.Response:
        path = f"/staff/api/conversations/{conversation}"
        return self.http.get(path, params={"after": after}, headers=JSON)


class Site:
    """The application with everything behind it."""

    def __init__(self, folder: Path, database_url: str | None = None, **more: Any) -> None:
        self.clock = FixedClock(MONDAY)
        self.settings = Settings(
            database_url=database_url or f"sqlite:///{folder}/chat.sqlite3",
            key_file=folder / "master.key",
            organisation_file=ROOT / "organisation.yml",
            starts_per_minute=0,
            **more,
        )
        organisation = OrganisationFile(self.settings.organisation_file)
        self.services: Services = open_services(
            self.settings, ScriptedEngine(report=REPORT), wording(), organisation, self.clock
        )
        self.accounts = StaffAccounts(self.services.database, self.services.vault)
        self.colleagues = Colleagues(self.services.database, self.services.vault)
        self.app = FastAPI()
        state = self.app.state
        state.settings, state.organisation, state.clock = self.settings, organisation, self.clock
        state.desk, state.hub = self.services.desk, self.services.hub
        state.database, state.vault = self.services.database, self.services.vault
        install(self.app)

    def operator(
        self,
        login: str = "anna",
        name: str = "Anna Voorbeeld",
        roles: Iterable[Role] = (Role.OPERATOR,),
    ) -> Operator:
        secret = new_secret()
        self.accounts.add(login, name, PASSWORD_HASH, secret, self.clock(), roles)
        return Operator(self, login, secret)

    def signed_in(self, login: str, *roles: Role) -> Operator:
        """Somebody with these roles who is signed in."""
        operator = self.operator(login, f"{login.title()} Voorbeeld", roles)
        assert operator.sign_in().status_code == 303
        return operator

    def on_duty(self, login: str = "anna", name: str = "Anna Voorbeeld") -> Operator:
        """An operator who is signed in and available."""
        operator = self.operator(login, name)
        assert operator.sign_in().status_code == 303
        assert operator.post("/staff/available", available="yes").status_code == 200
        return operator

    def visitor(self, *texts: str) -> str:
        """A conversation in which the visitor wrote these texts."""
        conversation = self.services.conversations.start("nl").conversation
        for text in texts:
            self.write(conversation, text)
        return conversation

    def waiting(self) -> str:
        """A visitor who waits for a person."""
        return self.visitor(ASK_PERSON)

    def write(self, conversation: str, text: str) -> None:
        client_id = f"client-{self.clock().timestamp()}-{hash(text)}"
        turn = self.services.conversations.receive(conversation, client_id, text, None)
        # In a thread of its own: the caller may have an event loop running.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, turn).result()


@contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    site = Site(folder)
    try:
        yield site
    finally:
        site.services.close()
