"""The visitor's edges on the real conversation service, with an assistant on a script."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cast import ACUTE, ASK_PERSON, BROKEN, ERASE, GOODBYE, WITH_BUTTONS, ScriptedEngine
from tests.live import Live, running
from tests.visitor.calls import Chat, begin
from tests.visitor.test_visitor_pages import Visitor

pytestmark = pytest.mark.thorough


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def live(engine: ScriptedEngine, tmp_path: Path) -> Iterator[Live]:
    with running(engine, tmp_path) as live:
        yield live


@pytest.fixture
def chat(live: Live) -> Chat:
    return begin(live.client)


def test_a_turn(chat: Chat) -> None:
    answer = chat.send(text="Hallo")
    assert answer.json()["state"] == "bot"
    assert [m["text"] for m in answer.json()["messages"]] == ["Hallo", "2: Hallo"]


def test_the_same_client_id_is_answered_once(chat: Chat, engine: ScriptedEngine) -> None:
    client_id = str(uuid4())
    first, again = chat.send(client_id, text="Hallo"), chat.send(client_id, text="Hallo")
    assert again.json() == first.json()
    assert [said.text for said in engine.heard].count("Hallo") == 1
    assert [m["seq"] for m in chat.read().json()["messages"]] == [1, 2, 3]


def test_a_choice_counts_for_its_own_answer_only(chat: Chat) -> None:
    choices = chat.send(text=WITH_BUTTONS).json()["messages"][-1]["choices"]
    red = next(choice["id"] for choice in choices if choice["label"] == "Red")
    assert chat.send(choice=red).json()["messages"][-1]["text"].endswith("/red")
    assert chat.send(choice=red).status_code == 422


def test_a_command_in_text_is_text(chat: Chat, engine: ScriptedEngine) -> None:
    assert chat.send(text="/restart").status_code == 200
    assert engine.heard[-1].payload is None


def test_danger_is_answered_with_a_broken_assistant(chat: Chat, engine: ScriptedEngine) -> None:
    engine.ready = False
    texts = [m["text"] for m in chat.send(text=ACUTE).json()["messages"]]
    assert any("112" in text for text in texts[1:])


def test_a_broken_assistant_gives_the_phone(chat: Chat) -> None:
    texts = [m["text"] for m in chat.send(text=BROKEN).json()["messages"]]
    assert "112" in texts[-1]
    assert "088 2220 500" in texts[-1]


def test_waiting_and_no_longer_waiting(live: Live, chat: Chat) -> None:
    live.operator_comes()
    assert chat.send(text=ASK_PERSON).json()["state"] == "waiting"
    answer = live.client.post(f"{chat.path}/stop-waiting", headers=chat.headers)
    assert answer.json()["state"] == "bot"


def test_erasing_by_asking_for_it(chat: Chat) -> None:
    assert chat.send(text=ERASE).status_code == 200
    assert chat.read().status_code == 404


def test_closing_by_saying_goodbye(chat: Chat) -> None:
    chat.send(text=GOODBYE)
    assert chat.read().json()["state"] == "closed"
    assert chat.send(text="Toch nog iets").status_code == 409


def test_another_secret_and_another_conversation_do_not_open(live: Live, chat: Chat) -> None:
    other = begin(live.client)
    assert live.client.get(f"{chat.path}/messages", headers=other.headers).status_code == 401
    assert (
        live.client.get("/api/v1/conversations/x/messages", headers=chat.headers).status_code == 404
    )


def test_the_pages_without_javascript(live: Live) -> None:
    visitor = Visitor(live.client)
    visitor.press("Begin de chat")
    assert "2: Hallo" in visitor.press("Stuur", text="Hallo").text
    visitor.press("Stuur", text=WITH_BUTTONS)
    assert "/red" in visitor.press("Red").text
    live.operator_comes()
    assert "Je wacht op een medewerker" in visitor.press("Stuur", text=ASK_PERSON).text
    assert "Je praat met een computer" in visitor.press("Stop met wachten").text
    assert "Alles is gewist" in visitor.press("Wis alles").text


def test_erasing_by_asking_for_it_without_javascript(live: Live) -> None:
    visitor = Visitor(live.client)
    visitor.press("Begin de chat")
    page = visitor.press("Stuur", text=ERASE)
    assert visitor.answer.status_code == 200
    assert "Alles is gewist" in page.text


def test_ready_when_the_assistant_is(live: Live, engine: ScriptedEngine) -> None:
    assert live.client.get("/readyz").status_code == 200
    engine.ready = False
    assert live.client.get("/readyz").status_code == 503


def test_no_page_or_call_of_the_framework_is_left(live: Live) -> None:
    for path in ("/docs", "/redoc"):
        assert live.client.get(path).status_code == 404
    assert "/api/v1/conversations" in live.client.get("/openapi.json").text
