"""Searching in what is sealed."""

from itertools import count

import pytest

from bot.conversation.archive_search import ArchiveSearch, folded, words_in
from bot.conversation.archive_values import Stretch, Wanted
from bot.conversation.house import House as Facts
from bot.organisation import OrganisationFile
from tests.cast import House
from tests.conversation.test_archive import archive_of, ended, shown

LONG = 60.0


def search_of(house: House, slow: bool = False) -> ArchiveSearch:
    services = house.services
    facts = Facts(OrganisationFile(house.organisation_file))
    seconds = count(0, 10.0)
    timer = (lambda: next(seconds)) if slow else (lambda: 0.0)
    return ArchiveSearch(services.database, services.vault, facts, archive_of(house), timer)


def found(house: House, text: str, **wanted: object) -> list[str]:
    stretch = search_of(house).stretch(words_in(text), Wanted(**wanted), None, LONG)  # type: ignore[arg-type]
    assert stretch.further is None
    return [hit.entry.conversation for hit in stretch.hits]


def test_words_are_found_without_accents_and_capitals(house: House) -> None:
    conversation = ended(house, "Zij werkt in een Café met ÇİĞDEM")
    for words in ("cafe", "CAFÉ", "cigdem", "werkt caf"):
        assert found(house, words) == [conversation], words
    assert found(house, "restaurant") == []


def test_all_words_must_occur_anywhere_in_the_conversation(house: House) -> None:
    conversation = ended(house, "een schuur", "met tien mannen")
    assert found(house, "schuur mannen") == [conversation]
    assert found(house, "schuur vrouwen") == []


def test_the_assistant_s_own_words_are_not_searched(house: House) -> None:
    ended(house, "iets")
    assert found(house, "welcome") == []


def test_what_stands_in_the_report_only_is_found(house: House) -> None:
    conversation = ended(house, "ja", narrative="Ze slapen in een caravan")
    assert found(house, "caravan") == [conversation]


def test_filters_go_first(house: House) -> None:
    urk = ended(house, "schuur", municipality="Urk")
    ended(house, "schuur", municipality="Almere")
    assert found(house, "schuur", municipality="Urk") == [urk]


def test_the_snippet_is_masked(house: House) -> None:
    ended(house, "Ik heet Wiesje.", "wiesje slaapt in de schuur van meneer Fictief op Urk")
    stretch = search_of(house).stretch(words_in("schuur"), Wanted(), None, LONG)
    assert shown(stretch.hits[0].snippet) == "[name] slaapt in de schuur van meneer [name] op Urk"


def test_a_long_message_is_cut_around_the_words(house: House) -> None:
    ended(house, f"{'ervoor ' * 40}schuur{' erna' * 60}")
    (hit,) = search_of(house).stretch(words_in("schuur"), Wanted(), None, LONG).hits
    text = shown(hit.snippet)
    assert "schuur" in text
    assert len(text) < 200
    assert (hit.cut_before, hit.cut_after) == (True, True)


def test_who_is_busy_with_the_assistant_is_not_found(house: House) -> None:
    conversation = house.start().conversation
    house.send(conversation, "schuur")
    assert found(house, "schuur") == []


def test_a_search_goes_on_where_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.BATCH", 2)
    made = [ended(house, f"schuur {number}") for number in range(5)][::-1]
    search, words = search_of(house, slow=True), words_in("schuur")
    stretches: list[Stretch] = []
    place = None
    while not stretches or place is not None:
        stretches.append(search.stretch(words, Wanted(), place, 1.0))
        place = stretches[-1].further
    assert [len(one.hits) for one in stretches] == [2, 2, 1]
    assert [hit.entry.conversation for one in stretches for hit in one.hits] == made
    assert [one.looked for one in stretches] == [2, 2, 1]


def test_no_hit_is_lost_when_there_are_many(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.MOST_HITS", 2)
    made = [ended(house, f"schuur {number}") for number in range(5)][::-1]
    search, words = search_of(house), words_in("schuur")
    seen: list[str] = []
    place, looked = None, 0
    while True:
        stretch = search.stretch(words, Wanted(), place, LONG)
        seen += [hit.entry.conversation for hit in stretch.hits]
        looked += stretch.looked
        place = stretch.further
        if place is None:
            break
    assert (seen, looked) == (made, 5)


def test_folding_keeps_other_scripts(house: House) -> None:
    assert folded("ПОМОЩЬ") == "помощь"
    assert words_in("  Één  één twee ") == ("een", "twee")
