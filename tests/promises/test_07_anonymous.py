"""Promise 7: no address, user agent or text of a visitor is stored or logged anywhere.

A visitor with recognisable marks talks to a server of its own, at the most talkative log
level. Then everything that the server left behind is searched for the marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import create_engine, inspect, text

from tests.served import Served, serving

pytestmark = pytest.mark.engine

WORDS = "kanariegeel zwabberkwast"
DANGER = "hij heeft een mes en komt nu binnen zwabberkwast"
AGENT = "CanaryBrowser/77.3"
ADDRESS = "203.0.113.77"
REFERRER = "https://canary-referrer.example/page"
COOKIE = "canary-cookie-5521"
MARKS = [WORDS, "zwabberkwast", AGENT, ADDRESS, REFERRER, "canary-referrer", COOKIE, "127.0.0.1"]


@dataclass(frozen=True)
class Visit:
    """What a visit left behind."""

    served: Served
    responses: tuple[httpx.Response, ...]
    first: str
    token: str


@pytest.fixture(scope="module", params=["sqlite", pytest.param("pg", marks=pytest.mark.postgres)])
def visit(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """A visit to a server at DEBUG level, with every kind of request, good and bad."""
    folder: Path = tmp_path_factory.mktemp("canary")
    url = None
    if request.param == "pg":
        url = request.getfixturevalue("canary_postgres_url")
    with serving(folder, url, LOG_LEVEL="DEBUG", RETENTION_JOB="true") as served:
        headers = {
            "User-Agent": AGENT,
            "X-Forwarded-For": ADDRESS,
            "X-Real-IP": ADDRESS,
            "Forwarded": f"for={ADDRESS}",
            "Referer": REFERRER,
            "Cookie": f"id={COOKIE}",
        }
        with httpx.Client(base_url=served.base, headers=headers, timeout=30) as client:
            yield _visit(served, client)


@pytest.fixture(scope="module")
def canary_postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of its own: everything in it is searched."""
    admin = create_engine(f"{postgres_server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE canary"))
    yield f"{postgres_server}/canary"
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE canary WITH (FORCE)"))
    admin.dispose()


def _visit(served: Served, client: httpx.Client) -> Visit:
    started = client.post("/api/v1/conversations").json()
    url = f"/api/v1/conversations/{started['conversation']}/messages"
    opened = {"Authorization": f"Bearer {started['token']}"}
    said = ["ik wil iets melden", WORDS, DANGER, "/" + WORDS, WORDS * 400]
    responses = [
        client.post(url, json={"text": words, "client_id": str(uuid4())}, headers=opened)
        for words in said
    ]
    responses += [
        client.post(url, json={"text": WORDS}, headers=opened),
        client.post(url, content=b'{"text": "' + WORDS.encode() + b'"', headers=opened),
        client.post(url, json={"text": WORDS, "client_id": str(uuid4())}),
        client.get(url, headers=opened),
        client.get("/chat"),
        client.post("/chat", data={"action": "start"}),
        client.get(f"/{WORDS}"),
        client.post("/staff/sign-in", data={"login": WORDS, "password": WORDS, "code": "1"}),
    ]
    return Visit(served, tuple(responses), started["messages"][0]["text"], started["token"])


def test_the_first_message_says_that_it_is_a_computer(visit: Visit) -> None:
    assert "computer" in visit.first


@pytest.mark.parametrize("mark", MARKS)
def test_the_files_hold_no_mark(visit: Visit, mark: str) -> None:
    files = [path for path in visit.served.folder.rglob("*") if path.is_file()]
    found = [path.name for path in files if mark.encode() in path.read_bytes()]
    if mark == "127.0.0.1":  # the server says where it listens
        found = [name for name in found if name != "printed.log"]

    assert files
    assert found == []


@pytest.mark.parametrize("mark", MARKS)
def test_the_database_holds_no_mark(
    visit: Visit, mark: str, request: pytest.FixtureRequest
) -> None:
    postgres = "pg" in request.node.callspec.id
    url = (
        request.getfixturevalue("canary_postgres_url")
        if postgres
        else f"sqlite:///{visit.served.folder}/chat.sqlite3"
    )
    engine = create_engine(url)
    rows = 0
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608
                rows += 1
                assert mark.casefold() not in str(tuple(row)).casefold()
    engine.dispose()

    assert rows > 5


def test_no_response_header_holds_a_mark(visit: Visit) -> None:
    for response in visit.responses:
        for name, value in response.headers.items():
            assert not any(mark in value for mark in MARKS), name


def test_no_error_repeats_what_was_typed(visit: Visit) -> None:
    errors = [response for response in visit.responses if response.status_code >= 400]

    assert len(errors) >= 5
    assert [r.request.url.path for r in errors if "zwabberkwast" in r.text] == []


def test_visitors_get_no_cookie(visit: Visit) -> None:
    pages = [r for r in visit.responses if not r.request.url.path.startswith("/staff")]

    assert [r.request.url.path for r in pages if "set-cookie" in r.headers] == []


def test_no_page_asks_a_third_party_for_anything(visit: Visit) -> None:
    for path in ("/chat", "/widget.js", "/example"):
        page = httpx.get(visit.served.base + path).text
        loaded = re.findall(r'(?:src|action)="(https?:[^"]+)"|@import|url\(["\']?(https?:)', page)

        assert [url for url, _ in loaded if not url.startswith(visit.served.base)] == [], path


def test_the_secret_is_stored_nowhere(visit: Visit) -> None:
    files = [path for path in visit.served.folder.rglob("*") if path.is_file()]

    assert [path.name for path in files if visit.token.encode() in path.read_bytes()] == []
