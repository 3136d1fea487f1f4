import pytest

from bot.actions.ask_municipality import AskMunicipality
from bot.actions.summary import AskSummary, summary_lines
from tests.actions.conftest import ORGANISATION, WORDING
from tests.actions.helpers import FULL_REPORT, run, tracker, user

pytestmark = pytest.mark.usefixtures("closed_desk")


def test_the_summary_holds_what_was_said_in_words() -> None:
    outcome = run(AskSummary(), tracker([user("deny")], FULL_REPORT))
    lines = outcome.messages[0]["lines"]
    assert outcome.keys == ["utter_summary"]
    assert FULL_REPORT["narrative"] in lines
    assert "arbeidsuitbuiting" in lines
    assert "Urk" in lines


def test_what_was_skipped_is_left_out() -> None:
    report = dict.fromkeys(FULL_REPORT, "skipped") | {"municipality": "Urk"}
    assert len(summary_lines(report, WORDING, "nl")) == 1


def test_a_code_never_reaches_the_visitor() -> None:
    report = dict.fromkeys(FULL_REPORT, "unknown") | {"exploitation_form": "organ"}
    lines = "\n".join(summary_lines(report, WORDING, "nl"))
    assert "unknown" not in lines
    assert "organ\n" not in lines


def test_braces_in_the_words_of_a_visitor_are_just_braces() -> None:
    lines = summary_lines({"narrative": "hij zei {phone} en {{}}"}, WORDING, "nl")
    assert lines[0].endswith("hij zei {phone} en {{}}")


def test_a_report_without_an_answer_says_so() -> None:
    report = dict.fromkeys(FULL_REPORT, "skipped")
    assert run(AskSummary(), tracker([user("skip")], report)).keys == ["utter_summary_empty"]


def test_a_summary_that_is_on_the_page_is_not_repeated() -> None:
    at = tracker([user("ask_cost")], {**FULL_REPORT, "reminder": "yes"})
    assert run(AskSummary(), at).keys == ["utter_summary_reminder"]


def test_the_municipalities_are_buttons() -> None:
    message = run(AskMunicipality(), tracker([user("deny")])).messages[0]
    titles = [button["title"] for button in message["buttons"]]
    assert titles[:6] == [place.name for place in ORGANISATION.municipalities]
    assert message["buttons"][4]["payload"] == '/choose{"place": "Urk"}'
    assert message["buttons"][6]["payload"] == '/choose{"place": "outside"}'
