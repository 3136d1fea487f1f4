"""Promise 2: if model, engine or database fails, the visitor still reads both numbers."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.engine.answer import Answer, EngineUnavailable, Said
from tests.cast import BROKEN, ScriptedEngine
from tests.live import Live, running

NUMBERS = ("112", "088 2220 500")


class CrashingEngine:
    """An engine that raises what nobody expects."""

    ready = True

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        raise EngineUnavailable("crashed") from KeyError("a slot")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    with running(ScriptedEngine(), tmp_path) as live:
        yield live


def lose_the_database(live: Live) -> None:
    with live.client.app.state.database.write() as connection:  # type: ignore[attr-defined]
        connection.execute(text("DROP TABLE messages"))
        connection.execute(text("ALTER TABLE conversations RENAME TO lost"))


def test_an_engine_that_is_not_there(tmp_path: Path) -> None:
    with running(ScriptedEngine(ready=False), tmp_path) as live:
        visitor = live.visitor()

        for heard in (visitor.last, visitor.says("hallo")):
            assert all(heard.names(number) for number in NUMBERS)


def test_an_engine_that_crashes(tmp_path: Path) -> None:
    with running(CrashingEngine(), tmp_path) as live:
        heard = live.visitor().says("hallo")

    assert all(heard.names(number) for number in NUMBERS)


def test_a_turn_that_breaks_is_answered_and_the_next_one_works(live: Live) -> None:
    visitor = live.visitor()
    broken = visitor.says(BROKEN)
    next_one = visitor.says("hallo")

    assert all(broken.names(number) for number in NUMBERS)
    assert "hallo" in next_one.text


@pytest.mark.parametrize("words", ["hallo", "hij heeft een mes en hij komt nu binnen"])
def test_a_database_that_fails(live: Live, words: str) -> None:
    visitor = live.visitor()
    lose_the_database(live)
    answer = live.client.post(
        f"{visitor.url}/messages",
        json={"text": words, "client_id": str(uuid4())},
        headers=visitor.headers,
    )

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert all(number in answer.json()["detail"] for number in NUMBERS)
    assert words not in answer.text


def test_a_database_that_fails_at_the_start(live: Live) -> None:
    lose_the_database(live)
    answer = live.client.post("/api/v1/conversations")

    assert answer.status_code == 503
    assert all(number in answer.json()["detail"] for number in NUMBERS)


def test_the_page_holds_both_numbers_without_a_script(live: Live) -> None:
    page = live.client.get("/chat").text

    assert 'href="tel:112"' in page
    assert 'href="tel:0882220500"' in page


def test_the_page_holds_both_numbers_without_a_database(live: Live) -> None:
    lose_the_database(live)
    page = live.client.post("/chat", data={"action": "start"}).text

    assert 'href="tel:112"' in page
    assert 'href="tel:0882220500"' in page


def test_a_broken_organisation_file_keeps_the_numbers(live: Live, tmp_path: Path) -> None:
    (tmp_path / "organisation.yml").write_text("phone: [", encoding="utf-8")
    heard = live.visitor().says(BROKEN)

    assert all(heard.names(number) for number in NUMBERS)


def test_every_error_carries_both_numbers(live: Live) -> None:
    for path in ("/api/v1/conversations/none/messages", "/api/v1/nothing"):
        problem = live.client.get(path).json()

        assert problem["emergency"] == "112"
        assert problem["phone"] == "088 2220 500"
