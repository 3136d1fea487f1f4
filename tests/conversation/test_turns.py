"""One turn: danger first, failures, broken-off turns, and answers that come too late."""

import logging
from itertools import pairwise

import pytest
from sqlalchemy import select, text

from bot.conversation import moves, safety
from bot.engine.answer import Answer, Reply, Said
from bot.helpline.danger import Assessment, Level
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store.bodies import open_review
from bot.store.models import MessageRow
from tests.cast import ACUTE, BROKEN, SUICIDE, WITH_BUTTONS, House, texts


def test_danger_puts_112_in_front_of_an_answer_that_does_not_name_it(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.send(conversation, ACUTE)
    assert texts(exchange.messages) == [
        ACUTE,
        house.words("utter_danger_acute"),
        f"2: {ACUTE}",
    ]


def test_an_answer_that_names_112_is_left_as_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = house.start().conversation
    answer = Answer((Reply("Call 112 now."),), memory=b"2")
    monkeypatch.setattr(house.engine, "answer", lambda *_: answer)
    assert texts(house.send(conversation, ACUTE).messages) == [ACUTE, "Call 112 now."]


def test_the_danger_choice_counts_as_acute(house: House) -> None:
    conversation = house.start().conversation
    offered = house.send(conversation, WITH_BUTTONS).messages[-1].choices
    exchange = house.choose(conversation, offered[1].id)
    assert house.words("utter_danger_acute") in texts(exchange.messages)


@pytest.mark.parametrize("typed", ["ja", "Yes!", "tak"])
def test_a_typed_yes_to_the_only_question_of_danger_counts_as_acute(
    house: House, typed: str
) -> None:
    conversation = house.start().conversation
    house.send(conversation, WITH_BUTTONS)
    answer = texts(house.send(conversation, typed).messages)
    assert answer[:2] == [typed, house.words("utter_danger_acute")]


def test_a_typed_yes_to_another_question_is_no_alarm(house: House) -> None:
    conversation = house.start().conversation
    answer = texts(house.send(conversation, "ja").messages)
    assert house.words("utter_danger_acute") not in answer


def test_a_broken_detector_counts_as_unclear_danger(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> Assessment:
        raise ValueError

    monkeypatch.setattr(safety, "assess", broken)
    conversation = house.start().conversation
    exchange = house.send(conversation, "Goedemorgen")
    assert texts(exchange.messages)[1] == house.words("utter_danger_line")


def test_danger_in_another_language_is_answered_in_that_language_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    polish = Assessment(Level.ACUTE, ("scripted",), "pl")
    monkeypatch.setattr(safety, "assess", lambda _: polish)
    conversation = house.start().conversation
    exchange = house.send(conversation, "On ma nóż")
    assert texts(exchange.messages)[1:3] == [
        house.words("utter_danger_acute"),
        house.words("utter_language_card_pl"),
    ]


def test_a_failing_engine_is_answered_with_the_numbers(house: House) -> None:
    conversation = house.start().conversation
    exchange = house.send(conversation, BROKEN)
    assert texts(exchange.messages) == [BROKEN, house.words("utter_engine_failed")]
    assert exchange.state is State.BOT


def test_a_failing_engine_does_not_hold_back_the_danger_wording(house: House) -> None:
    house.engine.ready = False
    conversation = house.start().conversation
    exchange = house.send(conversation, SUICIDE)
    assert texts(exchange.messages)[1:] == [
        house.words("utter_danger_suicide"),
        house.words("utter_engine_failed"),
    ]


def test_any_error_of_the_engine_is_logged_by_type_and_without_text(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: str, said: Said) -> None:
        raise RuntimeError(said.text)

    conversation = house.start().conversation
    house.engine.before_answer = fails
    with caplog.at_level(logging.DEBUG):
        exchange = house.send(conversation, "Een heel bijzonder woord: kwispelturig")
    assert texts(exchange.messages)[1] == house.words("utter_engine_failed")
    assert "RuntimeError" in caplog.text
    assert "kwispelturig" not in caplog.text


def test_a_silent_engine_is_no_dead_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = house.start().conversation
    monkeypatch.setattr(house.engine, "answer", lambda *_: Answer((), memory=b"2"))
    exchange = house.send(conversation, "Hallo")
    assert texts(exchange.messages)[1] == house.words("utter_engine_failed")


def test_a_start_without_engine_gives_the_numbers_and_works_later(house: House) -> None:
    house.engine.ready = False
    started = house.start()
    assert texts(started.messages) == [house.words("utter_engine_failed")]
    house.engine.ready = True
    assert house.send(started.conversation, "Hallo").messages[-1].text == "1: Hallo"


def test_a_failure_does_not_lose_what_the_engine_remembered(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, BROKEN)
    assert house.send(conversation, "Hallo").messages[-1].text == "2: Hallo"


def test_a_turn_that_was_broken_off_is_taken_up_by_the_same_client_id(house: House) -> None:
    class PowerCut(BaseException):
        """What nobody catches, like the end of the process."""

    def cut(_: str, said: Said) -> None:
        raise PowerCut

    conversation = house.start().conversation
    house.engine.before_answer = cut
    with pytest.raises(PowerCut):
        house.send(conversation, "Hallo", client="one")
    assert house.transcript(conversation) == ["Welcome.", "Hallo"]
    house.engine.before_answer = None
    exchange = house.send(conversation, "Hallo", client="one")
    assert texts(exchange.messages) == ["Hallo", "2: Hallo"]
    assert house.transcript(conversation) == ["Welcome.", "Hallo", "2: Hallo"]


def test_a_broken_off_turn_names_112_when_it_is_taken_up(house: House) -> None:
    class PowerCut(BaseException):
        """What nobody catches, like the end of the process."""

    def cut(_: str, said: Said) -> None:
        raise PowerCut

    house.open_desk()
    conversation = house.start().conversation
    house.engine.before_answer = cut
    with pytest.raises(PowerCut):
        house.send(conversation, ACUTE, client="one")
    house.engine.before_answer = None
    hand_off(house, conversation)
    exchange = house.send(conversation, ACUTE, client="one")
    assert texts(exchange.messages) == [ACUTE, house.words("utter_danger_with_person")]
    assert house.send(conversation, ACUTE, client="one").messages == exchange.messages


def hand_off(house: House, conversation: str) -> None:
    """Lets a person take the conversation over, behind the back of a running turn."""
    now = house.clock()
    with house.services.database.write() as connection:
        changed = rows.change(
            connection, conversation, State.BOT, **moves.to_person(now, house.ayla)
        )
    assert changed is not None


def test_an_answer_that_comes_after_a_take_over_is_not_stored(house: House) -> None:
    conversation = house.start().conversation
    house.engine.before_answer = lambda *_: hand_off(house, conversation)
    exchange = house.send(conversation, "Hallo")
    assert exchange.state is State.PERSON
    assert texts(exchange.messages) == ["Hallo"]
    assert house.transcript(conversation) == ["Welcome.", "Hallo"]


def test_danger_is_answered_even_if_the_answer_comes_too_late(house: House) -> None:
    conversation = house.start().conversation
    house.engine.before_answer = lambda *_: hand_off(house, conversation)
    exchange = house.send(conversation, ACUTE)
    assert texts(exchange.messages) == [ACUTE, house.words("utter_danger_with_person")]
    assert exchange.messages[1].sender is Sender.SYSTEM


def test_what_was_understood_is_kept_for_review_and_sealed(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, ACUTE)
    with house.services.database.read() as connection:
        head = rows.head(connection, conversation)
        assert head is not None
        sealed = connection.execute(
            select(MessageRow.review).where(MessageRow.review.is_not(None))
        ).scalar_one()
    key = house.services.vault.unwrap(conversation, head.wrapped_key)
    review = open_review(key, 2, sealed)
    assert (review["intent"], review["danger"]) == ("scripted", "acute")


def test_nothing_that_was_written_is_readable_in_the_database(house: House) -> None:
    house.engine.report = {"narrative": "kwispelturig"}
    conversation = house.start().conversation
    house.send(conversation, "kwispelturig")
    with house.services.database.read() as connection:
        everything = [
            row
            for table in ("conversations", "messages")
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        ]
    assert everything
    assert b"kwispelturig" not in repr(everything).encode()


def test_a_broken_organisation_file_does_not_take_the_numbers_away(house: House) -> None:
    conversation = house.start().conversation
    house.organisation_file.write_text("phone: [")
    exchange = house.send(conversation, BROKEN)
    assert texts(exchange.messages)[1] == house.words("utter_engine_failed")


def test_whether_there_is_danger_is_asked_once_and_112_named_in_other_words_then(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclear = Assessment(Level.UNCLEAR, ("learned",), None)
    monkeypatch.setattr(safety, "assess", lambda _: unclear)
    conversation = house.start().conversation
    lines = [texts(house.send(conversation, f"zin {turn}").messages)[1] for turn in range(4)]
    assert all("112" in line for line in lines)
    assert all(before != after for before, after in pairwise(lines))
    again, anew = house.words("utter_danger_line_again"), house.words("utter_danger_line_anew")
    assert lines == [house.words("utter_danger_line"), again, anew, again]


def test_suicide_beside_another_danger_gets_its_line_as_well(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def assess(words: str) -> Assessment:
        level = Level.ACUTE if "slaat" in words else Level.SUICIDE
        return Assessment(level, (), None)

    monkeypatch.setattr(safety, "assess", assess)
    conversation = house.start().conversation
    said = texts(house.send(conversation, "hij slaat mij. ik wil dood").messages)
    assert said[1:3] == [
        house.words("utter_danger_acute"),
        house.words("utter_danger_also_suicide"),
    ]
