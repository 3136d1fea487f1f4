from bot.actions.validate_report_form import ValidateReportForm
from tests.actions.helpers import (
    FULL_REPORT,
    REJECTED,
    STARTED,
    did,
    run,
    tracker,
    user,
)

FORM = ValidateReportForm()
TURN = did("report_form")


def asked(question: str, **slots: str | None) -> dict[str, str | None]:
    return {"requested_slot": question, "asked": question, "interview": "running", **slots}


def test_the_narrative_comes_first() -> None:
    slots = run(FORM, tracker([user("report_suspicion"), STARTED, TURN], in_form=True)).slots
    assert slots["requested_slot"] == "narrative"
    assert slots["interview"] == "running"


def test_what_the_narrative_named_is_not_asked() -> None:
    event = user("form_labour", "tien mannen werken zonder loon in Urk", place="Urk", number="10")
    at = tracker([event, TURN], asked("narrative", role="bystander"), in_form=True)
    slots = run(FORM, at).slots
    assert slots["requested_slot"] == "when"
    assert slots["municipality"] == "Urk"


def test_a_question_of_the_visitor_makes_the_form_step_aside() -> None:
    at = tracker([user("ask_cost", "wat kost dit?"), TURN], asked("when"), in_form=True)
    assert run(FORM, at).events == []


def test_after_its_answer_the_question_is_asked_in_fewer_words() -> None:
    events = [user("ask_cost", "wat kost dit?"), REJECTED, did("utter_about_cost"), TURN]
    known = {"role": "bystander", "narrative": "Iets."}
    at = tracker(events, asked("exploitation_form", **known), in_form=True)
    slots = run(FORM, at).slots
    assert slots == {
        "requested_slot": "exploitation_form",
        "asked": "exploitation_form",
        "reminder": "yes",
    }


def test_an_interruption_is_not_taken_as_an_answer_on_the_way_back() -> None:
    events = [user("deny", "nee"), REJECTED, did("utter_interview_pending"), TURN]
    at = tracker(events, asked("narrative", role="victim"), in_form=True)
    assert "narrative" not in run(FORM, at).slots


def test_after_the_last_question_comes_the_summary() -> None:
    known = {**FULL_REPORT, "anything_else": None}
    at = tracker([user("deny", "nee"), TURN], asked("anything_else", **known), in_form=True)
    assert run(FORM, at).slots["requested_slot"] == "summary_ok"


def test_a_confirmed_summary_ends_the_form() -> None:
    at = tracker([user("affirm", "ja"), TURN], asked("summary_ok", **FULL_REPORT), in_form=True)
    assert run(FORM, at).slots["requested_slot"] is None


def test_a_changed_summary_is_shown_in_full() -> None:
    event = user("correct", "nee, in Almere", place="Almere")
    at = tracker([event, TURN], asked("summary_ok", **FULL_REPORT), in_form=True)
    outcome = run(FORM, at)
    assert outcome.keys == ["utter_changed"]
    assert outcome.slots["requested_slot"] == "summary_ok"
    assert outcome.slots["reminder"] is None


def test_something_to_change_is_asked_for_before_the_other_questions() -> None:
    event = user("correct", "dat klopt niet")
    at = tracker([event, TURN], asked("when", role="bystander"), in_form=True)
    assert run(FORM, at).slots["requested_slot"] == "correct_field"


def test_an_interview_goes_on_where_it_was() -> None:
    known = {"role": "victim", "narrative": "Iets.", "exploitation_form": "sexual"}
    slots = {**known, "interview": "paused", "asked": "municipality"}
    at = tracker([user("continue", "verder"), STARTED, TURN], slots, in_form=True)
    outcome = run(FORM, at).slots
    assert outcome["requested_slot"] == "municipality"
    assert outcome["reminder"] == "yes"


def test_the_field_to_change_can_be_typed() -> None:
    slots = {**FULL_REPORT, "summary_ok": "change"}
    event = user("ask_focus_officer", "de gemeente")
    at = tracker([event, TURN], asked("correct_field", **slots), in_form=True)
    outcome = run(FORM, at).slots
    assert outcome["municipality"] is None
    assert outcome["requested_slot"] == "municipality"


def test_the_form_of_exploitation_can_be_typed_as_its_button_says() -> None:
    at = tracker([user("nlu_fallback", "werken denk ik"), TURN], asked("exploitation_form"))
    at.active_loop = {"name": "report_form"}
    assert run(FORM, at).slots["exploitation_form"] == "labour"


def test_small_words_that_a_button_has_as_well_do_not_choose_it() -> None:
    event = user("out_of_scope", "ik en mijn vrouw", about="victim")
    at = tracker([event, TURN], asked("role"), in_form=True)
    assert run(FORM, at).slots["role"] == "victim"


def test_an_answer_in_another_language_is_taken_and_gets_the_card_once() -> None:
    at = [user("nlu_fallback", "on pracuje tam od rana do nocy i nie ma pieniedzy"), TURN]
    first = run(FORM, tracker(at, asked("narrative", role="bystander"), in_form=True))
    assert first.keys == ["utter_language_card_pl"]
    assert first.slots["narrative"].startswith("on pracuje")
    known = asked("narrative", role="bystander", card=first.slots["card"])
    again = run(FORM, tracker(at, known, in_form=True))
    assert again.keys == []
