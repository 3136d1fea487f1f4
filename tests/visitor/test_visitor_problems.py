"""Failures: always both numbers, never the visitor's words, danger first."""

import logging
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from bot.conversation.values import TooManyStarts, TooManyTurns
from bot.helpline.ownership import State
from tests.visitor.calls import BASE, begin
from tests.visitor.site import Site

CANARY = "kanarievogel"
DANGER = "Help, hij slaat me nu met een mes"


def database_down() -> OperationalError:
    return OperationalError(f"INSERT {CANARY}", {"text": CANARY}, Exception(CANARY))


def assert_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem, when it is one of that status that keeps what every problem promises."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert (problem["emergency"], problem["phone"]) == ("112", "088 2220 500")
    assert "112" in problem["detail"]
    assert "088 2220 500" in problem["detail"]
    assert CANARY not in answer.text
    return problem


@pytest.mark.parametrize(
    "body",
    [
        {"text": CANARY},
        {"text": CANARY, "client_id": CANARY},
        {"client_id": str(uuid4())},
        {"text": CANARY, "choice": CANARY, "client_id": str(uuid4())},
        {"text": "", "client_id": str(uuid4())},
        {"text": " \n\u200b ", "client_id": str(uuid4())},
        {"text": [CANARY], "client_id": str(uuid4())},
        {"choice": CANARY * 100, "client_id": str(uuid4())},
        [CANARY],
    ],
)
def test_a_malformed_message_is_not_repeated(client: TestClient, body: object) -> None:
    chat = begin(client)
    answer = client.post(f"{chat.path}/messages", json=body, headers=chat.headers)
    assert_problem(answer, 422)


@pytest.mark.parametrize("body", [b"{", b'{"text": "\xff' + CANARY.encode(), b"[" * 50_000])
def test_what_is_no_json_is_malformed(client: TestClient, body: bytes) -> None:
    chat = begin(client)
    headers = chat.headers | {"Content-Type": "application/json"}
    assert_problem(client.post(f"{chat.path}/messages", content=body, headers=headers), 422)


def test_4000_characters_pass_and_4001_do_not(client: TestClient) -> None:
    chat = begin(client)
    assert chat.send(text="é" * 4000).status_code == 200
    assert_problem(chat.send(text=CANARY + "é" * 4000), 413)


def test_4000_characters_pass_in_the_longest_json(client: TestClient) -> None:
    assert begin(client).send(text="\U0001f600" * 4000).status_code == 200


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert_problem(begin(client).send(text=CANARY * 10_000), 413)


def test_halves_of_characters_do_no_harm(client: TestClient) -> None:
    chat = begin(client)
    body = b'{"text": "oke \\ud83d\\u0000", "client_id": "%s"}' % str(uuid4()).encode()
    headers = chat.headers | {"Content-Type": "application/json"}
    answer = client.post(f"{chat.path}/messages", content=body, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"] == "oke \ufffd"


def test_an_old_choice_is_refused(client: TestClient) -> None:
    problem = assert_problem(begin(client).send(choice="0-0"), 422)
    assert problem["code"] == "unknown_choice"


def test_a_closed_conversation_takes_nothing(client: TestClient, site: Site) -> None:
    chat = begin(client)
    site.service.set_state(chat.id, State.CLOSED)
    assert_problem(chat.send(text=CANARY), 409)


def test_wrong_secret_and_erased_are_problems(client: TestClient) -> None:
    chat = begin(client)
    assert_problem(client.get(f"{chat.path}/messages"), 401)
    chat.erase()
    assert_problem(chat.send(text=CANARY), 404)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/unknown", 404),
        ("GET", f"{BASE}/unknown", 404),
        ("PUT", f"{BASE}/availability", 405),
    ],
)
def test_unknown_routes_are_problems(
    client: TestClient, method: str, path: str, status: int
) -> None:
    assert_problem(client.request(method, path), status)


def test_too_many_starts_says_when_to_try_again(client: TestClient, site: Site) -> None:
    site.service.failing = TooManyStarts(7)
    answer = client.post(f"{BASE}/conversations")
    assert_problem(answer, 429)
    assert answer.headers["Retry-After"] == "7"


def test_too_many_turns_says_when_to_try_again(client: TestClient, site: Site) -> None:
    chat = begin(client)
    site.service.failing = TooManyTurns()
    assert chat.send(text=CANARY).headers["Retry-After"] == "2"


@pytest.mark.parametrize(("error", "status"), [(database_down(), 503), (RuntimeError(CANARY), 500)])
def test_a_failure_is_logged_without_text(
    client: TestClient,
    site: Site,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
) -> None:
    chat = begin(client)
    site.service.failing = error
    with caplog.at_level(logging.DEBUG):
        assert_problem(chat.send(text=CANARY), status)
    assert type(error).__name__ in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("error", [database_down(), RuntimeError(), TooManyTurns()])
def test_danger_is_answered_first_when_nothing_can_be_stored(
    client: TestClient, site: Site, error: Exception
) -> None:
    chat = begin(client)
    site.service.failing = error
    detail = chat.send(text=DANGER).json()["detail"]
    assert detail.startswith("Is er nu gevaar? Bel meteen 112.")
    assert "088 2220 500" in detail


def test_danger_is_answered_first_in_a_closed_conversation(client: TestClient, site: Site) -> None:
    chat = begin(client)
    site.service.set_state(chat.id, State.CLOSED)
    assert "Bel meteen 112" in chat.send(text=DANGER).json()["detail"]


def test_danger_is_answered_first_in_a_malformed_message(client: TestClient) -> None:
    chat = begin(client)
    answer = client.post(f"{chat.path}/messages", json={"text": DANGER}, headers=chat.headers)
    assert answer.status_code == 422
    assert "Bel meteen 112" in answer.json()["detail"]


def test_danger_is_answered_first_in_a_message_that_is_too_long(client: TestClient) -> None:
    answer = begin(client).send(text=f"{DANGER}. " + "bla " * 1000)
    assert "Bel meteen 112" in assert_problem(answer, 413)["detail"]


def test_doubt_about_danger_counts_as_danger(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr("bot.web.problems.assess", broken)
    answer = begin(client).send(text=CANARY * 400)
    assert "Bel meteen 112" in assert_problem(answer, 413)["detail"]


def test_the_numbers_survive_a_broken_organisation_file(client: TestClient, site: Site) -> None:
    class Broken:
        def current(self) -> None:
            raise OSError

    site.app.state.facts._source = Broken()
    assert_problem(client.get("/unknown"), 404)
