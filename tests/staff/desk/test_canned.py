"""Canned answers: the page to manage them, and what the text field is given."""

import re

import pytest

from bot.helpline.roles import Role
from tests.staff.site import JSON, Operator, Site

GREETING = {
    "language": "nl",
    "shortcut": "voorbeeld",
    "title": "Voorbeeld",
    "text": "Hallo, ik ben {operator}. Bel anders {phone}.",
}


@pytest.fixture
def anna(site: Site) -> Operator:
    return site.on_duty()


def answers(who: Operator, language: str = "nl") -> dict[str, str]:
    found = who.http.get("/staff/api/canned", params={"language": language}, headers=JSON).json()
    return {answer["shortcut"]: answer["text"] for answer in found}


def page(who: Operator, **query: str | int) -> str:
    return who.http.get("/staff/canned", params=query).text


def id_of(who: Operator, title: str) -> str:
    found = re.search(rf'edit=(\d+)#form" aria-label="Wijzig {title}"', page(who))
    assert found
    return found.group(1)


def test_an_answer_is_added_and_comes_filled_in(anna: Operator) -> None:
    saved = anna.post("/staff/canned", **GREETING)

    assert saved.headers["location"] == "/staff/canned?language=nl&note=saved"
    assert answers(anna)["voorbeeld"] == "Hallo, ik ben Anna. Bel anders 088 2220 500."
    assert "Het antwoord is bewaard." in page(anna, note="saved")


def test_an_answer_is_changed_where_it_stands(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING)
    number = id_of(anna, "Voorbeeld")
    assert "Bel anders {phone}." in page(anna, edit=number)

    anna.post("/staff/canned", **GREETING | {"answer": number, "text": "Dag."})

    assert answers(anna)["voorbeeld"] == "Dag."


def test_an_answer_is_deleted(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING)

    anna.post(f"/staff/canned/{id_of(anna, 'Voorbeeld')}/delete", language="nl")

    assert "voorbeeld" not in answers(anna)


def test_an_unknown_placeholder_is_named_and_the_text_is_kept(anna: Operator) -> None:
    refused = anna.post("/staff/canned", **GREETING | {"text": "Beste {naam}, dag."})

    assert refused.status_code == 422
    assert "Dit invulwoord bestaat niet: {naam}." in refused.text
    assert "Beste {naam}, dag." in refused.text
    assert "voorbeeld" not in answers(anna)


@pytest.mark.parametrize("shortcut", ["", "twee woorden", "é", "x" * 41])
def test_a_shortcut_is_one_plain_word(anna: Operator, shortcut: str) -> None:
    refused = anna.post("/staff/canned", **GREETING | {"shortcut": shortcut})

    assert refused.status_code == 422
    assert "De korte naam mag alleen" in refused.text


def test_a_slash_in_front_of_the_shortcut_is_meant_well(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING | {"shortcut": "/Voorbeeld"})

    assert "voorbeeld" in answers(anna)


def test_a_shortcut_stands_once_in_a_language(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING)

    assert "al een antwoord" in anna.post("/staff/canned", **GREETING).text
    assert anna.post("/staff/canned", **GREETING | {"language": "pl"}).status_code == 303


def test_the_visitors_language_comes_first_and_ours_after_it(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING | {"language": "pl", "text": "Dzień dobry."})

    found = list(answers(anna, "pl"))

    assert found[0] == "voorbeeld"
    assert "hallo" in found


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.REVIEWER, 403), (Role.MAINTAINER, 403)]
)
def test_who_may_manage_answers(site: Site, role: Role, status: int) -> None:
    who = site.signed_in("carla", role)

    assert who.http.get("/staff/canned").status_code == status
    saved = who.post("/staff/canned", **GREETING)
    assert saved.status_code == (303 if status == 200 else 403)


def test_what_an_answer_says_stays_text_in_the_page(anna: Operator) -> None:
    anna.post("/staff/canned", **GREETING | {"text": "<b>dik</b>"})

    assert "<b>dik" not in page(anna)
