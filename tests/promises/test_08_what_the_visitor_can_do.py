"""Promise 8: leave at once, erase everything at once, and correct the summary first."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot.engine.embedded import EmbeddedEngine
from tests.live import Live, running
from tests.talking import Visitor

pytestmark = pytest.mark.engine

STORY = "in een loods in Almere werken mannen zonder loon en zonder paspoort"


@pytest.fixture(scope="module")
def live(
    trained_engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    with running(trained_engine, tmp_path_factory.mktemp("visitor")) as live:
        yield live


def reported(live: Live) -> Visitor:
    visitor = live.visitor()
    visitor.says("ik wil iets melden")
    visitor.says(STORY)
    while "Klopt dit?" not in visitor.last.text:
        labels = visitor.last.labels
        visitor.picks("Overslaan" if "Overslaan" in labels else "Nee, dit is alles")
    return visitor


def rows_of(live: Live, conversation: str) -> int:
    with live.client.app.state.database.read() as connection:  # type: ignore[attr-defined]
        messages = connection.execute(
            text("SELECT count(*) FROM messages WHERE conversation = :id"), {"id": conversation}
        ).scalar_one()
        heads = connection.execute(
            text("SELECT count(*) FROM conversations WHERE id = :id"), {"id": conversation}
        ).scalar_one()
    return int(messages) + int(heads)


def test_the_page_has_a_way_out_without_a_script(live: Live) -> None:
    page = live.client.post("/chat", data={"action": "start"}).text

    assert "Verlaat deze site" in page
    link = re.search(r'<a class="exit"[^>]*>', page)
    assert link is not None
    assert "noreferrer" in link[0]


def test_erasing_removes_everything_at_once(live: Live) -> None:
    visitor = reported(live)
    before = rows_of(live, visitor.conversation)
    answer = live.client.delete(visitor.url, headers=visitor.headers)

    assert before > 5
    assert answer.status_code == 204
    assert rows_of(live, visitor.conversation) == 0
    assert live.client.get(f"{visitor.url}/messages", headers=visitor.headers).status_code == 404


def test_erasing_can_be_asked_for_in_words(live: Live) -> None:
    visitor = reported(live)
    visitor.says("wis alles wat ik heb gezegd")
    visitor.picks("Ja")

    assert live.client.get(f"{visitor.url}/messages", headers=visitor.headers).status_code == 404
    assert rows_of(live, visitor.conversation) == 0


def test_the_summary_is_read_and_corrected_before_a_person_comes(live: Live) -> None:
    live.operator_comes()
    visitor = reported(live)

    assert visitor.last.state == "bot"
    assert STORY in visitor.last.text

    visitor.picks("Iets veranderen")
    visitor.picks("De gemeente")
    visitor.picks("Urk")
    end = visitor.picks("Ja, dit klopt")
    if end.state == "bot":
        end = visitor.picks("Ja")
    desk = live.client.app.state.desk  # type: ignore[attr-defined]
    view = desk.take(visitor.conversation, live.ayla)

    assert view.report["municipality"] == "Urk"
