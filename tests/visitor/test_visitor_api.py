"""The visitor API, version 1, as its contract has it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from bot.helpline.availability import Availability, Reason
from bot.helpline.ownership import State
from tests.visitor.calls import BASE, begin
from tests.visitor.fake_service import ANSWER, NO, WELCOME
from tests.visitor.site import Site


def test_starts_without_a_body(client: TestClient, site: Site) -> None:
    answer = client.post(f"{BASE}/conversations")
    assert answer.status_code == 201
    assert set(answer.json()) == {"conversation", "token", "state", "messages"}
    assert answer.json()["state"] == "bot"
    assert site.service.languages == ["nl"]


def test_starts_in_a_language(client: TestClient, site: Site) -> None:
    assert client.post(f"{BASE}/conversations", json={"language": "pl-PL"}).status_code == 201
    assert site.service.languages == ["pl-PL"]


def test_refuses_what_is_no_language(client: TestClient) -> None:
    assert client.post(f"{BASE}/conversations", json={"language": "x;y"}).status_code == 422


def test_a_message_has_exactly_the_members_of_the_contract(client: TestClient) -> None:
    message = begin(client).first["messages"][0]
    assert set(message) == {"seq", "sender", "text", "choices", "sent_at"}
    assert (message["seq"], message["sender"], message["text"]) == (1, "bot", WELCOME)
    assert set(message["choices"][0]) == {"id", "label"}
    assert message["sent_at"] == "2026-11-23T09:01:00Z"


def test_sending_gives_the_stored_message_and_every_answer(client: TestClient) -> None:
    answer = begin(client).send(text="Er gebeurt iets vreemds hiernaast")
    assert answer.status_code == 200
    assert set(answer.json()) == {"state", "messages"}
    said = [(message["seq"], message["sender"]) for message in answer.json()["messages"]]
    assert said == [(2, "visitor"), (3, "bot")]


def test_the_same_client_id_gives_the_same_answer_and_stores_nothing(
    client: TestClient, site: Site
) -> None:
    chat, client_id = begin(client), str(uuid4())
    first = chat.send(client_id, text="Hallo")
    again = chat.send(client_id.upper(), text="Hallo")
    assert again.json() == first.json()
    assert site.service.texts(chat.id) == [WELCOME, "Hallo", ANSWER]


def test_choosing_sends_the_label(client: TestClient) -> None:
    chat = begin(client)
    choice = chat.first["messages"][0]["choices"][1]["id"]
    assert chat.send(choice=choice).json()["messages"][0]["text"] == NO


def test_reads_the_messages_after_a_number(client: TestClient) -> None:
    chat = begin(client)
    chat.send(text="Hallo")
    assert [message["seq"] for message in chat.read().json()["messages"]] == [1, 2, 3]
    assert [message["seq"] for message in chat.read(after=2).json()["messages"]] == [3]


@pytest.mark.parametrize("after", ["-1", "een", "99999999999999999999"])
def test_refuses_a_number_that_is_none(client: TestClient, after: str) -> None:
    chat = begin(client)
    path = f"{chat.path}/messages?after={after}"
    assert client.get(path, headers=chat.headers).status_code == 422


def test_erasing_leaves_nothing_to_open(client: TestClient) -> None:
    chat = begin(client)
    assert chat.erase().status_code == 204
    assert chat.read().status_code == 404
    assert chat.erase().status_code == 404


def test_leaving_closes(client: TestClient) -> None:
    chat = begin(client)
    assert client.post(f"{chat.path}/leave", headers=chat.headers).status_code == 204
    assert chat.read().json()["state"] == "closed"


def test_stopping_to_wait_goes_back_to_the_assistant(client: TestClient, site: Site) -> None:
    chat = begin(client)
    site.service.set_state(chat.id, State.WAITING, place=1)
    answer = client.post(f"{chat.path}/stop-waiting", headers=chat.headers)
    assert answer.json() == {"state": "bot", "messages": []}


def test_typing_is_passed_on(client: TestClient, site: Site) -> None:
    chat = begin(client)
    assert client.post(f"{chat.path}/typing", headers=chat.headers).status_code == 204
    assert site.service.typed == 1


def test_says_whether_a_person_can_come(client: TestClient, site: Site) -> None:
    opening = datetime(2026, 11, 23, 8, tzinfo=UTC)
    site.desk.now = Availability(False, Reason.OUTSIDE_HOURS, None, opening, False)
    assert client.get(f"{BASE}/availability").json() == {
        "person_available": False,
        "reason": "outside_hours",
        "until": None,
        "next_opening": "2026-11-23T08:00:00Z",
    }


@pytest.mark.parametrize(
    "header",
    [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer wrong"}, {"Authorization": "x"}],
)
@pytest.mark.parametrize(
    ("method", "rest"),
    [("GET", "/messages"), ("GET", "/events"), ("DELETE", ""), ("POST", "/leave")],
)
def test_nothing_opens_without_the_secret(
    client: TestClient, method: str, rest: str, header: dict[str, str]
) -> None:
    answer = client.request(method, begin(client).path + rest, headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_secret_of_another_conversation_does_not_open(client: TestClient) -> None:
    mine, other = begin(client), begin(client)
    assert client.get(f"{mine.path}/messages", headers=other.headers).status_code == 401


@pytest.mark.parametrize("name", ["unknown", "%00", "a" * 300, "..%2f"])
def test_an_unknown_conversation_is_not_found(client: TestClient, name: str) -> None:
    path = f"{BASE}/conversations/{name}/messages"
    assert client.get(path, headers={"Authorization": "Bearer x"}).status_code == 404


def test_lives_and_is_ready(client: TestClient, site: Site) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json() == {"status": "ok"}
    site.app.state.ready = lambda: False
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_failing_check_means_not_ready(client: TestClient, site: Site) -> None:
    def ready() -> bool:
        raise OSError

    site.app.state.ready = ready
    assert client.get("/readyz").status_code == 503


def test_the_description_names_every_call_and_problem_details(client: TestClient) -> None:
    document = client.get(f"{BASE}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    calls = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    one = f"{BASE}/conversations/{{conversation}}"
    assert {
        ("POST", f"{BASE}/conversations"),
        ("POST", f"{one}/messages"),
        ("GET", f"{one}/messages"),
        ("GET", f"{one}/events"),
        ("DELETE", one),
        ("GET", f"{BASE}/availability"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
    } <= calls
    refusals = document["paths"][f"{one}/messages"]["post"]["responses"]
    assert {"401", "404", "409", "413", "422", "429", "503"} <= set(refusals)
    schema = refusals["422"]["content"]["application/problem+json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/Problem"}
    assert {"emergency", "phone"} <= set(document["components"]["schemas"]["Problem"]["required"])
    assert "HTTPValidationError" not in client.get("/openapi.json").text
