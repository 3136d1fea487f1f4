"""The list and the transcript, as a reviewer reads them."""

import re

from bot.helpline.roles import Role
from tests.cast import ACUTE
from tests.staff.review.reviewing import PATH, SAID, ended, reviewer
from tests.staff.site import JSON, Site


def shown(html: str) -> str:
    """The text of a page, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_list_shows_a_row_and_no_name(site: Site) -> None:
    conversation = ended(site)
    page = reviewer(site).http.get(PATH)
    assert page.status_code == 200
    assert f'href="{PATH}/{conversation}"' in page.text
    for words in ("arbeid", "Dronten", "door assistent", "Nederlands", "ma 23-11-2026 10.00"):
        assert words in page.text
    assert "Sanne" not in page.text


def test_the_list_says_when_a_conversation_goes(site: Site) -> None:
    ended(site)
    assert "wo 23-12-2026" in reviewer(site).http.get(PATH).text


def test_filters_narrow_the_list_and_nonsense_is_left_out(site: Site) -> None:
    conversation = ended(site, "Is dit anoniem?")
    somebody = reviewer(site)
    for query in ("form=labour", "danger=no", "from=2026-11-23&to=2026-11-23", "operator=x&to=x"):
        assert conversation in somebody.http.get(f"{PATH}?{query}").text, query
    for query in ("form=organ", "danger=yes", "to=2026-11-22", "reviewed=yes"):
        assert conversation not in somebody.http.get(f"{PATH}?{query}").text, query


def test_the_list_has_pages(site: Site) -> None:
    for number in range(52):
        ended(site, f"nummer {number}")
    somebody = reviewer(site)
    first = somebody.http.get(f"{PATH}?form=labour").text
    assert first.count('name="conversation"') == 50
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = somebody.http.get(older.replace("&amp;", "&")).text
    assert second.count('name="conversation"') == 2
    assert 'rel="prev"' in second


def test_a_transcript_is_masked_with_labels(site: Site) -> None:
    page = reviewer(site).http.get(f"{PATH}/{ended(site)}").text
    assert "Sanne" not in page
    assert "sanne@" not in page
    text = shown(page)
    assert "Ik heet ••• naam , mail ••• e-mail . Het is in Urk." in text
    assert "Begrepen als" in text
    assert "90 %" in text


def test_danger_is_shown_with_its_reasons(site: Site) -> None:
    page = reviewer(site).http.get(f"{PATH}/{ended(site, ACUTE)}").text
    assert "In dit gesprek schreef de bezoeker over gevaar." in page
    assert "Gevaar: acuut" in page


def test_a_reason_opens_it_for_that_page_only(site: Site) -> None:
    conversation = ended(site)
    somebody = reviewer(site)
    opened = somebody.post(f"{PATH}/{conversation}/open", headers={}, reason="police")
    assert SAID in opened.text
    assert "zonder afdekking" in opened.text
    assert "Sanne" not in somebody.http.get(f"{PATH}/{conversation}").text


def test_without_a_reason_it_stays_masked(site: Site) -> None:
    conversation = ended(site)
    for reason in ("", "zomaar"):
        answer = reviewer(site, login=f"r{len(reason)}").post(
            f"{PATH}/{conversation}/open", headers={}, reason=reason
        )
        assert answer.headers["location"] == f"{PATH}/{conversation}?problem=no_reason"


def test_who_is_busy_with_the_assistant_is_not_there(site: Site) -> None:
    conversation = site.visitor(SAID)
    somebody = reviewer(site)
    assert conversation not in somebody.http.get(PATH).text
    assert somebody.http.get(f"{PATH}/{conversation}").status_code == 404
    for action, fields in (
        ("open", {"reason": "police"}),
        ("export", {"kind": "json"}),
        ("extend", {"how": "days", "reason": "x"}),
        ("reviewed", {"reviewed": "yes"}),
        ("messages/2", {"comment": "x"}),
    ):
        answer = somebody.post(f"{PATH}/{conversation}/{action}", **fields)
        assert answer.status_code == 404, action
        assert "Sanne" not in answer.text


def test_deletions_leave_a_trace_without_content(site: Site) -> None:
    conversation = ended(site)
    site.services.conversations.erase(conversation)
    page = reviewer(site).http.get(f"{PATH}/deleted")
    assert "door de bezoeker gewist" in page.text
    assert conversation not in page.text


def test_operators_do_not_read_back(site: Site) -> None:
    conversation = ended(site)
    somebody = reviewer(site, Role.OPERATOR)
    for path in (PATH, f"{PATH}/{conversation}", f"{PATH}/deleted", f"{PATH}/corrections"):
        assert somebody.http.get(path, headers=JSON).status_code == 403, path


def test_maintainers_see_corrections_only(site: Site) -> None:
    conversation = ended(site)
    somebody = reviewer(site, Role.MAINTAINER)
    assert somebody.http.get(PATH).headers["location"] == f"{PATH}/corrections"
    assert somebody.http.get(f"{PATH}/corrections").status_code == 200
    for path in (f"{PATH}/{conversation}", f"{PATH}/deleted"):
        assert somebody.http.get(path, headers=JSON).status_code == 403, path
    for path in (f"{conversation}/open", f"{conversation}/export", "export", "search"):
        assert somebody.post(f"{PATH}/{path}", words="urk").status_code == 403, path
