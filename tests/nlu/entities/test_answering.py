import pytest

from tests.nlu.entities.conftest import Said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("denk het", "yes"),
        ("jup", "yes"),
        ("ik ga ervan uit van wel", "yes"),
        ("k", "fine"),
        ("👍", "fine"),
        ("nee hoor dank je", "no"),
        ("denk het niet", "no"),
        ("nee dat weet ik niet", "unknown"),
        ("nou geen idee eigenlijk", "unknown"),
        ("zeg ik liever niet", "skip"),
        ("nee das alles", "done"),
    ],
)
def test_a_plain_answer_is_read_however_it_is_put(said: Said, text: str, value: str) -> None:
    assert said("plain", text) == value


@pytest.mark.parametrize("text", ["nee in urk", "ja vannacht ook weer", "een man", "..."])
def test_an_answer_with_more_words_is_not_plain(said: Said, text: str) -> None:
    assert said("plain", text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ja hij is gewoon open", "yes"),
        ("neu 20 21", "no"),
        ("weet ik veel vraag ze zelf", "unknown"),
        ("ze komen uit Polen", None),
    ],
)
def test_how_a_message_begins_is_read(said: Said, text: str, value: str | None) -> None:
    assert said("leads", text) == value


@pytest.mark.parametrize(
    "text",
    [
        "er is er zondag weer een weg",
        "urk maar niemand mag t weten hier",
        "ja hij is gewoon open",
    ],
)
def test_a_statement_has_no_form_of_a_question(said: Said, text: str) -> None:
    assert said("statement", text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "wat kost dit eigenlijk allemaal",
        "wis je dit daarna want hij kijkt in mijn telefoon",
        "ik wil liever met een mens praten",
        "en komt er nu politie aan de deur",
        "is dit gesprek anoniem of niet",
    ],
)
def test_questions_and_requests_are_no_statements(said: Said, text: str) -> None:
    assert said("statement", text) is None


def test_only_what_somebody_does_themselves_makes_it_doubtful_whom_it_is_about(said: Said) -> None:
    assert said("own_doing", "ik bezorg eten op account van ander. hij pakt alles") == "yes"
    assert said("own_doing", "ik zie dat ze daar werken en ik slaap er slecht van") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("het betreft dus niet mijzelf", "bystander"),
        ("bij haar niet bij mij", "bystander"),
        ("ben chauffeur zag het gewoon", "bystander"),
        ("ik", "victim"),
        ("voor mij zelf", "victim"),
        ("ik en mijn vrouw", "victim"),
        ("mijn zus en ik", "victim"),
    ],
)
def test_about_whom_it_is_reads_from_small_words(said: Said, text: str, value: str) -> None:
    assert said("about", text) == value


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("werk op t land, tulpen geloof ik", "labour"),
        ("drugs bro", "criminal"),
        ("iets met massage", "sexual"),
        ("een vrouw", None),
    ],
)
def test_a_few_words_hint_at_a_form(said: Said, text: str, form: str | None) -> None:
    assert (said("exploitation_form", text) or said("form_perhaps", text)) == form


@pytest.mark.parametrize(
    "text", ["036 almere", "huisje 14 is het", "langs de a6", "elke ochtend half 5"]
)
def test_a_number_that_is_a_name_or_a_time_counts_nobody(said: Said, text: str) -> None:
    assert said("number", text) is None
    assert said("figure", text) is None


def test_a_range_tells_ages_and_a_round_age_is_one(said: Said) -> None:
    assert said("figure", "ze zal begin 20 zijn") == "20"
    assert said("figure", "nee ik 24 zij 22") == "24"


def test_a_story_beside_a_question_is_counted(said: Said) -> None:
    text = (
        "Ik zie elke avond mannen bij een meisje naar binnen gaan en zij huilt dan. Is dit anoniem?"
    )
    assert said("told", text) == "15"


def test_a_plain_no_that_is_also_short_for_a_polder_is_only_perhaps_a_place(said: Said) -> None:
    assert said("place", "nop") is None
    assert said("place_perhaps", "nop") == "Noordoostpolder"
    assert said("place", "in de nop") == "Noordoostpolder"
