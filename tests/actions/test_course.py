from bot.actions.course import Erase, Goodbye, PauseInterview, Stop
from tests.actions.helpers import run, tracker, user


def test_danger_in_the_interview_ends_the_form_and_keeps_the_words() -> None:
    event = user("danger_acute", "hij heeft een mes en staat hier")
    outcome = run(PauseInterview(), tracker([event], {"interview": "running"}, in_form=True))
    assert outcome.leaves_form
    assert outcome.slots["said_apart"] == "hij heeft een mes en staat hier"
    assert outcome.slots["interview"] == "paused"


def test_danger_as_a_first_message_leaves_something_to_go_on_with() -> None:
    outcome = run(
        PauseInterview(), tracker([user("danger_acute", "hij heeft een mes en staat hier")])
    )
    assert outcome.slots["interview"] == "paused"


def test_a_cry_without_an_interview_pauses_nothing() -> None:
    assert run(PauseInterview(), tracker([user("danger_unclear", "help")])).events == []


def test_the_question_whether_to_erase_keeps_no_words() -> None:
    event = user("ask_erase", "ik wil dat je alles van mij wist")
    outcome = run(PauseInterview(), tracker([event], in_form=True))
    assert "narrative" not in outcome.slots
    assert outcome.leaves_form


def test_stopping_ends_the_form_and_keeps_the_answers() -> None:
    at = tracker([user("stop")], {"interview": "running", "narrative": "Iets."}, in_form=True)
    outcome = run(Stop(), at)
    assert outcome.keys == ["utter_stopped"]
    assert outcome.slots == {"requested_slot": None, "interview": "stopped"}


def test_stopping_after_the_end_leaves_the_report_as_it_is() -> None:
    assert run(Stop(), tracker([user("stop")], {"interview": "done"})).events == []


def test_erasing_asks_the_service_to_erase() -> None:
    outcome = run(Erase(), tracker([user("affirm")]))
    assert outcome.keys == ["utter_erasing"]
    assert outcome.directives == ["erase"]


def test_after_a_goodbye_no_question_is_left() -> None:
    outcome = run(Goodbye(), tracker([user("goodbye")], {"interview": "running"}, in_form=True))
    assert outcome.keys == ["utter_goodbye"]
    assert outcome.leaves_form
    assert outcome.slots["interview"] == "stopped"
