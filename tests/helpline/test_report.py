import pytest

from bot.helpline.report import (
    REPORT_SLOTS,
    is_code,
    is_complete,
    next_question,
    own_words,
    told,
    with_more_words,
    with_words_apart,
)

FULL = dict.fromkeys(REPORT_SLOTS, "iets")


def test_the_free_story_is_asked_before_everything_but_the_role() -> None:
    assert REPORT_SLOTS[:2] == ("role", "narrative")


def test_the_first_part_that_is_not_known_is_next() -> None:
    assert next_question({**FULL, "when": None, "minors": None}) == "when"


def test_an_empty_report_begins_at_the_beginning() -> None:
    assert next_question({}) == "role"


def test_a_report_is_complete_when_every_part_is_known_or_skipped() -> None:
    assert is_complete({**FULL, "when": "skipped"})
    assert not is_complete({**FULL, "when": None})


@pytest.mark.parametrize(
    ("slot", "value", "code"),
    [
        ("exploitation_form", "labour", True),
        ("minors", "yes", True),
        ("narrative", "yes", False),
        ("municipality", "Urk", False),
        ("municipality", "outside", True),
        ("when", "unknown", True),
    ],
)
def test_codes_are_told_from_words(slot: str, value: str, code: bool) -> None:
    assert is_code(slot, value) is code


def test_what_was_skipped_was_not_told() -> None:
    report = {"narrative": "iets", "when": "skipped", "anything_else": "nothing", "minors": "no"}
    assert list(told(report)) == [("narrative", "iets"), ("minors", "no")]


def test_codes_are_not_the_visitors_own_words() -> None:
    report = {"narrative": "iets", "exploitation_form": "labour", "when": "unknown"}
    assert list(own_words(report)) == [("narrative", "iets")]


def test_more_words_come_on_a_new_line() -> None:
    assert with_more_words("een", "twee") == "een\ntwee"


@pytest.mark.parametrize("nothing", [None, "skipped", "unknown", "nothing"])
def test_words_take_the_place_of_a_code(nothing: str | None) -> None:
    assert with_more_words(nothing, "twee") == "twee"


def test_the_same_words_are_not_added_twice() -> None:
    assert with_more_words("een\ntwee", "twee") == "een\ntwee"


def test_what_was_said_in_danger_is_the_story_until_there_is_another() -> None:
    assert with_words_apart({"said_apart": "Help mij."})["narrative"] == "Help mij."
    both = {"said_apart": "Help mij.", "narrative": "Ik werk voor hem."}
    assert with_words_apart(both)["narrative"] == "Ik werk voor hem."
    assert "narrative" not in with_words_apart({"said_apart": None})
