import pytest

from bot.actions.summary import AskSummary
from bot.actions.traces import decided, traces_in
from tests.actions.helpers import FULL_REPORT, pressed, run, said, tracker, user

NAMED = {**FULL_REPORT, "narrative": "Ik heet Jan Voorbeeld en zag mannen in een loods."}


def test_words_that_tell_who_is_writing_are_found() -> None:
    assert traces_in(NAMED) == ("Ik heet Jan Voorbeeld",)


def test_a_report_without_them_has_none() -> None:
    assert traces_in(FULL_REPORT) == ()


@pytest.mark.usefixtures("closed_desk")
def test_they_are_pointed_out_in_the_summary() -> None:
    message = run(AskSummary(), tracker([user("deny")], NAMED)).messages[0]
    assert message["response"] == "utter_summary_traces"
    assert "Jan Voorbeeld" in message["traces"]


@pytest.mark.parametrize(
    "message",
    [
        pressed("choose", traces="out"),
        said("affirm", "ja graag"),
        said("stop", "laat weg", traces="out"),
    ],
)
def test_what_is_left_out_is_gone_from_the_report(message: object) -> None:
    taken = decided(message, "summary_ok", NAMED)  # type: ignore[arg-type]
    assert taken is not None
    assert taken.slots["narrative"] == "… en zag mannen in een loods."
    assert taken.slots["summary_ok"] is None


@pytest.mark.parametrize("message", [pressed("choose", traces="keep"), said("deny", "nee hoor")])
def test_what_may_stand_is_not_pointed_out_again(message: object) -> None:
    taken = decided(message, "summary_ok", NAMED)  # type: ignore[arg-type]
    assert taken is not None
    assert "narrative" not in taken.slots
    assert traces_in(NAMED | taken.slots) == ()


def test_something_else_is_no_decision() -> None:
    message = said("nlu_fallback", "het was in Almere", place="Almere")
    assert decided(message, "summary_ok", NAMED) is None


def test_without_traces_yes_is_no_decision() -> None:
    assert decided(said("affirm", "ja"), "summary_ok", FULL_REPORT) is None


@pytest.mark.usefixtures("closed_desk")
def test_the_reminder_asks_about_them_again() -> None:
    at = tracker([user("ask_cost")], {**NAMED, "reminder": "yes"})
    assert run(AskSummary(), at).keys == ["utter_summary_traces_reminder"]
