import pytest

from bot.actions.fallback import (
    ABUSE,
    NOT_UNDERSTOOD,
    OUT_OF_SCOPE,
    Abuse,
    NotUnderstood,
    OutOfScope,
    times_before,
)
from tests.actions.helpers import did, run, tracker, user

MISSED = [user("nlu_fallback", "xyz"), did(NOT_UNDERSTOOD), did("action_listen")]
NOW = user("nlu_fallback", "xyz")


def test_the_first_time_it_asks_to_rephrase() -> None:
    assert run(NotUnderstood(), tracker([NOW])).keys == ["utter_rephrase"]


@pytest.mark.usefixtures("open_desk")
def test_the_second_time_it_offers_a_person_who_can_come() -> None:
    assert run(NotUnderstood(), tracker([*MISSED, NOW])).keys == ["utter_not_understood_person"]


@pytest.mark.usefixtures("closed_desk")
def test_the_second_time_it_gives_the_phone_when_nobody_can_come() -> None:
    assert run(NotUnderstood(), tracker([*MISSED, NOW])).keys == ["utter_not_understood_phone"]


def test_the_third_time_it_asks_nothing() -> None:
    outcome = run(NotUnderstood(), tracker([*MISSED, *MISSED, NOW]))
    assert outcome.keys == ["utter_still_not_understood"]


def test_something_understood_in_between_starts_the_count_afresh() -> None:
    between = [user("greet", "hallo"), did("utter_greet"), did("action_listen")]
    assert times_before(tracker([*MISSED, *between, NOW]), NOT_UNDERSTOOD) == 0


def test_within_the_interview_it_points_back_to_the_question() -> None:
    outcome = run(NotUnderstood(), tracker([NOW], in_form=True))
    assert outcome.keys == ["utter_rephrase_in_interview"]
    assert outcome.events == []


@pytest.mark.parametrize(("in_form", "then"), [(True, "report_form"), (False, "action_listen")])
def test_where_no_rule_applies_it_says_what_follows(in_form: bool, then: str) -> None:
    outcome = run(NotUnderstood(), tracker([user("choose")], in_form=in_form))
    assert [(e["event"], e["name"]) for e in outcome.events] == [("followup", then)]


def test_it_never_takes_the_turn_back() -> None:
    assert all(e["event"] != "rewind" for e in run(NotUnderstood(), tracker([NOW])).events)


POLISH = "dzien dobry czy moge tu pisac po polsku bo nie mowie"


@pytest.mark.usefixtures("closed_desk")
@pytest.mark.parametrize("action", [NotUnderstood(), OutOfScope()])
def test_another_language_gets_its_card(action: NotUnderstood | OutOfScope) -> None:
    assert run(action, tracker([user("nlu_fallback", POLISH)])).keys == ["utter_language_card_pl"]


@pytest.mark.usefixtures("closed_desk")
def test_the_figures_count_what_was_not_understood() -> None:
    assert run(NotUnderstood(), tracker([user("nlu_fallback", "xyz")])).noted == ["not_understood"]


def test_what_is_not_for_this_chat_is_said_once() -> None:
    event = user("out_of_scope", "mijn fiets is gestolen")
    before = [event, did(OUT_OF_SCOPE), did("action_listen")]
    assert run(OutOfScope(), tracker([event])).keys == ["utter_out_of_scope"]
    assert run(OutOfScope(), tracker([*before, event])).keys == ["utter_out_of_scope_again"]


def test_abuse_gets_one_calm_boundary() -> None:
    assert run(Abuse(), tracker([user("abuse", "xyz")])).keys == ["utter_abuse"]


def test_abuse_again_ends_the_questions() -> None:
    event = user("abuse", "xyz")
    before = [event, did(ABUSE), did("action_listen")]
    outcome = run(Abuse(), tracker([*before, event], in_form=True))
    assert outcome.keys == ["utter_abuse_again"]
    assert outcome.leaves_form
    assert outcome.slots["interview"] == "paused"


def test_one_word_tells_no_language() -> None:
    assert run(NotUnderstood(), tracker([user("nlu_fallback", "pomocy")])).keys == [
        "utter_rephrase"
    ]
