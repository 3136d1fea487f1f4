from bot.actions.again import said_again
from bot.actions.heard import heard
from tests.actions.helpers import did, tracker, user

INVITED = [user("wants_to_talk"), did("utter_invite"), did("action_listen")]


def test_the_first_time_nothing_is_said_again() -> None:
    at = tracker([user("wants_to_talk")])
    assert said_again(heard(at), at) is None


def test_the_same_answer_right_after_it_gets_other_words() -> None:
    at = tracker([*INVITED, user("wants_to_talk")])
    assert said_again(heard(at), at) == "yes"


def test_the_third_time_gets_other_words_again() -> None:
    at = tracker([*INVITED, user("wants_to_talk")], {"again": "yes"})
    assert said_again(heard(at), at) == "more"


def test_something_in_between_begins_anew() -> None:
    between = [user("ask_cost"), did("utter_about_cost")]
    at = tracker([*INVITED, *between, user("wants_to_talk")])
    assert said_again(heard(at), at) is None


def test_who_keeps_saying_not_to_know_does_not_read_the_same_each_time() -> None:
    done = [user("dont_know"), did("utter_done"), did("action_listen")]
    at = tracker([*done, user("dont_know")])
    assert said_again(heard(at), at) == "yes"
