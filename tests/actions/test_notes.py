from dataclasses import replace

import pytest

from bot.actions.notes import TakeNotes, notes, points_to
from tests.actions.helpers import FULL_REPORT, pressed, run, said, tracker, user

STORY = "mijn buurmeisje van 16 wordt elke avond opgehaald door mannen, is dit anoniem?"


@pytest.mark.parametrize(
    ("intent", "role"),
    [
        ("report_suspicion", "bystander"),
        ("happens_to_me", "victim"),
        ("professional_advice", "professional"),
    ],
)
def test_the_introduction_knows_who_is_writing(intent: str, role: str) -> None:
    assert notes(pressed(intent), {}, in_form=False) == {"role": role}


def test_the_words_of_the_visitor_go_before_the_subject() -> None:
    message = said("form_labour", "mijn baas heeft mijn paspoort en betaalt niet", role="victim")
    assert notes(message, {}, in_form=False)["role"] == "victim"


def test_a_story_with_a_question_is_kept_and_begins_the_interview() -> None:
    message = said(
        "ask_anonymous",
        STORY,
        role="bystander",
        minors="yes",
        age="16",
        exploitation_form="sexual",
    )
    found = notes(message, {}, in_form=False)
    assert found["narrative"] == STORY
    assert found["told"] == "yes"
    assert found["minors"] == "yes"


FOREIGN = "my boss in Zeewolde took our passports and he pays only three euro an hour to us"


@pytest.mark.parametrize("intent", ["nlu_fallback", "danger_unclear"])
def test_a_story_in_another_language_is_kept_word_for_word(intent: str) -> None:
    found = notes(said(intent, FOREIGN, place="Zeewolde"), {"language": "nl"}, in_form=False)
    assert found["said_apart"] == FOREIGN
    assert found["municipality"] == "Zeewolde"


def test_a_question_in_another_language_is_no_story() -> None:
    message = said("nlu_fallback", f"{FOREIGN}, is that allowed?")
    assert "said_apart" not in notes(message, {"language": "nl"}, in_form=False)


def test_a_story_with_the_wish_for_a_person_waits() -> None:
    message = said("ask_person", STORY, role="bystander", exploitation_form="sexual")
    assert notes(message, {}, in_form=False)["interview"] == "paused"


@pytest.mark.parametrize(
    "text", ["is dit anoniem?", "wat doen jullie als iemand gedwongen in de seks werkt?"]
)
def test_a_question_alone_is_no_story(text: str) -> None:
    message = said("ask_anonymous", text, exploitation_form="sexual")
    assert notes(message, {}, in_form=False) == {}


def test_a_bare_place_begins_the_interview_there() -> None:
    found = notes(said("nlu_fallback", "Urk", place="Urk"), {}, in_form=False)
    assert found == {"municipality": "Urk", "role": "bystander", "told": "yes"}


def test_a_child_is_noticed_at_every_message() -> None:
    message = said("nlu_fallback", "ik ben 14", age_group="child")
    assert notes(message, {"role": "victim"}, in_form=True) == {"age_group": "child"}


def test_within_the_interview_a_bystander_may_turn_out_to_be_a_victim() -> None:
    message = said("nlu_fallback", "het gaat over mezelf", role="victim")
    assert notes(message, {"role": "bystander"}, in_form=True) == {"role": "victim"}


def test_a_victim_who_names_a_colleague_stays_a_victim() -> None:
    message = said("nlu_fallback", "mijn collega ook", role="bystander")
    assert notes(message, {"role": "victim"}, in_form=True) == {}


@pytest.mark.parametrize("intent", ["danger_acute", "danger_suicide", "danger_unclear"])
def test_danger_keeps_its_own_notes(intent: str) -> None:
    message = said(intent, STORY, role="bystander", exploitation_form="sexual")
    assert notes(message, {}, in_form=False) == {}


def test_after_the_end_nothing_is_noted() -> None:
    known = {**FULL_REPORT, "interview": "done"}
    message = said("form_labour", STORY, role="victim", exploitation_form="labour")
    assert notes(message, known, in_form=False) == {}


def test_only_what_changes_is_set() -> None:
    at = tracker([user("nlu_fallback", "ik ben 14", age_group="child")], {"age_group": "child"})
    assert run(TakeNotes(), at).events == []


def test_a_story_that_sounds_like_a_wish_to_erase_begins_the_interview() -> None:
    text = "mijn zoon van vijftien wordt gedwongen door een groep om pakketjes weg te brengen"
    message = said("ask_erase", text, role="bystander", exploitation_form="criminal")
    assert notes(message, {}, in_form=False)["told"] == "yes"


def test_that_there_is_something_with_somebody_is_no_story_yet() -> None:
    message = said("affirm", "ja nou er is iets met mijn buurman", role="bystander")
    assert "narrative" not in notes(message, {}, in_form=False)


def test_rough_words_in_a_story_are_no_abuse_unless_the_model_is_sure() -> None:
    rough = said("abuse", "ze laten daar meiden werken voor die gast", exploitation_form="sexual")
    assert notes(replace(rough, confidence=0.6), {}, in_form=False)["told"] == "yes"
    assert notes(replace(rough, confidence=0.9), {}, in_form=False) == {}


def test_a_long_story_in_the_first_person_is_of_a_victim() -> None:
    text = "wij krijgen bijna niks en slapen met zijn zessen op een kamer van de baas"
    story = replace(said("happens_to_me", text, exploitation_form="labour"), confidence=0.65)
    assert notes(story, {}, in_form=False)["role"] == "victim"
    unclear = replace(story, confidence=0.55)
    assert notes(unclear, {}, in_form=False)["role"] == "bystander"


LEANINGS = {
    "role_leaning": "victim 0.80",
    "exploitation_form_leaning": "labour 0.90",
    "story_likely": "yes",
}
AT_WORK = "ik werk zes dagen en slaap in de schuur"


def test_every_message_adds_once_to_what_all_point_to() -> None:
    event = user("form_labour", AT_WORK, **LEANINGS)
    counted = {"event": "slot", "name": "leanings", "value": "labour 0.90"}
    assert run(TakeNotes(), tracker([event])).slots["leanings"] == "labour 0.90"
    again = tracker([event, counted], {"leanings": "labour 0.90"})
    assert "leanings" not in run(TakeNotes(), again).slots


def test_a_detail_tells_nothing_of_who_is_telling() -> None:
    message = said("form_labour", AT_WORK, **LEANINGS)
    assert points_to(message, {}, "narrative")["role_leanings"] == "victim 0.80"
    assert points_to(message, {}, "people")["role_leanings"] is None


EX_CLIENT = "ze had blauwe plekken en zei dat ze van haar baas niet mag stoppen"


@pytest.mark.parametrize(
    ("known", "role"),
    [
        ({"role": "victim", "role_by_sound": "yes"}, "bystander"),
        ({"role": "victim"}, None),
        ({"role": "victim", "role_by_sound": "yes", "narrative": "mijn baas slaat mij"}, None),
    ],
)
def test_a_story_goes_before_the_sound_of_how_it_began(
    known: dict[str, str], role: str | None
) -> None:
    message = said("report_suspicion", EX_CLIENT, story_likely="yes", role_likely="bystander")
    assert notes(message, known, in_form=True).get("role") == role


def test_who_only_sounds_like_a_victim_may_turn_out_to_be_another() -> None:
    message = said("happens_to_me", "ik schaam me dood maar goed dan", story_likely="no")
    found = notes(message, {}, in_form=False)
    assert found == {"role": "victim", "role_by_sound": "yes"}
