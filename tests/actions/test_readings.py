import pytest

from bot.actions.corrections import differs
from bot.actions.mentions import answered, mentions, minors, news
from bot.actions.readings import exploitation_form, role
from tests.actions.helpers import said

STORY = "hij mag van mij de deur niet meer uit maar die berichten blijven elke avond komen"


@pytest.mark.parametrize(
    ("named", "learned", "read"),
    [
        ("victim", "bystander", "bystander"),
        ("bystander", "professional", "professional"),
        ("bystander", "victim", None),
        ("professional", "bystander", "professional"),
    ],
)
def test_a_whole_message_may_say_better_who_tells(
    named: str, learned: str, read: str | None
) -> None:
    assert role(said("report_suspicion", STORY, role=named, role_likely=learned)) == read


@pytest.mark.parametrize("learned", ["victim", "bystander", "professional"])
def test_what_was_learned_for_sure_needs_no_word(learned: str) -> None:
    sure = {"role_likely": learned, "role_sure": learned}
    assert role(said("report_suspicion", STORY, story_likely="yes", **sure)) == learned
    assert role(said("report_suspicion", STORY, story_likely="no", **sure)) is None
    assert role(said("report_suspicion", STORY, role_likely=learned)) is None


def test_who_asks_what_a_word_means_tells_of_no_minor() -> None:
    assert minors(said("nlu_fallback", "wat is minderjarig", minors="yes", asking="yes")) is None
    assert minors(said("nlu_fallback", "eentje minderjarig denk", minors="yes")) == "yes"


def test_a_no_that_is_also_the_name_of_a_place_is_a_place_only_where_that_was_asked() -> None:
    message = said("deny", "nop", place_perhaps="Noordoostpolder", plain="no", leads="no")
    assert "municipality" not in mentions(message)
    assert answered(message, "municipality")["municipality"] == "Noordoostpolder"
    assert differs(message, {"municipality": "Dronten"}) == {}


def test_a_few_words_say_themselves_who_tells() -> None:
    assert role(said("correct", "het gaat om mij", role="victim", role_likely="bystander")) == (
        "victim"
    )


def test_a_detail_does_not_make_a_victim_of_who_told_of_another() -> None:
    message = said("happens_to_me", STORY)
    told = {"role": "bystander", "role_leanings": "bystander 1.70, victim 0.85"}
    assert "role" not in news(message, told)
    assert "role" not in news(message, {"role": "bystander"})
    sure = said("happens_to_me", STORY, role_likely="victim", role_sure="victim")
    assert news(sure, {"role": "bystander"})["role"] == "victim"


def test_a_whole_story_says_better_than_one_word_what_form_it_is() -> None:
    message = said("nlu_fallback", STORY, exploitation_form="criminal")
    assert exploitation_form(message) == "criminal"
    learned = said(
        "nlu_fallback", STORY, exploitation_form="criminal", exploitation_form_likely="labour"
    )
    assert exploitation_form(learned) == "labour"


@pytest.mark.parametrize(
    ("entities", "read"),
    [
        ({"minors": "yes"}, "yes"),
        ({"minors": "yes", "minors_likely": "no"}, None),
        ({"minors": "no", "minors_likely": "yes"}, None),
        ({"minors": "no", "minors_likely": "yes", "minors_sure": "yes"}, "yes"),
        ({"minors_likely": "yes"}, None),
        ({"minors_likely": "yes", "minors_sure": "yes"}, "yes"),
        ({"minors_likely": "unknown", "minors_sure": "unknown"}, None),
    ],
)
def test_a_story_tells_of_minors_by_words_and_by_what_was_learned(
    entities: dict[str, str], read: str | None
) -> None:
    assert minors(said("report_suspicion", STORY, story_likely="yes", **entities)) == read


def test_a_word_in_a_story_that_points_to_another_form_is_asked_about() -> None:
    story = {"exploitation_form": "criminal", "story_likely": "yes"}
    named = said("nlu_fallback", STORY, **story, exploitation_form_leaning="criminal 0.30")
    assert exploitation_form(named) == "criminal"
    other = {"exploitation_form_leaning": "labour 0.70", "exploitation_form_likely": "labour"}
    assert exploitation_form(said("nlu_fallback", STORY, **story, **other)) is None
    sure = {**other, "exploitation_form_sure": "labour"}
    assert exploitation_form(said("nlu_fallback", STORY, **story, **sure)) == "labour"


def test_what_the_reader_is_sure_of_is_the_form_of_a_story_without_a_word_for_it() -> None:
    sure = {"exploitation_form_likely": "labour", "exploitation_form_sure": "labour"}
    leaning = {"exploitation_form_leaning": "labour 0.97", "story_likely": "yes"}
    assert exploitation_form(said("nlu_fallback", STORY, **sure, **leaning)) == "labour"
    assert exploitation_form(said("danger_unclear", STORY, **sure, **leaning)) is None


def test_how_many_there_are_is_no_age() -> None:
    learned = {"minors_likely": "yes", "minors_sure": "yes"}
    assert minors(said("correct", "het waren er 14, heb ze later geteld", **learned)) is None


def test_a_profession_alone_is_no_form() -> None:
    assert exploitation_form(said("form_labour", "pakketbezorger")) is None
