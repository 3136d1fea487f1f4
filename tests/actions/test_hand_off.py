import pytest

from bot.actions.hand_off import AskPerson, DecideHandOff, referral_for
from tests.actions.helpers import FULL_REPORT, run, tracker, user

REPORT = tracker([user("affirm")], FULL_REPORT)


@pytest.mark.usefixtures("open_desk")
def test_a_report_is_handed_to_a_person_who_can_come() -> None:
    outcome = run(DecideHandOff(), REPORT)
    assert outcome.directives == ["hand_off"]
    assert outcome.keys == ["utter_report_hand_off"]


@pytest.mark.usefixtures("closed_desk")
def test_outside_hours_a_report_leads_to_the_phone_and_the_next_opening() -> None:
    outcome = run(DecideHandOff(), REPORT)
    assert outcome.directives == []
    assert outcome.keys == ["utter_report_phone", "utter_next_opening", "utter_referral_labour"]
    assert outcome.messages[1]["next_opening"] == "maandag om 9.00 uur"


@pytest.mark.usefixtures("empty_desk")
def test_with_nobody_there_no_opening_is_promised() -> None:
    assert run(DecideHandOff(), REPORT).keys == ["utter_report_phone", "utter_referral_labour"]


@pytest.mark.usefixtures("unknown_desk")
def test_doubt_means_the_phone() -> None:
    outcome = run(DecideHandOff(), REPORT)
    assert outcome.directives == []
    assert outcome.keys[0] == "utter_report_phone"


@pytest.mark.usefixtures("closed_desk")
@pytest.mark.parametrize("action", [DecideHandOff(), AskPerson()])
def test_the_figures_count_who_got_the_phone(action: DecideHandOff | AskPerson) -> None:
    assert run(action, REPORT).noted == ["phone_given"]


@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("action", [DecideHandOff(), AskPerson()])
def test_who_can_get_a_person_is_not_counted_with_them(action: DecideHandOff | AskPerson) -> None:
    assert run(action, REPORT).noted == []


@pytest.mark.usefixtures("closed_desk")
def test_the_interview_is_done() -> None:
    assert run(DecideHandOff(), REPORT).slots == {"interview": "done"}


@pytest.mark.usefixtures("empty_desk")
def test_a_professional_hears_of_the_code_of_conduct_at_the_end() -> None:
    at = tracker([user("affirm")], {**FULL_REPORT, "role": "professional"})
    assert run(DecideHandOff(), at).keys[-1] == "utter_referral_professional"


@pytest.mark.parametrize(
    ("form", "role", "referral"),
    [
        ("labour", "victim", "utter_referral_labour"),
        ("labour", "bystander", "utter_referral_labour"),
        ("criminal", "bystander", "utter_referral_criminal"),
        ("criminal", "victim", None),
        ("sexual", "bystander", None),
        ("organ", "professional", None),
        (None, "bystander", None),
    ],
)
def test_one_other_reporting_point_at_most(
    form: str | None, role: str, referral: str | None
) -> None:
    assert referral_for({"exploitation_form": form, "role": role}) == referral


@pytest.mark.usefixtures("open_desk")
def test_asking_for_a_person_leaves_the_form() -> None:
    at = tracker([user("ask_person")], {"interview": "running"}, in_form=True)
    outcome = run(AskPerson(), at)
    assert outcome.directives == ["hand_off"]
    assert outcome.leaves_form
    assert outcome.slots == {"requested_slot": None, "interview": "paused"}


@pytest.mark.usefixtures("closed_desk")
def test_when_no_person_can_come_the_form_goes_on() -> None:
    outcome = run(AskPerson(), tracker([user("ask_person")], in_form=True))
    assert outcome.keys == ["utter_person_phone", "utter_next_opening"]
    assert outcome.events == []
    assert outcome.directives == []


@pytest.mark.usefixtures("open_desk")
def test_a_second_hand_off_is_possible() -> None:
    at = tracker([user("ask_person"), user("ask_person")], {"interview": "done"})
    assert run(AskPerson(), at).directives == ["hand_off"]
