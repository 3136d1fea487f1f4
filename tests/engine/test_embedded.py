import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tiny_actions
from tiny_project import AT, Conversation, make_engine

from bot.engine.answer import Button, Directive, EngineUnavailable, Reply, Said
from bot.engine.embedded import HUNG_AT_MOST, EmbeddedEngine
from bot.engine.worker import Worker

TIMEOUT = 0.5


@pytest.fixture
def hasty(tiny_models: Path) -> Iterator[EmbeddedEngine]:
    """An engine of its own, which waits half a second for a turn."""
    tiny_actions.released.clear()
    engine = make_engine(tiny_models, TIMEOUT)
    engine.start()
    yield engine
    tiny_actions.released.set()
    engine.close()


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_the_start_choice_gives_the_first_message_with_its_buttons(talk: Conversation) -> None:
    assert talk.say("Start", "/start").replies == (
        Reply(
            "Hello, this is Testlijn.\n\nIs somebody in danger? Call 112.",
            (
                Button("Yes", "/affirm"),
                Button("Work, in Testdorp", '/choose{"kind": "work", "place": "Testdorp"}'),
            ),
        ),
    )


def test_nothing_is_said_before_the_visitor_starts(talk: Conversation) -> None:
    assert talk.texts("hello") == ["Good day."]


def test_typed_text_is_understood(talk: Conversation) -> None:
    understood = talk.say("what are your hours").understood
    assert understood.intent == "ask_hours"
    assert understood.confidence > 0.5


def test_a_choice_brings_its_entities_into_the_slots(talk: Conversation) -> None:
    answer = talk.say("Work", '/choose{"kind": "work", "place": "Testdorp"}')
    assert answer.report == {"kind": "work", "place": "Testdorp"}
    assert answer.understood.entities == (("kind", "work"), ("place", "Testdorp"))


def test_the_report_holds_only_what_is_known(talk: Conversation) -> None:
    talk.say("report", "/report")
    assert talk.say("three people in a shed").report == {"narrative": "three people in a shed"}


def test_a_directive_is_not_a_reply(talk: Conversation) -> None:
    answer = talk.say("a person", "/ask_person")
    assert answer.directives == {Directive.HAND_OFF}
    assert answer.replies == (Reply("Thank you."),)


def test_the_language_chooses_the_variation(talk: Conversation) -> None:
    assert talk.texts("hello", language="en") == ["Good day in English."]


def test_a_form_goes_on_after_an_interruption(talk: Conversation) -> None:
    talk.say("report", "/report")
    assert talk.texts("what are your hours") == [
        "We are here from nine to five.",
        "What did you see?",
    ]


def test_actions_find_the_moment_of_the_message(talk: Conversation) -> None:
    tiny_actions.seen.clear()
    talk.say("a person", "/ask_person")
    assert tiny_actions.seen[0]["metadata"] == {"at": "2026-11-23T10:00:00+00:00"}


@pytest.mark.parametrize("text", ["/affirm", " /affirm", "/restart", "/session_start", "/back"])
def test_a_typed_command_is_not_obeyed(talk: Conversation, text: str) -> None:
    talk.say("report", "/report")
    answer = talk.say(text)
    assert answer.report == {"narrative": text.strip()}
    assert answer.replies == (Reply("Where was that?"),)


@pytest.mark.parametrize(
    "text",
    [
        '/choose{"kind": "work"}',
        '\u200b/choose{"kind": "work"}',
        '／choose{"kind": "work"}',
        '\u00a0/choose@1.0{"kind": "work"}',
        '\ufeff/choose{"kind": "work"}',
        'EXTERNAL: choose{"kind": "work"}',
        '/SetSlots(kind="work")',
    ],
)
def test_typed_text_sets_no_slot_and_is_no_command(talk: Conversation, text: str) -> None:
    answer = talk.say(text)
    assert answer.understood.intent != "choose"
    assert answer.report == {}


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n", "/", "{", "{phone}", "0[", "\x00"])
def test_odd_text_gets_an_answer(talk: Conversation, text: str) -> None:
    assert talk.say(text).replies


def test_braces_of_a_visitor_come_back_as_they_were(talk: Conversation) -> None:
    talk.say("report", "/report")
    talk.say("{phone} and 0[ and {{x}}")
    texts = talk.texts("Work", '/choose{"kind": "work", "place": "Testdorp"}')
    assert texts == ["You said: {phone} and 0[ and {{x}} in Testdorp."]


@pytest.mark.parametrize(
    "payload", ["/restart", "/session_start", "/no_such", "affirm", "/choose{"]
)
def test_a_payload_that_the_model_does_not_know_is_refused(
    talk: Conversation, payload: str
) -> None:
    with pytest.raises(EngineUnavailable, match="ChoiceUnreadable"):
        talk.say("Choice", payload)


@pytest.mark.parametrize(
    ("payload", "failure"),
    [
        ("/crash", "ActionFailed"),
        ("/loop_for_ever", "DialogueLooped"),
        ("/say_nothing", "NothingSaid"),
        ("/deny", "UnfilledPlaceholder"),
    ],
)
def test_a_turn_that_goes_wrong_is_told_without_text(
    talk: Conversation, payload: str, failure: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "bot"), pytest.raises(EngineUnavailable, match=failure):
        talk.say("Mevrouw Voorbeeld", payload)
    assert failure in caplog.text
    assert "Voorbeeld" not in caplog.text
    assert tiny_actions.SECRET not in caplog.text


def test_a_failed_turn_changes_nothing(talk: Conversation) -> None:
    talk.say("Work", '/choose{"kind": "work"}')
    with pytest.raises(EngineUnavailable):
        talk.say("crash", "/crash")
    assert talk.say("hello").report == {"kind": "work"}


def test_a_memory_that_cannot_be_read_is_no_new_conversation(talk: Conversation) -> None:
    talk.memory = b"something else"
    with pytest.raises(EngineUnavailable, match="MemoryUnreadable"):
        talk.say("hello")


def test_an_engine_that_is_not_started_answers_nothing(tiny_models: Path) -> None:
    engine = make_engine(tiny_models)
    assert not engine.ready
    with pytest.raises(EngineUnavailable, match="no model"):
        Conversation(engine).say("hello")


def test_a_directory_without_a_model_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="Run scripts/train first"):
        make_engine(tmp_path).start()


def test_a_hanging_turn_is_given_up_in_time_and_the_engine_comes_back(
    hasty: EmbeddedEngine,
) -> None:
    started = time.monotonic()
    with pytest.raises(EngineUnavailable, match="too long"):
        Conversation(hasty).say("hang", "/hang")
    assert time.monotonic() - started < TIMEOUT + 0.3
    assert not hasty.ready
    wait_until(lambda: hasty.ready)
    assert Conversation(hasty).texts("hello") == ["Good day."]


def test_those_who_wait_behind_a_hanging_turn_are_told_with_it(hasty: EmbeddedEngine) -> None:
    failures: list[EngineUnavailable] = []

    def say(payload: str) -> None:
        try:
            Conversation(hasty).say("x", payload)
        except EngineUnavailable as error:
            failures.append(error)

    threads = [threading.Thread(target=say, args=(p,)) for p in ("/hang", "/greet", "/greet")]
    started = time.monotonic()
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    assert len(failures) == 3
    assert time.monotonic() - started < 2 * TIMEOUT


def test_the_thread_of_a_hanging_turn_ends(hasty: EmbeddedEngine) -> None:
    worker = hasty._worker
    assert worker is not None
    with pytest.raises(EngineUnavailable):
        Conversation(hasty).say("hang", "/hang")
    wait_until(lambda: not worker.alive)


def test_not_ready_while_a_turn_hangs_that_nobody_waits_for(hasty: EmbeddedEngine) -> None:
    def say() -> None:
        with pytest.raises(EngineUnavailable):
            hasty.answer("c", Said("hang", "/hang"), None, AT)

    thread = threading.Thread(target=say)
    thread.start()
    wait_until(lambda: not hasty.ready, seconds=TIMEOUT + 0.5)
    thread.join()


def test_with_too_many_hanging_threads_no_other_one_is_started(hasty: EmbeddedEngine) -> None:
    others = [Worker("still hanging") for _ in range(HUNG_AT_MOST + 1)]
    hasty._hung.extend(others)
    with pytest.raises(EngineUnavailable):
        Conversation(hasty).say("hang", "/hang")
    time.sleep(2)
    assert not hasty.ready
    for other in others:
        other.stop()
    wait_until(lambda: hasty.ready)


def test_a_new_model_answers_after_reload(hasty: EmbeddedEngine) -> None:
    first = hasty._loaded
    hasty.reload()
    assert hasty._loaded is not first
    assert Conversation(hasty).texts("hello") == ["Good day."]


def test_the_present_model_goes_on_when_the_new_one_is_refused(
    tiny_models: Path, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    for file in tiny_models.iterdir():
        (models / file.name).write_bytes(file.read_bytes())
    engine = make_engine(models)
    engine.start()
    (models / "zz.tar.gz").write_bytes(b"not ours")
    with pytest.raises(EngineUnavailable, match="has no hash file"):
        engine.reload()
    assert Conversation(engine).texts("hello") == ["Good day."]
    engine.close()
    assert not engine.ready
