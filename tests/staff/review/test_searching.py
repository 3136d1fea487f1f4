"""Searching from the page, with and without its script."""

import logging
import re

import pytest
from sqlalchemy import select

from bot.store.staff_models import AuditEntry
from tests.staff.review.reviewing import PATH, ended, reviewer
from tests.staff.site import Operator, Site


def search(somebody: Operator, words: str, **fields: str) -> str:
    answer = somebody.post(f"{PATH}/search", headers={}, words=words, **fields)
    assert answer.status_code == 200
    return answer.text


def test_a_hit_is_shown_with_a_masked_snippet(site: Site) -> None:
    conversation = ended(site, "Mijn zus Wiesje werkt in een café op Urk")
    page = search(reviewer(site), "CAFE zus")
    assert f'href="{PATH}/{conversation}"' in page
    assert "Wiesje" not in page
    assert "Dit is alles." in page


def test_a_name_finds_the_chat_and_stays_masked(site: Site) -> None:
    conversation = ended(site, "Mijn zus Wiesje werkt in een café op Urk")
    page = search(reviewer(site), "wiesje")
    assert conversation in page
    assert "Wiesje" not in page


def test_filters_are_kept(site: Site) -> None:
    conversation = ended(site, "schuur")
    somebody = reviewer(site)
    assert conversation in search(somebody, "schuur", form="labour")
    page = search(somebody, "schuur", form="organ")
    assert conversation not in page
    assert '<input type="hidden" name="form" value="organ">' in page


def test_it_goes_on_with_a_button(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.BATCH", 1)
    monkeypatch.setattr("bot.staff.review.searching.BUDGET_SECONDS", 0.0)
    made = [ended(site, f"schuur {number}") for number in range(3)]
    somebody = reviewer(site)
    page = search(somebody, "schuur")
    seen = re.findall(rf'href="{PATH}/([\w-]{{22}})"', page)
    while (place := re.search(r'name="place" value="([^"]+)"', page)) is not None:
        looked = re.search(r'name="looked" value="(\d+)"', page)
        assert looked
        page = search(somebody, "schuur", place=place.group(1), looked=looked.group(1))
        seen += re.findall(rf'href="{PATH}/([\w-]{{22}})"', page)
    assert seen == made[::-1]
    assert "3 gesprekken bekeken. Dit is alles." in page


@pytest.mark.parametrize("words", ["", "  ", "a b"])
def test_nothing_to_search_for_is_said(site: Site, words: str) -> None:
    assert "Vul ten minste één woord in" in search(reviewer(site), words)


def test_what_is_searched_stays_nowhere(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    ended(site, "een vuurtoren")
    somebody = reviewer(site)
    with caplog.at_level(logging.DEBUG):
        search(somebody, "vuurtoren")
    with site.services.database.read() as connection:
        entries = connection.execute(select(AuditEntry.action, AuditEntry.detail)).all()
    assert ("review_search", "") in [tuple(one) for one in entries]
    assert "vuurtoren" not in caplog.text + str(entries)


def test_a_search_is_never_in_an_address(site: Site) -> None:
    assert reviewer(site).http.get(f"{PATH}/search?words=vuurtoren").status_code == 404
    assert 'action="/staff/review/search"' in reviewer(site, login="two").http.get(PATH).text


def test_going_on_with_other_words_is_a_search_of_its_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.archive_search.BATCH", 1)
    monkeypatch.setattr("bot.staff.review.searching.BUDGET_SECONDS", 0.0)
    for number in range(3):
        ended(site, f"schuur {number}")
    somebody = reviewer(site)
    found = re.search(r'name="place" value="([^"]+)"', search(somebody, "schuur"))
    assert found
    for words, place in (("schuur", found.group(1)), ("urk", found.group(1)), ("urk", "made up")):
        search(somebody, words, place=place)
    with site.services.database.read() as connection:
        actions = list(connection.scalars(select(AuditEntry.action)))
    assert actions.count("review_search") == 3
