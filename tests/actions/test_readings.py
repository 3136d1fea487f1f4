import pytest

from bot.actions.mentions import news
from bot.actions.readings import exploitation_form, role
from tests.actions.helpers import said

STORY = "hij mag van mij de deur niet meer uit maar die berichten blijven elke avond komen"


@pytest.mark.parametrize(
    ("named", "learned", "read"),
    [
        ("victim", "bystander", "bystander"),
        ("bystander", "professional", "professional"),
        ("bystander", "victim", "bystander"),
    ],
)
def test_a_whole_message_may_say_better_who_tells(named: str, learned: str, read: str) -> None:
    assert role(said("report_suspicion", STORY, role=named, role_likely=learned)) == read


def test_a_few_words_say_themselves_who_tells() -> None:
    assert role(said("correct", "het gaat om mij", role="victim", role_likely="bystander")) == (
        "victim"
    )


def test_a_detail_does_not_make_a_victim_of_who_told_of_another() -> None:
    message = said("happens_to_me", STORY)
    told = {"role": "bystander", "role_leanings": "bystander 1.70, victim 0.85"}
    assert "role" not in news(message, told)
    assert news(message, {"role": "bystander"})["role"] == "victim"


def test_a_whole_story_says_better_than_one_word_what_form_it_is() -> None:
    message = said("nlu_fallback", STORY, exploitation_form="criminal")
    assert exploitation_form(message) == "criminal"
    learned = said(
        "nlu_fallback", STORY, exploitation_form="criminal", exploitation_form_likely="labour"
    )
    assert exploitation_form(learned) == "labour"


def test_a_profession_alone_is_no_form() -> None:
    assert exploitation_form(said("form_labour", "pakketbezorger")) is None
