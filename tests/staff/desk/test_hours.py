"""Presence that tells the truth, and the hours of the desk, as the console has them."""

from datetime import timedelta

import pytest

from tests.staff.site import Operator, Site


@pytest.fixture
def anna(site: Site) -> Operator:
    return site.on_duty()


def sit_still(site: Site, who: Operator, minutes: int) -> None:
    """The console stays open, and nothing is done in it."""
    for _ in range(minutes):
        site.clock.advance(minutes=1)
        who.post("/staff/heartbeat")
    site.services.tick(site.clock())


def test_who_does_nothing_is_warned_with_the_time_that_is_left(site: Site, anna: Operator) -> None:
    assert anna.overview()["off_at"] == ""

    sit_still(site, anna, 12)

    off_at = str(anna.overview()["off_at"])
    assert off_at == (site.clock() + timedelta(minutes=3)).isoformat()


def test_who_says_to_be_there_stays_available(site: Site, anna: Operator) -> None:
    sit_still(site, anna, 12)

    assert anna.post("/staff/active").json() == {"off_at": ""}

    sit_still(site, anna, 5)
    assert anna.overview()["available"] is True


def test_who_says_nothing_is_switched_off_and_reads_why(site: Site, anna: Operator) -> None:
    sit_still(site, anna, 16)

    overview = anna.overview()
    assert (overview["available"], overview["off_because"]) == (False, "inactive")
    assert "omdat je een tijd niets deed" in str(overview["presence_words"])
    assert "omdat je een tijd niets deed" in anna.http.get("/staff/").text


def test_the_desk_is_empty_when_nobody_is_available(site: Site, anna: Operator) -> None:
    assert anna.overview()["desk"]["empty"] is False  # type: ignore[index]

    anna.post("/staff/available", available="no")

    assert anna.overview()["desk"]["empty"] is True  # type: ignore[index]


def test_the_desk_can_stay_open_longer_today(site: Site, anna: Operator) -> None:
    desk = anna.post("/staff/desk/open", until="18.30", reason="Drukte").json()["desk"]

    assert "Open tot 18.30 uur" in desk["sentence"]
    assert "door Anna Voorbeeld: “Drukte”" in desk["sentence"]

    back = anna.post("/staff/desk/ordinary").json()
    assert "Open tot 17.00 uur" in back["desk"]["sentence"]
    assert back["notice"] == "Vandaag gelden weer de gewone openingstijden."


def test_the_desk_can_be_opened_in_the_evening(site: Site, anna: Operator) -> None:
    site.clock.advance(hours=9)
    anna.sign_in()
    anna.post("/staff/available", available="yes")
    assert not site.services.desk.availability().person_available

    anna.post("/staff/desk/open", until="21:00", reason="Oproep op de radio")

    assert site.services.desk.availability().person_available


@pytest.mark.parametrize("until", ["9.00", "25.00", "straks", "16.59"])
def test_a_time_that_cannot_be_is_refused_in_words(anna: Operator, until: str) -> None:
    answer = anna.post("/staff/desk/open", until=until, reason="Drukte")

    assert answer.status_code == 422
    assert "Kies een tijd later dan nu" in answer.json()["detail"]


def test_opening_longer_needs_a_reason(anna: Operator) -> None:
    assert anna.post("/staff/desk/open", until="18.00", reason="").status_code == 422


def test_without_a_script_the_hours_can_be_changed(anna: Operator) -> None:
    sent_on = anna.post(
        "/staff/desk/open", headers={"Accept": "text/html"}, until="18.00", reason="Drukte"
    )

    assert "De chat is vandaag langer open." in anna.http.get(sent_on.headers["location"]).text
