"""The figures count the same before and after conversations are deleted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from bot.conversation.figures import Figures, Numbers
from bot.conversation.house import House as Facts
from bot.conversation.services import Services
from bot.helpline.figures import Measure
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.store import figures as rolled
from bot.store.staff_models import Figure
from tests.cast import ACUTE, ASK_PERSON, GOODBYE, House, ScriptedEngine

DAY = date(2026, 11, 3)


@pytest.fixture
def figures(house: House, organisation: OrganisationFile) -> Figures:
    services = house.services
    return Figures(services.database, Facts(organisation), services.vault, house.clock)


def chat(house: House, *texts: str) -> str:
    conversation = house.start().conversation
    for text in texts:
        house.clock.advance(seconds=5)
        house.send(conversation, text)
    return conversation


def busy_day(house: House, engine: ScriptedEngine) -> None:
    """Six chats on a Tuesday: in one nothing is written, two wait for a person."""
    house.start()
    engine.report = {"exploitation_form": "labour", "municipality": "Urk"}
    chat(house, "In Urk", GOODBYE)
    engine.report = {"exploitation_form": "skipped", "municipality": "Verweggistan"}
    chat(house, "Ver weg")
    engine.report = {}
    chat(house, ACUTE)
    chat(house, ASK_PERSON)
    house.open_desk()
    first, second = chat(house, ASK_PERSON), chat(house, ASK_PERSON)
    house.clock.advance(seconds=40)
    house.services.desk.take(first, house.ayla)
    house.services.desk.close(first, house.ayla)
    house.clock.advance(minutes=11)
    house.services.desk.set_available(house.ayla, True)
    house.services.tick(house.clock())
    assert house.state(second) == "bot"


def seen(numbers: Numbers) -> tuple[dict[date, int], dict[tuple[str, str], int]]:
    by_key = {(str(measure), key): count for (measure, key), count in numbers.by_key.items()}
    days = {day: count for day, count in numbers.days.items() if count}
    return days, {name: count for name, count in by_key.items() if count}


def test_chats_count_under_their_day_and_hour(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    busy_day(house, engine)

    numbers = figures.of("7")

    assert (numbers.days[DAY], numbers.of(Measure.CHATS), numbers.of(Measure.OPENED)) == (6, 6, 1)
    assert numbers.keys(Measure.HOUR) == {"11": 6}


def test_marks_are_told_in_words(house: House, engine: ScriptedEngine, figures: Figures) -> None:
    busy_day(house, engine)

    numbers = figures.of("7")

    assert numbers.keys(Measure.FORM) == {"labour": 1, "none": 5}
    assert numbers.keys(Measure.MUNICIPALITY) == {"Urk": 1, "other": 1, "none": 4}


def test_endings_danger_and_people_are_counted(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    busy_day(house, engine)

    numbers = figures.of("7")

    assert numbers.keys(Measure.ENDING) == {
        "by_assistant": 1,
        "by_operator": 1,
        "waited_in_vain": 1,
        "none": 3,
    }
    assert numbers.of(Measure.DANGER, "yes") == 1
    assert numbers.keys(Measure.PERSON) == {"came": 1, "nobody": 2, "not_asked": 3}
    assert numbers.of(Measure.PHONE, "yes") == 2


def test_waits_count_with_how_they_ended(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    busy_day(house, engine)

    numbers = figures.of("7")

    assert numbers.waits(Measure.WAIT_PERSON) == {50: 1}
    assert numbers.waits(Measure.WAIT_VAIN) == {900: 1}


def test_nothing_changes_when_the_conversations_are_deleted(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    busy_day(house, engine)
    before = seen(figures.of("2026-11"))

    house.clock.advance(days=2)
    assert house.services.run_retention(house.clock()) > 0
    assert seen(figures.of("2026-11")) == before

    house.clock.advance(days=40)
    assert house.services.run_retention(house.clock()) > 0
    assert seen(figures.of("2026-11")) == before


def test_a_second_deletion_adds_to_the_first(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    for _ in range(2):
        busy_day(house, engine)
        house.services.run_retention(house.clock.advance(days=60))
        house.clock.advance(days=-60)

    assert figures.of("2026-11").of(Measure.CHATS) == 12


def test_what_a_visitor_erases_is_not_counted(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    conversation = chat(house, "In Urk")
    house.services.eraser.erase(conversation)

    assert figures.of("7").of(Measure.CHATS) == 0


def test_a_conversation_counts_once_whoever_deletes_it(house: House, figures: Figures) -> None:
    conversation = chat(house, "In Urk")
    zone = house.services.desk.availability().until
    with house.services.database.write() as connection:
        assert zone is not None
        rolled.roll_up(connection, [conversation, "gone-already"], zone.tzinfo)  # type: ignore[arg-type]

    with house.services.database.read() as connection:
        assert rolled.rolled_up_days(connection, DAY, DAY) == {DAY: 1}


def test_two_servers_that_delete_at_once_count_everything_once(
    house: House, figures: Figures, open_again: Callable[[], Services], settings: Settings
) -> None:
    servers = [house.services]
    if settings.database_url.startswith("postgresql"):
        servers.append(open_again())
    for number in range(30):
        chat(house, f"dag {number}")
    later = house.clock.advance(days=60)

    with ThreadPoolExecutor(4) as crowd:
        deleted = list(crowd.map(lambda server: server.run_retention(later), servers * 2))

    house.clock.advance(days=-60)
    assert sum(deleted) == 30
    assert figures.of("7").of(Measure.CHATS) == 30


def test_no_word_of_a_report_is_kept(
    house: House, engine: ScriptedEngine, figures: Figures
) -> None:
    busy_day(house, engine)
    house.services.run_retention(house.clock.advance(days=60))

    with house.services.database.read() as connection:
        keys = {key for (key,) in connection.execute(select(Figure.key))}
    assert keys.isdisjoint({"Urk", "labour", "Verweggistan"})
    assert "none" in keys


@pytest.mark.parametrize(("language", "key"), [("nl", "nl"), ("ikheetjan", "other")])
def test_a_made_up_language_is_another_language(language: str, key: str) -> None:
    assert rolled.language_key(language) == key


def test_a_day_ends_at_midnight_by_the_clock_of_the_helpline(
    house: House, figures: Figures
) -> None:
    house.clock.advance(hours=12, minutes=59)
    chat(house, "vlak voor middernacht")
    house.clock.advance(minutes=5)
    chat(house, "net erna")

    numbers = figures.of("7")

    assert [numbers.days[DAY], numbers.days[date(2026, 11, 4)]] == [1, 1]
    assert numbers.keys(Measure.HOUR) == {"23": 1, "00": 1}
