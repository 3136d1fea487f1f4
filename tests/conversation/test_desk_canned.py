"""Canned answers: facts filled in, mistakes refused, and good ones to begin with."""

import re

import pytest
from sqlalchemy import select

from bot.conversation.canned_values import CannedRefused, Refusal
from bot.conversation.desk_canned import first_answers
from bot.store.staff_models import AuditEntry
from tests.cast import House
from tests.conftest import Opener
from tests.test_wording import (
    FACTS,
    LONGEST_SENTENCE,
    MEAN_WORDS_PER_SENTENCE,
    PLACEHOLDER,
    SHARE_OF_LONG_WORDS,
    TERMS,
    sentences,
)

LONG_WORD = 14


def save(house: House, shortcut: str = "tot-zo", body: str = "Ik ben zo terug.") -> int:
    desk = house.services.desk
    return desk.save_canned(house.ayla, None, "nl", shortcut, "Tot zo", body).id


def test_a_new_installation_has_answers_with_facts_and_the_name(house: House) -> None:
    answers = {one.shortcut: one for one in house.services.desk.canned("nl", house.ayla)}
    assert len(answers) >= 10
    assert "Ayla" in str(answers["hallo"].text)
    assert "088 2220 500" in str(answers["bellen"].text)
    assert "{" not in "".join(str(one.text) for one in answers.values())


def test_deleted_ones_do_not_come_back_with_a_restart(house: House, open_again: Opener) -> None:
    desk = house.services.desk
    before = desk.canned("nl")
    desk.delete_canned(house.ayla, before[0].id)
    house.services.close()
    again = open_again().desk.canned("nl")
    assert [one.id for one in again] == [one.id for one in before[1:]]


def test_only_the_first_name_of_who_sends_it_is_given(house: House) -> None:
    number = save(house, body="Ik ben {operator}.")
    with house.services.database.session() as session:
        session.connection().exec_driver_sql("UPDATE operators SET name = 'Ayla Voorbeeld'")
    answers = house.services.desk.canned("nl", house.ayla)
    assert next(one.text for one in answers if one.id == number) == "Ik ben Ayla."


def test_answers_are_found_by_language(house: House) -> None:
    desk = house.services.desk
    desk.save_canned(house.ayla, None, "en", "hello", "Hello", "Hello, I am {operator}.")
    assert [one.shortcut for one in desk.canned("en")] == ["hello"]
    assert desk.canned("pl") == []
    assert desk.canned_languages() == ["en", "nl"]


def test_an_answer_can_be_changed_and_deleted(house: House) -> None:
    desk, number = house.services.desk, save(house)
    changed = desk.save_canned(house.bram, number, "nl", "straks", "Straks", "Bel {phone}.")
    assert (changed.id, changed.text) == (number, "Bel 088 2220 500.")
    desk.delete_canned(house.bram, number)
    desk.delete_canned(house.bram, number)
    assert number not in [one.id for one in desk.canned("nl")]
    with house.services.database.session() as session:
        entries = session.execute(
            select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.id)
        ).all()
    assert [tuple(entry) for entry in entries] == [
        ("save_canned", "nl/tot-zo"),
        ("save_canned", "nl/straks"),
        ("delete_canned", "nl/straks"),
    ]


@pytest.mark.parametrize(
    ("shortcut", "title", "body", "why", "detail"),
    [
        ("Tot Zo", "Tot zo", "Ja", Refusal.SHORTCUT, ""),
        ("", "Tot zo", "Ja", Refusal.SHORTCUT, ""),
        ("a" * 41, "Tot zo", "Ja", Refusal.SHORTCUT, ""),
        ("tot-zo", " ", "Ja", Refusal.TITLE, ""),
        ("tot-zo", "Tot zo", " ", Refusal.BODY, ""),
        ("tot-zo", "Tot zo", "x" * 4001, Refusal.BODY, ""),
        ("tot-zo", "Tot zo", "Bel {telefoon}.", Refusal.PLACEHOLDER, "telefoon"),
        ("tot-zo", "Tot zo", "Bel {phone.", Refusal.PLACEHOLDER, "{"),
        ("hallo", "Tot zo", "Ja", Refusal.TAKEN, ""),
    ],
)
def test_a_mistake_is_refused_with_a_reason(
    house: House, shortcut: str, title: str, body: str, why: Refusal, detail: str
) -> None:
    desk = house.services.desk
    before = desk.canned("nl")
    with pytest.raises(CannedRefused) as refused:
        desk.save_canned(house.ayla, None, "nl", shortcut, title, body)
    assert (refused.value.why, refused.value.detail) == (why, detail)
    assert desk.canned("nl") == before


def test_an_answer_that_was_deleted_meanwhile_cannot_be_changed(house: House) -> None:
    desk, number = house.services.desk, save(house)
    desk.delete_canned(house.bram, number)
    with pytest.raises(CannedRefused) as refused:
        desk.save_canned(house.ayla, number, "nl", "tot-zo", "Tot zo", "Ja")
    assert refused.value.why is Refusal.GONE


def test_an_answer_keeps_its_own_shortcut(house: House) -> None:
    number = save(house)
    desk = house.services.desk
    again = desk.save_canned(house.ayla, number, "nl", "tot-zo", "Tot zo", "Ik kom zo terug.")
    assert again.text == "Ik kom zo terug."


@pytest.mark.parametrize("answer", first_answers(), ids=lambda answer: answer.shortcut)
class TestFirstAnswers:
    def test_it_is_readable(self, answer: object) -> None:
        found = sentences(_body(answer))
        lengths = [len(words) for words in found]
        assert max(lengths) <= LONGEST_SENTENCE
        assert sum(lengths) / len(lengths) <= MEAN_WORDS_PER_SENTENCE
        words = [word.lower() for sentence in found for word in sentence]
        long = [word for word in words if len(word) >= LONG_WORD and word not in TERMS]
        assert len(long) <= SHARE_OF_LONG_WORDS * len(words)

    def test_numbers_are_facts(self, answer: object) -> None:
        assert not re.search(r"\d{3}", _body(answer))
        assert set(PLACEHOLDER.findall(_body(answer))) <= FACTS.keys()


def _body(answer: object) -> str:
    return str(vars(answer)["body"]).replace("{operator}", "Ayla")
