import pytest

from evaluation.answers import Answers, answers_of, load_answers

RULES = [
    {"steps": [{"or": [{"intent": "a"}, {"intent": "b"}]}, {"action": "pause"}, {"action": "x"}]},
    {"steps": [{"intent": "c"}, {"action": "pause"}, {"action": "y"}]},
    {"condition": [{"active_loop": "form"}], "steps": [{"intent": "c"}, {"action": "z"}]},
    {"steps": [{"action": "y"}, {"intent": "d"}, {"action": "x"}]},
]


@pytest.fixture(scope="module")
def product() -> Answers:
    return load_answers()


def test_intents_of_one_rule_get_the_same_answer() -> None:
    assert answers_of(RULES).same("a", "b")


def test_answers_that_only_begin_alike_differ() -> None:
    assert not answers_of(RULES).same("a", "c")


def test_a_rule_with_a_condition_does_not_count() -> None:
    assert answers_of(RULES).of("c") == ("pause", "y")


def test_a_rule_that_begins_with_an_action_does_not_count() -> None:
    assert not answers_of(RULES).same("d", "a")
    assert answers_of(RULES).same("d", "d")


def test_the_groups_are_those_with_more_than_one_intent() -> None:
    assert answers_of(RULES).shared() == [["a", "b"]]


def test_every_form_and_a_suspicion_begin_the_interview(product: Answers) -> None:
    forms = ("form_sexual", "form_labour", "form_criminal", "form_organ")
    assert all(product.same(form, "report_suspicion") for form in forms)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ask_erase", "danger_now"),
        ("ask_sexual", "form_sexual"),
        ("affirm", "deny"),
        ("out_of_scope", "nlu_fallback"),
    ],
)
def test_different_needs_get_different_answers(product: Answers, first: str, second: str) -> None:
    assert not product.same(first, second)
