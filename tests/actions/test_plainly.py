import pytest

from bot.actions.plainly import plainly
from tests.actions.helpers import pressed, said


@pytest.mark.parametrize(
    ("plain", "question", "intent"),
    [
        ("yes", "summary_ok", "affirm"),
        ("fine", "summary_ok", "affirm"),
        ("done", "summary_ok", "affirm"),
        ("no", "minors", "deny"),
        ("fine", "minors", "affirm"),
        ("unknown", "when", "dont_know"),
        ("fine", "anything_else", "deny"),
        ("done", "anything_else", "deny"),
        ("done", "correct_field", "deny"),
        ("done", "when", "skip"),
    ],
)
def test_a_plain_answer_says_the_same_whatever_the_model_makes_of_it(
    plain: str, question: str, intent: str
) -> None:
    assert plainly(said("nlu_fallback", "k", plain=plain), question).intent == intent


def test_never_mind_in_the_middle_may_mean_to_stop() -> None:
    assert plainly(said("stop", "laat maar", plain="done"), "narrative").intent == "stop"


def test_a_button_means_what_the_server_says() -> None:
    assert plainly(pressed("deny", plain="yes"), "minors").intent == "deny"


def test_no_with_a_wish_closes_the_questions() -> None:
    message = said("goodbye", "nee, succes", leads="no")
    assert plainly(message, "anything_else").intent == "deny"
    assert plainly(message, "minors").intent == "goodbye"
