"""The wording of the dialogue files: that it can be said, and that it can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.organisation import OrganisationFile
from bot.wording import MissingWording, Variation, Wording

ROOT = Path(__file__).parents[1]
WORDING = Wording.load(ROOT)
FACTS = OrganisationFile(ROOT / "organisation.yml").current().facts("nl")

SERVICE_KEYS = {
    "utter_danger_acute",
    "utter_danger_suicide",
    "utter_danger_unclear",
    "utter_danger_with_person",
    "utter_engine_failed",
    "utter_waiting",
    "utter_wait_place_changed",
    "utter_person_joined",
    "utter_person_left",
    "utter_operator_dropped",
    "utter_transferred",
    "utter_back_in_queue",
    "utter_wait_too_long",
    "utter_desk_closing",
    "utter_desk_closed_while_waiting",
    "utter_stopped_waiting",
    "utter_handed_back",
    "utter_chat_closed",
    "utter_message_kept_while_waiting",
}
# A button that the conversation service answers without the dialogue.
ANSWERED_BY_THE_SERVICE = {"stop_waiting"}
CARD = "utter_language_card_"
CARDS = {key for key in WORDING.keys if key.startswith(CARD)}
DUTCH = sorted(WORDING.keys - CARDS)
FILLED_BY_CODE = {"place", "next_opening", "closes_at", "lines", "value", "traces"}
PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]+)\}")

# Whoever answers at these numbers is one referral.
REFERRALS = {
    "phone": "helpline",
    "labour_phone": "labour",
    "labour_phone_abroad": "labour",
    "labour_form": "labour",
    "crime_phone": "crime",
    "suicide_phone": "suicide",
}

MEAN_WORDS_PER_SENTENCE = 12
LONGEST_SENTENCE = 20
LONG_WORD = 14
SHARE_OF_LONG_WORDS = 0.12
# Names of what this is about, and of organisations: they cannot be said more simply.
TERMS = {
    "aandachtsfunctionaris",
    "arbeidsinspectie",
    "arbeidsuitbuiting",
    "arbeidsomstandigheden",
    "meldingsformulier",
    "mensenhandel",
    "noordoostpolder",
    "orgaanhandel",
    "zelfmoordpreventie",
    "zorgcoördinator",
}


def texts(key: str) -> Iterator[str]:
    for variation in WORDING.variations(key):
        yield variation.text
        yield from (button.label for button in variation.buttons)


def variations(keys: list[str]) -> Iterator[tuple[str, Variation]]:
    for key in keys:
        for variation in WORDING.variations(key):
            yield key, variation


def filled(text: str) -> str:
    values = FACTS | {name: "iets" for name in FILLED_BY_CODE}
    return PLACEHOLDER.sub(lambda match: values[match[1]], text)


def sentences(text: str) -> list[list[str]]:
    plain = re.sub(r"\b\d[\d -]*\d\b|\S+\.nl\S*|(?<=\d)\.(?=\d)", "getal", filled(text))
    parts = re.split(r"[.!?:]+(?=\s|$)|\n+|•", plain)
    found = [re.findall(r"[\w'-]+", part) for part in parts]
    return [words for words in found if words]


def test_every_key_that_the_service_uses_exists() -> None:
    assert not SERVICE_KEYS - WORDING.keys


def test_every_language_of_the_organisation_has_a_card() -> None:
    languages = OrganisationFile(ROOT / "organisation.yml").current().languages.safety_card
    assert {CARD + language for language in languages} <= CARDS


@pytest.mark.parametrize("key", sorted(CARDS))
def test_a_card_names_danger_the_phone_and_the_inspectorate(key: str) -> None:
    reply = WORDING.reply(key, "nl", FACTS)
    for fact in ("emergency", "phone", "labour_name"):
        assert FACTS[fact] in reply.text
    assert [button.payload for button in reply.buttons] == ["/continue"]


@pytest.mark.parametrize(
    "key",
    [
        "utter_danger_acute",
        "utter_danger_suicide",
        "utter_danger_unclear",
        "utter_danger_still",
        "utter_danger_followed",
        "utter_danger_with_person",
        "utter_engine_failed",
        "utter_welcome",
    ],
)
def test_what_is_said_in_danger_names_112(key: str) -> None:
    assert FACTS["emergency"] in WORDING.reply(key, "nl", FACTS).text


def test_the_first_message_says_that_it_is_a_computer_and_anonymous() -> None:
    text = WORDING.text("utter_welcome", "nl", FACTS)
    assert "computer" in text
    assert "anoniem" in text


def test_the_first_message_asks_about_danger() -> None:
    buttons = WORDING.reply("utter_welcome", "nl", FACTS).buttons
    assert [button.payload for button in buttons] == ["/danger_now", "/no_danger"]


@pytest.mark.parametrize("key", sorted(WORDING.keys))
def test_every_placeholder_is_a_fact_or_filled_by_the_code(key: str) -> None:
    for text in texts(key):
        assert set(PLACEHOLDER.findall(text)) <= FACTS.keys() | FILLED_BY_CODE


@pytest.mark.parametrize("key", sorted(WORDING.keys))
def test_numbers_stand_in_organisation_yml_only(key: str) -> None:
    for text in texts(key):
        assert not re.search(r"\d{3}", re.sub(r"\b20\d\d\b", "", text))


@pytest.mark.parametrize("key", sorted(WORDING.keys))
def test_at_most_two_referrals_in_one_answer(key: str) -> None:
    for variation in WORDING.variations(key):
        named = {
            REFERRALS[name] for name in PLACEHOLDER.findall(variation.text) if name in REFERRALS
        }
        assert len(named) <= 2


@pytest.mark.parametrize("referral", ["utter_referral_labour", "utter_referral_criminal"])
def test_the_end_of_a_report_names_at_most_two_referrals(referral: str) -> None:
    said = ["utter_report_phone", "utter_next_opening", referral]
    named = {
        REFERRALS[name]
        for key in said
        for text in texts(key)
        for name in PLACEHOLDER.findall(text)
        if name in REFERRALS
    }
    assert named in ({"helpline", "labour"}, {"helpline", "crime"})


@pytest.mark.parametrize("key", DUTCH)
def test_sentences_are_short(key: str) -> None:
    for text in texts(key):
        lengths = [len(words) for words in sentences(text)] or [0]
        assert max(lengths) <= LONGEST_SENTENCE, text
        assert sum(lengths) / len(lengths) <= MEAN_WORDS_PER_SENTENCE, text


@pytest.mark.parametrize("key", DUTCH)
def test_words_are_short(key: str) -> None:
    for text in texts(key):
        words = [word.lower() for sentence in sentences(text) for word in sentence]
        long = [word for word in words if len(word) >= LONG_WORD and word not in TERMS]
        assert len(long) <= SHARE_OF_LONG_WORDS * len(words), long


@pytest.mark.parametrize("key", DUTCH)
def test_the_visitor_is_addressed_as_je(key: str) -> None:
    for text in texts(key):
        assert not re.search(r"\b(u|uw|uzelf)\b", text.lower())


RASAS_NAME_FOR_A_RESPONSE = "utter_action"
FORBIDDEN = re.compile(
    r"\b(achternaam|geboortedatum|bsn|burgerservicenummer|nationaliteit|verblijfs\w+|paspoort)\b"
)


@pytest.mark.parametrize("key", DUTCH)
def test_nothing_asks_who_the_visitor_is(key: str) -> None:
    for text in texts(key):
        assert not FORBIDDEN.search(text.lower())


@pytest.mark.parametrize("path", sorted((ROOT / "bot").rglob("*.py")), ids=str)
def test_every_response_that_the_code_names_exists(path: Path) -> None:
    named = set(re.findall(r"[\"'](utter_[a-z_]*[a-z])[\"']", path.read_text(encoding="utf-8")))
    assert named - {RASAS_NAME_FOR_A_RESPONSE} <= WORDING.keys


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("rules/*.yml")), ids=str)
def test_every_response_of_the_rules_exists(path: Path) -> None:
    named = set(re.findall(r"action: (utter_\w+)", path.read_text(encoding="utf-8")))
    assert named <= WORDING.keys


def test_every_button_carries_an_intent_of_the_domain() -> None:
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    intents = set(re.findall(r"(?m)^  - ([a-z_]+)$", domain)) | ANSWERED_BY_THE_SERVICE
    for key, variation in variations(sorted(WORDING.keys)):
        for button in variation.buttons:
            intent = re.match(r"/([a-z_]+)", button.payload)
            assert intent, key
            assert intent[1] in intents, key


def test_a_missing_response_is_named() -> None:
    with pytest.raises(MissingWording, match="utter_no_such_thing"):
        WORDING.reply("utter_no_such_thing", "nl", FACTS)


def test_an_unfilled_placeholder_is_named() -> None:
    with pytest.raises(MissingWording, match="place"):
        WORDING.reply("utter_waiting", "nl", FACTS)


def test_values_go_into_the_text() -> None:
    assert "nummer 3 " in WORDING.text("utter_waiting", "nl", FACTS, place=3)


def test_doubled_braces_of_a_payload_become_single() -> None:
    buttons = WORDING.reply("utter_ask_report_form_minors", "nl", FACTS).buttons
    forms = WORDING.reply("utter_ask_report_form_exploitation_form", "nl", FACTS).buttons
    assert buttons[0].payload == "/affirm"
    assert forms[0].payload == '/choose{"exploitation_form": "sexual"}'


ENGLISH = Variation("Hello", condition={"language": "en"})


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Hello"), ("en-GB", "Hello"), ("pl", "Hallo")]
)
def test_the_language_chooses_the_variation(language: str, text: str) -> None:
    wording = Wording({"utter_greet": [Variation("Hallo"), ENGLISH]})
    assert wording.text("utter_greet", language, {}) == text


def test_a_response_without_a_default_is_missing_in_other_languages() -> None:
    with pytest.raises(MissingWording, match="pl"):
        Wording({"utter_greet": [ENGLISH]}).reply("utter_greet", "pl", {})
