"""The layer around every page and call."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from bot.organisation import organisation_file
from bot.settings import Settings
from bot.web.failures import Failure
from bot.web.install import install_web, render_failures_of
from tests.visitor.site import ORGANISATION

SECRET = "kanarievogel"


def make_app(base_url: str | None = None) -> FastAPI:
    app = FastAPI()
    app.state.settings = Settings(base_url=base_url)
    app.state.organisation = organisation_file(ORGANISATION)
    install_web(app)

    @app.get("/fault")
    @app.get("/staff/fault")
    async def fault() -> None:
        raise ValueError(SECRET)

    @app.get("/half")
    async def half() -> Response:
        async def parts() -> AsyncIterator[bytes]:
            yield b"begin"
            raise ValueError(SECRET)

        return StreamingResponse(parts())

    @app.get("/own")
    async def own() -> Response:
        return PlainTextResponse("", headers={"Cache-Control": "max-age=60"})

    @app.post("/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(make_app()) as client:
        yield client


def test_a_fault_is_told_without_its_message(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/fault")
    assert answer.status_code == 500
    assert "112" in answer.json()["detail"]
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text + answer.text


def test_a_fault_halfway_is_logged_without_its_message(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/half")
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_each_part_of_the_site_renders_its_own_failures() -> None:
    app = make_app()

    def render(request: Request, failure: Failure) -> Response:
        return PlainTextResponse(failure.code, failure.status)

    render_failures_of(app, "/staff", render)
    with TestClient(app) as client:
        assert client.get("/staff/fault").text == "failed"
        assert client.get("/staff/unknown").text == "not_found"
        assert client.get("/fault").json()["code"] == "failed"


def test_a_fault_in_the_rendering_still_names_both_numbers() -> None:
    app = make_app()

    def render(request: Request, failure: Failure) -> Response:
        raise LookupError(SECRET)

    render_failures_of(app, "/staff", render)
    with TestClient(app) as client:
        answer = client.get("/staff/unknown")
    assert answer.status_code == 500
    assert "112" in answer.text
    assert "088 2220 500" in answer.text


def test_a_response_may_set_its_own_header(client: TestClient) -> None:
    assert client.get("/own").headers["cache-control"] == "max-age=60"
    assert client.get("/own").headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("base_url", "strict"), [("https://chat.voorbeeld.example", True), (None, False)]
)
def test_only_a_site_on_https_asks_for_https(base_url: str | None, strict: bool) -> None:
    with TestClient(make_app(base_url)) as client:
        assert ("strict-transport-security" in client.get("/own").headers) is strict


def test_a_large_body_is_refused_also_without_a_declared_length(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(70):
            yield b"x" * 1024

    assert client.post("/size", content=b"x" * 64 * 1024).json() == 64 * 1024
    assert client.post("/size", content=parts()).status_code == 413


def test_installing_twice_changes_nothing() -> None:
    app = make_app()
    count = len(app.user_middleware)
    install_web(app)
    assert len(app.user_middleware) == count
