"""The service's own sentences, also when wording or facts cannot be had."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.conversation.house import House as Facts
from bot.conversation.speaker import ENGINE_FAILED, KEPT, Speaker
from bot.engine.answer import Reply
from bot.organisation import OrganisationError, OrganisationFile
from tests.cast import wording


class BreakingWords:
    """The real wording, until it is broken."""

    broken = False

    @property
    def keys(self) -> frozenset[str]:
        return wording().keys

    def reply(self, key: str, language: str, facts: Mapping[str, str], **values: object) -> Reply:
        if self.broken:
            raise KeyError(key)
        return wording().reply(key, language, facts, **values)


@pytest.fixture
def words() -> BreakingWords:
    return BreakingWords()


@pytest.fixture
def speaker(words: BreakingWords, organisation: OrganisationFile) -> Speaker:
    return Speaker(words, Facts(organisation))


def test_a_sentence_has_the_facts_and_values_filled_in(speaker: Speaker) -> None:
    text = speaker.reply("utter_waiting", "nl", place="3").text
    assert "nummer 3" in text
    assert "112" in text


@pytest.mark.parametrize("key", KEPT)
def test_a_vital_sentence_is_there_when_the_wording_breaks(
    speaker: Speaker, words: BreakingWords, key: str
) -> None:
    before = speaker.reply(key, "nl")
    words.broken = True
    assert speaker.reply(key, "nl") == before


def test_any_other_sentence_becomes_the_one_with_both_numbers(
    speaker: Speaker, words: BreakingWords
) -> None:
    words.broken = True
    reply = speaker.reply("utter_waiting", "nl", place="3")
    assert reply == speaker.reply(ENGINE_FAILED, "nl")
    assert "112" in reply.text
    assert "088 2220 500" in reply.text


def test_a_missing_value_becomes_the_sentence_with_both_numbers(speaker: Speaker) -> None:
    assert speaker.reply("utter_waiting", "nl") == speaker.reply(ENGINE_FAILED, "nl")


def test_the_last_good_facts_are_kept(speaker: Speaker, tmp_path: Path) -> None:
    before = speaker.reply("utter_wait_too_long", "nl")
    (tmp_path / "organisation.yml").write_text("phone: [")
    assert speaker.reply("utter_wait_too_long", "nl") == before
    assert speaker.emergency == "112"


def test_new_facts_are_used_at_once(speaker: Speaker, tmp_path: Path) -> None:
    path = tmp_path / "organisation.yml"
    path.write_text(path.read_text().replace("088 2220 500", "088 0000 000"))
    assert "088 0000 000" in speaker.reply("utter_wait_too_long", "nl").text


def test_without_facts_the_service_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError):
        Facts(OrganisationFile(tmp_path / "nothing.yml"))


def test_without_a_vital_sentence_the_service_does_not_start(
    words: BreakingWords, organisation: OrganisationFile
) -> None:
    words.broken = True
    with pytest.raises(KeyError):
        Speaker(words, Facts(organisation))


def test_only_languages_without_reviewed_texts_have_a_card(speaker: Speaker) -> None:
    assert speaker.card("nl") == ()
    assert "112" in speaker.card("pl")[0].text
