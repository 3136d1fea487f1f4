"""Promise 1: a message that signals acute danger is answered with 112, whatever else holds."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.engine.answer import Answer, EngineUnavailable, Said
from bot.engine.embedded import EmbeddedEngine
from tests.live import Live, running
from tests.talking import Visitor

pytestmark = pytest.mark.engine

DANGER = "hij heeft de deur op slot gedaan en hij komt zo terug met een mes"


class BrokenEngine:
    """An engine that never answers."""

    ready = False

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        raise EngineUnavailable("broken")


@pytest.fixture(scope="module")
def live(
    trained_engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    with running(trained_engine, tmp_path_factory.mktemp("danger")) as live:
        yield live


def at_the_start(visitor: Visitor) -> None:
    """Nothing was said yet."""


def after_no_danger(visitor: Visitor) -> None:
    visitor.picks("Nee")


def at_the_narrative(visitor: Visitor) -> None:
    visitor.says("ik wil iets melden")


def at_a_choice(visitor: Visitor) -> None:
    visitor.says("ik wil iets melden")
    visitor.picks("Overslaan")


def at_a_later_question(visitor: Visitor) -> None:
    visitor.says("ik wil iets melden")
    for _ in range(3):
        visitor.picks("Overslaan")


def at_the_summary(visitor: Visitor) -> None:
    visitor.says("ik wil iets melden")
    for _ in range(9):
        if "Klopt dit?" in visitor.last.text:
            return
        labels = visitor.last.labels
        visitor.picks("Overslaan" if "Overslaan" in labels else "Nee, dit is alles")
    raise AssertionError("no summary")


def while_correcting(visitor: Visitor) -> None:
    at_the_summary(visitor)
    visitor.picks("Iets veranderen")


def while_erasing_is_asked(visitor: Visitor) -> None:
    visitor.says("wis alles wat ik heb gezegd")


def after_not_understood(visitor: Visitor) -> None:
    visitor.says("flurp dwarrel zwabberkwast")
    visitor.says("grobbel snorf")


def after_abuse(visitor: Visitor) -> None:
    visitor.says("jullie zijn stomme idioten")


def as_victim(visitor: Visitor) -> None:
    visitor.says("het overkomt mij zelf")


def as_professional(visitor: Visitor) -> None:
    visitor.says("ik ben een professional en wil advies over een client")


STATES: list[Callable[[Visitor], None]] = [
    at_the_start,
    after_no_danger,
    at_the_narrative,
    at_a_choice,
    at_a_later_question,
    at_the_summary,
    while_correcting,
    while_erasing_is_asked,
    after_not_understood,
    after_abuse,
    as_victim,
    as_professional,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_in_every_state_of_the_dialogue(live: Live, state: Callable[[Visitor], None]) -> None:
    visitor = live.visitor()
    state(visitor)

    assert visitor.says(DANGER).names("112")


def test_after_danger_the_next_danger_is_answered_too(live: Live) -> None:
    visitor = live.visitor()
    visitor.says(DANGER)

    assert visitor.says("hij slaat me nu").names("112")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "ze zit nu opgesloten in de kelder"),
        ("en", "he locked me in and he has a gun"),
        ("pl", "zamknął mnie w pokoju, boję się, pomocy"),
        ("ro", "m-a închis în cameră și mă bate, ajutor"),
        ("bg", "той ме заключи и има нож, помощ"),
        ("es", "me tiene encerrada y tiene un cuchillo, ayuda"),
    ],
)
def test_in_every_language(live: Live, language: str, text: str) -> None:
    assert live.visitor(language).says(text).names("112")


@pytest.mark.parametrize("hour", [9, 12, 17, 23, 3])
def test_at_every_hour(live: Live, hour: int) -> None:
    begin = live.clock.now
    live.clock.now = begin.replace(hour=hour)
    try:
        assert live.visitor().says(DANGER).names("112")
    finally:
        live.clock.now = begin


def test_while_waiting_for_a_person(live: Live) -> None:
    visitor = _waits(live)

    assert visitor.says(DANGER).names("112")


def test_while_a_person_handles_the_chat_the_system_says_it(live: Live) -> None:
    visitor = _waits(live)
    desk = live.client.app.state.desk  # type: ignore[attr-defined]
    desk.take(visitor.conversation, live.ayla)
    answer = visitor.says(DANGER)

    assert answer.names("112")
    assert answer.senders == {"system"}


def test_the_choice_that_there_is_danger_names_it(live: Live) -> None:
    assert live.visitor().picks("Ja").names("112")


def test_with_the_dialogue_engine_broken(tmp_path: Path) -> None:
    with running(BrokenEngine(), tmp_path) as live:
        visitor = live.visitor()

        assert visitor.last.names("112")
        assert visitor.says(DANGER).names("112")


def test_words_that_only_sound_dangerous_do_not_name_it(live: Live) -> None:
    visitor = live.visitor()
    visitor.picks("Nee")

    assert not visitor.says("ik schrik me dood van hoe ingewikkeld dit is").names("112")


def _waits(live: Live) -> Visitor:
    live.operator_comes()
    visitor = live.visitor()
    answer = visitor.says("ik wil met een medewerker praten")
    if answer.state == "bot":
        answer = visitor.picks("Ja")
    assert answer.state == "waiting"
    return visitor
