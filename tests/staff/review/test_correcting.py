"""Correcting, marking as reviewed, keeping longer: the forms of the transcript."""

import json
from datetime import timedelta

import pytest

from bot.helpline.roles import Role
from bot.staff.review.labels import load_labels
from tests.staff.review.reviewing import PATH, SAID, ended, reviewer
from tests.staff.site import ROOT, Operator, Site


def correct(somebody: Operator, conversation: str, seq: int = 2, **fields: object) -> str:
    answer = somebody.http.post(
        f"{PATH}/{conversation}/messages/{seq}", data={"csrf": somebody.csrf, **fields}
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def lines(somebody: Operator, **fields: str) -> list[dict[str, object]]:
    answer = somebody.post(f"{PATH}/corrections/export", headers={}, **fields)
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_correction_comes_back_on_the_page(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    where = correct(
        somebody,
        conversation,
        intent="form_labour",
        span=[f"{SAID.index('Urk')}-{SAID.index('Urk') + 3}-place"],
        flag=["danger_missed", "bad_answer"],
        comment="te vaag",
    )
    assert where == f"{PATH}/{conversation}?done=corrected#m2"
    page = somebody.http.get(where).text
    for words in ("De verbetering is opgeslagen.", "plaats: Urk", "Gevaar gemist", "te vaag"):
        assert words in page
    assert '<option value="form_labour" selected>' in page


def test_words_are_chosen_without_script(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    start = SAID.index("Urk")
    correct(somebody, conversation, first=str(start), last=str(start + 3), entity="place")
    assert "plaats: Urk" in somebody.http.get(f"{PATH}/{conversation}").text


def test_labels_that_do_not_exist_are_left_out(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    correct(somebody, conversation, intent="nonsense", span=["1-2-nonsense", "x"], flag=["x"])
    assert "Verbeterd" not in somebody.http.get(f"{PATH}/{conversation}").text


def test_a_message_of_the_assistant_cannot_be_corrected(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    assert somebody.post(f"{PATH}/{conversation}/messages/1", comment="x").status_code == 404


def test_the_whole_conversation_has_a_comment_and_a_mark(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    correct(somebody, conversation, seq=0, comment="netjes verlopen")
    somebody.post(f"{PATH}/{conversation}/reviewed", headers={}, reviewed="yes")
    page = somebody.http.get(f"{PATH}/{conversation}").text
    assert "netjes verlopen" in page
    assert "Rian Voorbeeld, ma 23-11-2026" in page
    assert "Toch niet nagelezen" in page


def test_keeping_it_longer_moves_the_date_and_shows_the_reason(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    path = f"{PATH}/{conversation}"
    somebody.post(f"{path}/extend", headers={}, how="days", reason="aangifte loopt")
    page = somebody.http.get(path).text
    assert "vr 22-1-2027" in page
    assert "aangifte loopt" in page
    assert "verlengd" in page


def test_keeping_it_until_a_day_is_to_the_end_of_that_day(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    path = f"{PATH}/{conversation}/extend"
    answer = somebody.post(path, headers={}, how="until", until="2027-03-01", reason="aangifte")
    assert answer.headers["location"].endswith("?done=extended")
    site.clock.now += timedelta(days=97)
    assert site.services.run_retention(site.clock.now) == 0
    site.clock.now += timedelta(days=2)
    assert site.services.run_retention(site.clock.now) == 1


@pytest.mark.parametrize(
    ("until", "reason"), [("2026-12-01", "x"), ("2028-01-01", "x"), ("2027-03-01", " "), ("", "x")]
)
def test_what_cannot_be_kept_is_said(site: Site, until: str, reason: str) -> None:
    conversation, somebody = ended(site), reviewer(site)
    path = f"{PATH}/{conversation}/extend"
    answer = somebody.post(path, headers={}, how="until", until=until, reason=reason)
    assert answer.headers["location"].endswith("?problem=not_extended")
    assert "Dat kan niet." in somebody.http.get(answer.headers["location"]).text


def test_maintainers_get_examples_without_names(site: Site) -> None:
    conversation = ended(site)
    start = SAID.index("Urk")
    correct(
        reviewer(site),
        conversation,
        intent="form_labour",
        span=[f"{start}-{start + 3}-place", "8-13-role"],
        comment="Sanne bedoelt werk",
    )
    maintainer = reviewer(site, Role.MAINTAINER, login="max")
    page = maintainer.http.get(f"{PATH}/corrections").text
    assert "Sanne" not in page
    assert "Arbeidsuitbuiting" in page
    (example,) = lines(maintainer)
    assert example["text"] == "Ik heet •••, mail •••. Het is in Urk."
    assert example["intent"] == "form_labour"
    assert example["entities"] == [{"start": 33, "end": 36, "value": "Urk", "entity": "place"}]
    assert example["example"] == "Ik heet •••, mail •••. Het is in [Urk](place)."
    assert "Sanne" not in str(example)


def test_corrections_are_filtered(site: Site) -> None:
    somebody = reviewer(site)
    correct(somebody, ended(site), intent="form_labour")
    correct(somebody, ended(site), intent="greet", flag=["false_alarm"])
    assert len(lines(somebody)) == 2
    assert [one["intent"] for one in lines(somebody, flag="false_alarm")] == ["greet"]
    assert [one["intent"] for one in lines(somebody, intent="form_labour")] == ["form_labour"]
    assert lines(somebody, until="2026-11-22") == []


def test_every_intent_has_a_word(site: Site) -> None:
    labels = load_labels(ROOT / "domain.yml")
    texts = site.app.state.staff.texts
    assert len(labels.intents) > 50
    for intent in labels.intents:
        assert texts.has(f"review.intents.{intent}"), intent


def test_a_comment_that_is_shown_masked_stays_when_it_is_not_changed(site: Site) -> None:
    conversation, somebody = ended(site), reviewer(site)
    correct(somebody, conversation, comment="Sanne bedoelt werk")
    page = somebody.http.get(f"{PATH}/{conversation}").text
    assert "Sanne" not in page
    assert 'name="comment_before" value="••• bedoelt werk"' in page
    masked = "••• bedoelt werk"
    correct(somebody, conversation, intent="greet", comment=masked, comment_before=masked)
    opened = somebody.post(f"{PATH}/{conversation}/open", headers={}, reason="quality").text
    assert "Sanne bedoelt werk" in opened
    assert '<option value="greet" selected>' in opened
