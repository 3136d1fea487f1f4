import pytest

from bot.actions.openings import begin, presumes_another, while_in_danger
from tests.actions.helpers import FULL_REPORT, pressed, said

STORY = "in de loods achter ons slapen tien mannen zonder loon"


@pytest.mark.parametrize(
    ("intent", "role"),
    [
        ("report_suspicion", "bystander"),
        ("form_labour", "bystander"),
        ("happens_to_me", "victim"),
        ("professional_advice", "professional"),
    ],
)
def test_the_path_says_who_is_telling(intent: str, role: str) -> None:
    assert begin(pressed(intent), {}, None).slots["role"] == role


def test_who_went_on_after_danger_is_asked_for_the_role() -> None:
    assert "role" not in begin(pressed("continue"), {}, "paused").slots


def test_an_opening_that_tells_is_the_narrative() -> None:
    assert begin(said("form_labour", STORY), {}, None).slots["narrative"] == STORY


def test_an_opening_that_only_says_what_for_is_not() -> None:
    opening = said("report_suspicion", "ik wil graag een vermoeden van mensenhandel doorgeven")
    assert "narrative" not in begin(opening, {}, None).slots


def test_the_label_of_a_button_is_no_narrative() -> None:
    assert "narrative" not in begin(pressed("form_labour"), {}, None).slots


def test_the_place_in_the_opening_is_kept() -> None:
    opening = said("report_suspicion", "ik wil iets melden in Urk", place="Urk")
    assert begin(opening, {}, None).slots["municipality"] == "Urk"


def test_a_new_suspicion_after_the_end_starts_afresh() -> None:
    known = {**FULL_REPORT, "summary_ok": "yes"}
    slots = begin(pressed("report_suspicion"), known, "done").slots
    assert slots["narrative"] is None
    assert slots["summary_ok"] is None


def test_more_about_it_after_the_end_is_added() -> None:
    known = {**FULL_REPORT, "summary_ok": "yes"}
    slots = begin(said("form_labour", STORY), known, "done").slots
    assert slots["narrative"] == f"{FULL_REPORT['narrative']}\n{STORY}"
    assert slots["summary_ok"] is None


def test_a_change_after_the_end_is_made() -> None:
    known = {**FULL_REPORT, "summary_ok": "yes"}
    started = begin(said("correct", "nee in Almere", place="Almere"), known, "done")
    assert started.slots["municipality"] == "Almere"
    assert started.say == ("utter_changed",)


def test_a_change_after_the_end_without_a_fact_is_asked_about() -> None:
    started = begin(said("correct", "dat klopt niet"), FULL_REPORT, "done")
    assert started.slots["summary_ok"] == "change"


def test_words_that_tell_of_danger_are_kept() -> None:
    message = said("danger_acute", "hij heeft een mes en staat hier", place="Urk")
    slots = while_in_danger(message, {})
    assert slots["said_apart"] == message.text
    assert slots["municipality"] == "Urk"


def test_words_of_danger_that_tell_the_case_are_the_narrative() -> None:
    text = "ze moet nu met mannen mee naar boven van hem"
    slots = while_in_danger(said("danger_acute", text, exploitation_form="sexual"), {})
    assert slots["narrative"] == text


def test_that_it_is_safe_now_is_no_narrative() -> None:
    message = said("nlu_fallback", "ben uitgestapt en zit in de bieb nu", story_likely="no")
    assert "narrative" not in begin(message, {"said_apart": "Help."}, "paused").slots


def test_a_cry_for_help_is_not_a_narrative() -> None:
    assert while_in_danger(said("danger_unclear", "HELP"), {}) == {}


def test_the_danger_button_says_nothing_for_the_report() -> None:
    assert while_in_danger(pressed("danger_now"), {}) == {}


def test_an_opening_that_only_leads_up_to_a_story_is_no_narrative() -> None:
    text = (
        "goedemiddag, ik woon hier al dertig jaar en ik ben niet iemand die achter de gordijnen zit"
    )
    opening = said("report_suspicion", text, story_likely="no", telling="yes")
    assert "narrative" not in begin(opening, {}, None).slots


@pytest.mark.parametrize(
    ("leaning", "presumed"),
    [("bystander 0.90", True), ("victim 0.30", True), ("victim 0.60", False), (None, True)],
)
def test_another_is_presumed_unless_it_sounds_otherwise(
    leaning: str | None, presumed: bool
) -> None:
    entities = {"role_leaning": leaning} if leaning else {}
    assert presumes_another(said("report_suspicion", "er is iets", **entities), {}) is presumed
