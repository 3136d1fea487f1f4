from dataclasses import replace

import pytest

from bot.actions.answers import read
from bot.actions.beside import asides, beside
from bot.actions.heard import Heard, calmly
from bot.actions.taken import Taken
from tests.actions.helpers import FULL_REPORT, pressed, said

STORY = "mijn buurman laat mannen werken in een loods en ze krijgen helemaal geen loon"


def slots(taken: Taken | None) -> dict[str, str | None]:
    assert taken is not None
    return taken.slots


@pytest.mark.parametrize("danger", ["danger_acute", "danger_suicide", "danger_unclear"])
@pytest.mark.parametrize("question", ["narrative", "minors", "summary_ok"])
def test_danger_is_never_an_answer(danger: str, question: str) -> None:
    assert read(said(danger, STORY), question, {}) is None


@pytest.mark.parametrize("intent", ["ask_cost", "stop", "greet", "out_of_scope", "abuse"])
def test_what_is_no_answer_is_left_to_the_rules(intent: str) -> None:
    assert read(said(intent, "wat kost dat bij jullie"), "narrative", {}) is None


def test_a_short_answer_may_seem_to_be_about_something_else() -> None:
    assert slots(read(said("out_of_scope", "met Kerst"), "when", {})) == {"when": "met Kerst"}


@pytest.mark.parametrize("intent", ["ask_person", "ask_erase"])
def test_a_wish_is_no_answer_however_long(intent: str) -> None:
    assert read(said(intent, STORY), "narrative", {}) is None


def test_a_story_is_an_answer_whatever_a_part_of_it_sounds_like() -> None:
    assert slots(read(said("ask_signals", STORY), "narrative", {}))["narrative"] == STORY


def test_a_story_may_end_in_a_question() -> None:
    text = f"{STORY}, wat vinden jullie daarvan?"
    assert slots(read(said("nlu_fallback", text), "narrative", {}))["narrative"] == text


def test_a_long_question_is_no_answer_to_a_question_about_a_detail() -> None:
    text = "mag ik dit ook melden als ik niet zeker weet of het wel klopt"
    assert read(said("ask_in_doubt", text), "when", {}) is None


def test_a_doubtful_question_is_an_answer() -> None:
    message = said("ask_phone", "bij de haven")
    doubtful = type(message)(message.text, message.intent, confidence=0.3)
    assert slots(read(doubtful, "when", {}))["when"] == "bij de haven"


def test_a_narrative_fills_what_it_names() -> None:
    found = {"place": "Urk", "number": "10", "minors": "yes", "time": "gisteren"}
    message = said("form_labour", STORY, minors_likely="yes", **found)
    assert slots(read(message, "narrative", {})) == {
        "narrative": STORY,
        "exploitation_form": "labour",
        "municipality": "Urk",
        "people": "10",
        "minors": "yes",
        "when": "gisteren",
    }


def test_an_answer_does_not_overwrite_what_was_said_before() -> None:
    message = said("form_labour", STORY, place="Urk")
    answer = read(message, "narrative", {"municipality": "Almere"})
    assert "municipality" not in slots(answer)


def test_who_says_it_is_me_is_no_bystander_after_all() -> None:
    message = said("happens_to_me", "ik moet zelf werken en krijg niets", role="victim")
    assert slots(read(message, "narrative", {"role": "bystander"}))["role"] == "victim"


@pytest.mark.parametrize(
    ("intent", "value"), [("skip", "skipped"), ("dont_know", "unknown"), ("deny", "unknown")]
)
def test_not_saying_is_an_answer(intent: str, value: str) -> None:
    assert slots(read(said(intent, "liever niet"), "when", {})) == {"when": value}


@pytest.mark.parametrize(("intent", "value"), [("affirm", "yes"), ("deny", "no")])
@pytest.mark.parametrize("question", ["still_going_on", "minors"])
def test_yes_and_no_answer_a_closed_question(question: str, intent: str, value: str) -> None:
    assert slots(read(said(intent, "dat klopt"), question, {})) == {question: value}


def test_yes_says_nothing_where_words_are_asked_for() -> None:
    assert read(said("affirm", "ja"), "anything_else", {}) == Taken({})


def test_no_with_more_words_is_kept_in_words() -> None:
    text = "nee maar vorige maand waren ze er nog wel"
    assert slots(read(said("deny", text), "still_going_on", {}))["still_going_on"] == text


def test_a_municipality_elsewhere_gets_a_kind_word() -> None:
    answer = read(said("nlu_fallback", "Zwolle", place="outside"), "municipality", {})
    assert answer == Taken({"municipality": "outside"}, ("utter_outside_region",))


def test_an_unknown_place_is_asked_again_in_other_words() -> None:
    answer = read(said("nlu_fallback", "Ergensdorp"), "municipality", {})
    assert answer == Taken({}, ("utter_place_unknown",))


def test_a_place_that_stays_unknown_is_kept_in_words() -> None:
    answer = read(said("nlu_fallback", "Ergensdorp"), "municipality", {"reminder": "yes"})
    assert answer == Taken({"municipality": "Ergensdorp"}, ("utter_outside_region",))


def test_without_a_letter_it_is_no_place() -> None:
    assert read(said("nlu_fallback", "???"), "municipality", {}) is None


def test_a_story_at_a_closed_question_goes_to_the_story() -> None:
    answer = slots(read(said("nlu_fallback", STORY), "exploitation_form", {"narrative": "Eerst."}))
    assert answer == {"exploitation_form": "unknown", "narrative": f"Eerst.\n{STORY}"}


def test_an_answer_to_a_later_question_leaves_this_one_open() -> None:
    answer = slots(read(said("nlu_fallback", "Almere", place="Almere"), "people", {}))
    assert answer == {"municipality": "Almere"}


def test_a_second_time_is_put_beside_the_first() -> None:
    message = said("nlu_fallback", "al maanden", time="al maanden")
    answer = slots(read(message, "people", {"when": "elke nacht"}))
    assert answer == {"when": "elke nacht, al maanden"}


def test_what_was_said_already_leaves_the_question_open() -> None:
    answer = read(said("nlu_fallback", "in Urk", place="Urk"), "people", {"municipality": "Urk"})
    assert answer == Taken({})


def test_another_place_is_a_change_of_mind() -> None:
    answer = read(said("nlu_fallback", "in Urk", place="Urk"), "people", {"municipality": "Almere"})
    assert answer == Taken({"municipality": "Urk"}, ("utter_changed",))


def test_a_place_after_not_knowing_is_no_change() -> None:
    answer = read(said("nlu_fallback", "Urk", place="Urk"), "people", {"municipality": "unknown"})
    assert answer == Taken({"municipality": "Urk"})


def test_more_of_the_story_leaves_a_question_about_a_detail_open() -> None:
    answer = read(
        said("happens_to_me", "ik word gedwongen"), "municipality", {"narrative": "Eerst."}
    )
    assert answer is not None
    assert answer.slots["narrative"] == "Eerst.\nik word gedwongen"
    assert "municipality" not in answer.slots


def test_still_going_on_is_an_answer_to_when() -> None:
    message = said("nlu_fallback", "nu nog steeds", still_going_on="yes")
    answer = slots(read(message, "when", {}))
    assert answer == {"when": "nu nog steeds", "still_going_on": "yes"}


def test_words_that_name_no_form_go_to_the_story() -> None:
    answer = slots(read(said("nlu_fallback", "iets met paspoorten"), "exploitation_form", {}))
    assert answer == {"exploitation_form": "unknown", "narrative": "iets met paspoorten"}


def test_no_question_comes_a_third_time() -> None:
    answer = slots(read(said("affirm", "ja"), "exploitation_form", {"reminder": "yes"}))
    assert answer == {"exploitation_form": "unknown"}


def test_a_button_fills_its_slot() -> None:
    assert slots(read(pressed("choose", minors="no"), "minors", {})) == {"minors": "no"}


def test_a_button_that_is_no_answer_is_left_to_the_rules() -> None:
    assert read(pressed("report_suspicion"), "minors", {}) is None


def test_nee_in_urk_corrects_the_municipality() -> None:
    answer = read(said("correct", "nee, in Urk", place="Urk"), "people", {"municipality": "Almere"})
    assert answer == Taken({"municipality": "Urk"}, ("utter_changed",))


def test_new_facts_are_not_called_a_change() -> None:
    answer = read(said("correct", "vorige maand", time="vorige maand"), "people", {})
    assert answer == Taken({"when": "vorige maand"})


def test_the_wish_to_change_something_is_asked_about() -> None:
    answer = slots(read(said("correct", "dat klopt niet"), "people", {}))
    assert answer == {"summary_ok": "change", "correct_field": None}


def test_the_summary_is_confirmed() -> None:
    assert slots(read(pressed("affirm"), "summary_ok", FULL_REPORT)) == {"summary_ok": "yes"}


@pytest.mark.parametrize("intent", ["deny", "correct"])
def test_a_summary_that_is_wrong_leads_to_the_question_what(intent: str) -> None:
    assert slots(read(pressed(intent), "summary_ok", FULL_REPORT))["summary_ok"] == "change"


def test_a_field_to_change_is_asked_again_and_then_the_summary() -> None:
    answer = slots(read(pressed("correct", field="when"), "correct_field", FULL_REPORT))
    assert answer == {"when": None, "summary_ok": None, "correct_field": None}


def test_no_other_slot_can_be_emptied_by_a_field() -> None:
    answer = slots(read(pressed("correct", field="interview"), "correct_field", FULL_REPORT))
    assert "interview" not in answer


def test_typed_facts_change_the_summary() -> None:
    answer = read(
        said("nlu_fallback", "het was in Almere", place="Almere"), "summary_ok", FULL_REPORT
    )
    assert answer is not None
    assert answer.slots["municipality"] == "Almere"
    assert answer.say == ("utter_changed",)


def test_more_words_at_the_end_are_added() -> None:
    text = "er stond ook altijd een witte bus voor de deur"
    answer = slots(read(said("nlu_fallback", text), "summary_ok", FULL_REPORT))
    assert answer["anything_else"] == text


@pytest.mark.parametrize("message", [pressed("deny"), said("dont_know", "weet ik niet")])
def test_nothing_to_change_leads_back_to_the_summary(message: Heard) -> None:
    answer = slots(read(message, "correct_field", FULL_REPORT))
    assert answer["summary_ok"] is None
    assert answer["reminder"] == "yes"


def test_a_summary_that_is_right_after_all_is_confirmed() -> None:
    answer = slots(read(said("affirm", "ja klopt"), "correct_field", FULL_REPORT))
    assert answer == {"summary_ok": "yes"}


def test_asked_twice_what_to_change_nothing_is_changed() -> None:
    known = {**FULL_REPORT, "reminder": "yes"}
    answer = slots(read(said("nlu_fallback", "tja dat dus"), "correct_field", known))
    assert answer["asked"] == "summary_ok"


def test_a_typed_field_is_asked_again() -> None:
    message = said("correct", "de plaats klopt niet", field="municipality")
    assert slots(read(message, "summary_ok", FULL_REPORT))["municipality"] is None


def test_no_with_a_fact_changes_the_summary() -> None:
    message = said("deny", "nee, ze zijn wel minderjarig", minors="yes")
    assert slots(read(message, "summary_ok", FULL_REPORT))["minors"] == "yes"


@pytest.mark.parametrize(("number", "minors"), [("17", "yes"), ("2", "yes"), ("30", "no")])
def test_a_number_tells_about_minors(number: str, minors: str) -> None:
    message = said("out_of_scope", f"rond de {number}", figure=number)
    assert slots(read(message, "minors", {"people": "1"})) == {"minors": minors}


def test_what_was_not_known_at_first_may_be_told_later() -> None:
    message = said("form_sexual", "ik denk seks", exploitation_form="sexual")
    known = {"exploitation_form": "unknown"}
    assert slots(read(message, "when", known))["exploitation_form"] == "sexual"


def test_who_does_not_know_is_not_asked_again_though_they_name_something_else() -> None:
    message = said("dont_know", "weet niet denk 3 weken", time="3 weken")
    answer = slots(read(message, "exploitation_form", {}))
    assert answer == {"exploitation_form": "unknown", "when": "3 weken"}


@pytest.mark.parametrize("question", ["minors", "still_going_on"])
def test_no_with_another_place_is_a_correction_at_a_closed_question_too(question: str) -> None:
    message = said("deny", "nee, in Luttelgeest sorry", place="Noordoostpolder")
    answer = read(message, question, {"municipality": "Almere"})
    assert answer == Taken({"municipality": "Noordoostpolder"}, ("utter_changed",))


def test_a_town_elsewhere_that_comes_up_at_the_end_is_not_where_it_happens() -> None:
    message = said("deny", "nee. wacht, de eigenaar heeft nog een zaak in sneek", place="outside")
    answer = slots(read(message, "anything_else", {"municipality": "Noordoostpolder"}))
    assert "municipality" not in answer


def test_dots_are_asked_about_once_and_then_left() -> None:
    assert read(said("nlu_fallback", "..."), "when", {}) is None
    assert slots(read(said("nlu_fallback", "hm"), "when", {"reminder": "yes"})) == {
        "when": "skipped"
    }


def test_a_murmur_does_not_lose_the_place() -> None:
    murmur = said("nlu_fallback", "hm")
    assert read(murmur, "municipality", {"reminder": "yes"}) is None
    left = slots(read(murmur, "municipality", {"reminder": "more"}))
    assert left == {"municipality": "skipped"}


def test_ok_is_yes_to_the_summary() -> None:
    message = calmly(said("acknowledge", "ok"), "summary_ok")
    assert slots(read(message, "summary_ok", FULL_REPORT)) == {"summary_ok": "yes"}


def test_yes_now_says_that_it_goes_on() -> None:
    message = replace(said("danger_unclear", "ja nu"), beside_danger="danger_now")
    calm = calmly(message, "still_going_on")
    assert slots(read(calm, "still_going_on", {})) == {"still_going_on": "yes"}


def test_what_an_interruption_says_is_kept() -> None:
    message = said("ask_anonymous", "is dit anoniem? het is in Urk", place="Urk")
    assert beside(message, "when", {}) == {"municipality": "Urk"}


def test_a_story_in_an_interruption_is_kept() -> None:
    message = said(
        "ask_anonymous", f"{STORY}, is dit anoniem?", exploitation_form="labour", role="bystander"
    )
    kept = beside(message, "when", {"narrative": "Eerst."})
    assert kept["narrative"] == f"Eerst.\n{message.text}"


def test_who_asks_something_at_the_end_has_had_their_say() -> None:
    assert beside(said("ask_cost", "wat kost dit"), "anything_else", {}) == {
        "anything_else": "nothing"
    }


def test_a_question_at_the_end_of_a_story_gets_its_answer() -> None:
    message = said("form_labour", STORY, asks="anonymous")
    assert asides(message) == ("utter_about_anonymous",)


@pytest.mark.parametrize(
    ("asks", "reply"),
    [
        ("why", "utter_why"),
        ("advice", "utter_advice_in_interview"),
        ("time", "utter_take_your_time"),
    ],
)
def test_a_short_question_about_the_interview_leaves_its_question_open(
    asks: str, reply: str
) -> None:
    assert read(said("nlu_fallback", "wat moet ik doen", asks=asks), "when", {}) == Taken(
        {}, (reply,)
    )


def test_a_municipality_written_in_full_is_within_the_region() -> None:
    answer = read(said("nlu_fallback", "Almere", place="Almere"), "municipality", {})
    assert answer == Taken({"municipality": "Almere"})


def test_a_doubtful_view_that_it_is_out_of_scope_leaves_an_answer_an_answer() -> None:
    message = replace(said("out_of_scope", "sinds na de grote vakantie"), confidence=0.7)
    assert slots(read(message, "when", {}))["when"] == "sinds na de grote vakantie"
    assert read(replace(message, confidence=0.9), "when", {}) is None


def test_hardly_more_than_a_time_is_an_answer_to_another_question() -> None:
    message = said("out_of_scope", "al een half jaar ongeveer", time="al een half jaar")
    assert slots(read(message, "minors", {})) == {"when": "al een half jaar"}
    weather = said("out_of_scope", "wat is het weer vandaag", time="vandaag")
    assert read(weather, "minors", {}) is None


def test_yes_and_something_else_does_not_tell_when() -> None:
    message = said("affirm", "ja dat gaat nog steeds door", still_going_on="yes")
    assert slots(read(message, "when", {})) == {"still_going_on": "yes"}


def test_a_number_of_years_where_it_was_asked_when_is_no_age() -> None:
    message = said("out_of_scope", "2 jaar", age="2", minors="yes", years="2 jaar")
    assert slots(read(calmly(message, "when"), "when", {})) == {"when": "2 jaar"}
    assert slots(read(calmly(message, "minors"), "minors", {}))["minors"] == "yes"
    twice = said("out_of_scope", "al 2 jaar. TWEE JAAR", age="2", minors="yes", time="al 2 jaar")
    assert slots(read(calmly(twice, "when"), "when", {})) == {"when": "al 2 jaar. TWEE JAAR"}
    sixteen = said("nlu_fallback", "vanaf dat ze 16 was, vorig jaar", age="16", minors="yes")
    assert slots(read(calmly(sixteen, "when"), "when", {}))["minors"] == "yes"


def test_a_question_of_their_own_is_not_taken_for_a_place() -> None:
    message = replace(said("happens_to_me", "kom ik dan in de problemen?"), confidence=0.6)
    answer = read(message, "municipality", {})
    assert answer == Taken({}, ("utter_cannot_answer",))


def test_yes_or_no_to_another_closed_question_does_not_answer_this_one() -> None:
    adults = said("deny", "volwassen allemaal", minors="no")
    assert slots(read(adults, "still_going_on", {})) == {"minors": "no"}
    goes_on = said("affirm", "ja dat gaat door", still_going_on="yes")
    assert slots(read(goes_on, "minors", {})) == {"still_going_on": "yes"}
    assert slots(read(said("deny", "nee 3 man", people="3"), "minors", {}))["minors"] == "no"


@pytest.mark.parametrize(
    ("text", "entities", "minors"),
    [
        ("nee ik 24 zij 22", {"figure": "24", "leads": "no"}, "no"),
        ("hij 16 die andere weet k niet", {"figure": "16"}, "yes"),
        ("nee. mijn kinderen zijn bij mijn moeder, die zijn veilig", {"leads": "no"}, "no"),
        ("ja allebei denk ik", {"leads": "yes"}, "yes"),
    ],
)
def test_ages_and_a_first_word_answer_whether_anybody_is_young(
    text: str, entities: dict[str, str], minors: str
) -> None:
    answer = slots(read(said("nlu_fallback", text, **entities), "minors", {"people": "2"}))
    assert answer["minors"] == minors


def test_a_number_said_to_correct_is_no_age() -> None:
    message = said("correct", "eh wacht het waren er 8", figure="8", number="8")
    known = {"people": "6"}
    assert slots(read(message, "minors", known)) == {"people": "8"}


def test_who_they_are_answers_how_many() -> None:
    text = "ik en ander meisje, zij is nog in dat huis"
    answer = read(said("form_sexual", text, persons="yes"), "people", {})
    assert slots(answer)["people"] == text


def test_a_statement_that_sounds_like_a_question_is_an_answer() -> None:
    text = "er is er zondag weer een weg"
    answer = read(said("ask_hours", text, statement="yes"), "still_going_on", {})
    assert slots(answer)["still_going_on"] == text


def test_what_begins_with_not_knowing_is_not_asked_again() -> None:
    message = said("nlu_fallback", "weet ik veel vraag ze zelf maar", leads="unknown")
    assert slots(read(message, "minors", {}))["minors"] == "unknown"


def test_of_two_places_the_new_one_is_meant() -> None:
    found = {"place": ("Almere", "Lelystad"), "leads": ("no",)}
    text = "nee is lelystat. almere is kantoor van baas"
    message = replace(said("deny", text), entities=found)
    known = {**FULL_REPORT, "municipality": "Almere"}
    assert slots(read(message, "summary_ok", known))["municipality"] == "Lelystad"


@pytest.mark.parametrize(("figure", "change"), [("17", {"minors": "yes"}), ("4", {"people": "4"})])
def test_a_bare_number_at_the_end_is_an_age_or_how_many(
    figure: str, change: dict[str, str]
) -> None:
    message = said("deny", f"nee {figure}", figure=figure, number=figure)
    answer = slots(read(message, "summary_ok", FULL_REPORT))
    assert {name: answer.get(name) for name in ("minors", "people") if answer.get(name)} == change


def test_a_long_story_only_sounds_like_a_correction() -> None:
    text = f"vorige week zei ze dat ze haar aantal nog niet had gehaald en {STORY}"
    message = said("correct", text, field="people", time="vorige week")
    answer = read(message, "municipality", {"when": "gisteren"})
    assert answer is not None
    assert "utter_changed" not in answer.say


def test_a_story_leaves_the_place_open_once() -> None:
    message = said("report_suspicion", STORY)
    first = slots(read(message, "municipality", {}))
    assert "municipality" not in first
    assert first["narrative"] == STORY
    again = slots(read(message, "municipality", {"reminder": "yes"}))
    assert again["municipality"] == "unknown"


@pytest.mark.parametrize(("entities", "taken"), [({}, True), ({"asking": "yes"}, False)])
def test_a_form_that_is_named_is_the_answer_unless_it_is_asked_about(
    entities: dict[str, str], taken: bool
) -> None:
    message = said("ask_labour", "arbeidsuitbuiting", exploitation_form="labour", **entities)
    answer = read(message, "exploitation_form", {})
    assert (answer is not None) is taken


def test_what_happened_lately_is_no_other_subject() -> None:
    text = "gister was ie weer weg met die scooter"
    message = said("out_of_scope", text, statement="yes", time="gister")
    assert slots(read(message, "still_going_on", {}))["still_going_on"] == text


def test_a_preface_leaves_the_story_open_once() -> None:
    text = "gemeente gebeld, weer doorverbonden, terugbelverzoek gedaan, en niks"
    message = said("nlu_fallback", text, story_likely="no")
    assert "narrative" not in slots(read(message, "narrative", {}))
    again = slots(read(message, "narrative", {"reminder": "yes"}))
    assert again["narrative"] == "unknown"


def test_manners_in_a_story_are_no_reason_to_leave_it_aside() -> None:
    message = said("thanks", STORY, story_likely="yes")
    assert slots(read(message, "exploitation_form", {}))["narrative"] == STORY


def test_a_detail_that_only_sounds_like_a_correction_is_an_answer() -> None:
    message = said("correct", "od lutego, februari", telling="yes")
    assert slots(read(message, "when", {})) == {"when": "od lutego, februari"}


def test_who_was_asked_on_the_way_what_to_change_still_gets_the_summary() -> None:
    known = {"role": "victim", "narrative": "Eerst.", "summary_ok": "change"}
    answer = slots(read(said("affirm", "ja klopt"), "correct_field", known))
    assert answer["summary_ok"] is None


def test_a_correction_that_changes_nothing_is_kept() -> None:
    message = said("correct", "sorry ik bedoel 15", figure="15", age="15")
    answer = read(message, "summary_ok", {**FULL_REPORT, "minors": "yes"})
    assert answer is not None
    assert answer.slots["anything_else"] == "sorry ik bedoel 15"
    assert answer.say == ("utter_added",)


def test_a_detail_at_the_end_is_no_other_subject() -> None:
    text = "een donkere Golf met getinte ramen"
    assert slots(read(said("out_of_scope", text), "anything_else", {}))["anything_else"] == text


def test_asking_whether_to_report_elsewhere_is_not_asking_why() -> None:
    message = said("ask_crime_line", "moet dit niet naar meld misdaad anoniem", asks="why")
    assert read(message, "exploitation_form", {}) is None


def test_whom_it_is_about_is_read_from_the_whole_answer() -> None:
    message = said("nlu_fallback", "wij zijn haar ouders", about="victim", role_likely="bystander")
    assert slots(read(message, "role", {}))["role"] == "bystander"


@pytest.mark.parametrize(
    ("leaning", "who"), [("bystander 0.40", "bystander"), ("victim 0.90", "unknown")]
)
def test_a_story_in_place_of_about_whom_it_is_may_be_of_another(leaning: str, who: str) -> None:
    text = "in onze keuken werkt een jongen zonder papieren voor drie euro per uur"
    message = said("form_labour", text, story_likely="yes", role_leaning=leaning)
    answer = slots(read(message, "role", {}))
    assert answer["role"] == who
    assert answer["narrative"] == text


def test_why_it_is_asked_does_not_answer_it() -> None:
    text = "waarom moet je dat weten"
    message = said("not_understood_feedback", text, asks="why", minors_likely="unknown")
    answer = read(message, "minors", {})
    assert answer is not None
    assert answer.say == ("utter_why",)
    assert "minors" not in answer.slots


def test_what_is_not_over_yet_goes_on() -> None:
    message = said("deny", "bijlange nog niet gedaan", still_going_on_likely="yes")
    assert slots(read(message, "still_going_on", {}))["still_going_on"] == "yes"


def test_a_story_that_hardly_sounds_like_a_wish_is_an_answer() -> None:
    text = "elf rekeningen, salaris komt binnen en gaat door naar dezelfde persoon"
    wish = replace(said("ask_person", text), confidence=0.46)
    story = replace(wish, entities={"story_likely": ("yes",), "story_sure": ("yes",)})
    assert slots(read(story, "narrative", {}))["narrative"] == text
    assert read(wish, "narrative", {}) is None


def test_a_detail_does_not_change_the_form_by_what_it_sounds_like() -> None:
    text = "hij had die week nog twee afspraken elders, zei hij"
    message = said("correct", text, exploitation_form_likely="sexual", story_likely="yes")
    learned = replace(message, entities={**message.entities, "exploitation_form_sure": ("sexual",)})
    answer = slots(read(learned, "still_going_on", {"exploitation_form": "criminal"}))
    assert "exploitation_form" not in answer


def test_a_long_message_at_the_end_that_names_a_place_within_the_region_changes_it() -> None:
    text = "de praktijk waar ik werk is in zwolle maar het gebeurt in dronten waar ze woont"
    message = said("report_suspicion", text, place="Dronten")
    report = {**FULL_REPORT, "municipality": "outside"}
    assert slots(read(message, "summary_ok", report))["municipality"] == "Dronten"


def test_not_knowing_in_flemish_is_no_yes() -> None:
    message = said("dont_know", "da zou 'k nie weten", leads="yes", minors_likely="unknown")
    assert slots(read(message, "minors", {}))["minors"] == "unknown"
