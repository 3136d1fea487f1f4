"""Opening longer today and closing now: both count at once, and closing goes first.

The day is Tuesday 3 November 2026; the desk closes at 17.00 uur, 16.00 in UTC.
"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.conversation.values import WrongTime
from bot.helpline.availability import Reason
from bot.helpline.office_hours import is_open
from bot.helpline.ownership import State
from bot.store.staff_models import AuditEntry
from tests.cast import ASK_PERSON, TUESDAY_MORNING, House

FIVE = TUESDAY_MORNING.replace(hour=16)
SIX = TUESDAY_MORNING.replace(hour=17)
EIGHT = TUESDAY_MORNING.replace(hour=19)


def at(house: House, moment: datetime) -> None:
    """Moves the clock; Ayla is there and available by then."""
    house.clock.now = moment
    house.open_desk()


def test_the_desk_stays_open_longer_at_once(house: House) -> None:
    at(house, FIVE - timedelta(minutes=5))
    desk = house.services.desk
    assert desk.availability().last_call
    desk.open_until(house.ayla, SIX, "het is druk")
    longer = desk.availability()
    assert (longer.person_available, longer.until, longer.last_call) == (True, SIX, False)


def test_it_is_half_open_as_all_hours_are(house: House) -> None:
    at(house, FIVE - timedelta(minutes=5))
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    at(house, SIX - timedelta(microseconds=1))
    assert house.services.desk.availability().person_available
    at(house, SIX)
    assert house.services.desk.availability().reason is Reason.OUTSIDE_HOURS


def test_a_visitor_can_wait_for_a_person_in_the_longer_hours(house: House) -> None:
    at(house, FIVE + timedelta(minutes=20))
    conversation = house.start().conversation
    assert house.send(conversation, ASK_PERSON).state is State.BOT
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    assert house.send(conversation, ASK_PERSON).state is State.WAITING


def test_the_last_call_and_the_closing_follow_the_longer_hours(house: House) -> None:
    at(house, FIVE - timedelta(minutes=5))
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    at(house, SIX - timedelta(minutes=9))
    conversation = house.waiting()
    house.tick(seconds=2)
    told = house.words("utter_desk_closing", closes_at="18.00 uur")
    assert house.transcript(conversation)[-1] == told
    at(house, SIX)
    house.tick(seconds=0)
    assert house.state(conversation) is State.BOT
    assert house.transcript(conversation)[-1] == house.words(
        "utter_desk_closed_while_waiting", next_opening="morgen om 9.00 uur"
    )


def test_tomorrow_has_its_ordinary_hours(house: House) -> None:
    at(house, FIVE - timedelta(minutes=5))
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    at(house, FIVE + timedelta(days=1, minutes=1))
    assert house.services.desk.availability().reason is Reason.OUTSIDE_HOURS
    assert house.services.desk.opened_longer() is None


def test_on_a_closed_day_the_desk_can_be_opened_too(house: House) -> None:
    at(house, TUESDAY_MORNING + timedelta(days=4))
    desk = house.services.desk
    assert desk.availability().reason is Reason.OUTSIDE_HOURS
    desk.open_until(house.ayla, house.clock() + timedelta(hours=2), "open dag")
    assert desk.availability().person_available
    assert desk.availability().next_opening == TUESDAY_MORNING + timedelta(days=5, hours=22)


def test_closing_now_goes_before_opening_longer(house: House) -> None:
    at(house, FIVE - timedelta(minutes=5))
    desk = house.services.desk
    desk.open_until(house.ayla, SIX, "het is druk")
    desk.close_now(house.ayla, None, "brandalarm")
    assert desk.availability().reason is Reason.CLOSED_BY_STAFF
    # Also in the other order: who opens longer does not undo a closing.
    desk.open_until(house.ayla, EIGHT, "toch langer")
    assert desk.availability().reason is Reason.CLOSED_BY_STAFF
    desk.reopen(house.ayla)
    assert desk.availability().until == EIGHT


def test_the_longer_hours_can_be_taken_back(house: House) -> None:
    at(house, FIVE + timedelta(minutes=5))
    desk = house.services.desk
    desk.open_until(house.ayla, SIX, "het is druk")
    desk.keep_hours(house.ayla)
    assert desk.availability().reason is Reason.OUTSIDE_HOURS
    assert desk.opened_longer() is None


@pytest.mark.parametrize(
    "until",
    [
        FIVE,  # it is open until then anyway
        TUESDAY_MORNING - timedelta(minutes=1),  # past
        TUESDAY_MORNING + timedelta(days=1),  # another day
        TUESDAY_MORNING.replace(hour=23),  # midnight by the clock of the helpline
    ],
)
def test_only_a_later_time_of_today(house: House, until: datetime) -> None:
    house.open_desk()
    with pytest.raises(WrongTime):
        house.services.desk.open_until(house.ayla, until, "het is druk")
    assert house.services.desk.availability().until == FIVE


def test_who_opened_it_and_why_can_be_told(house: House) -> None:
    house.open_desk()
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    opened = house.services.desk.opened_longer()
    assert opened is not None
    assert (opened.name, opened.until, opened.reason) == ("Ayla", SIX, "het is druk")


def test_it_stands_in_the_audit_log(house: House) -> None:
    house.open_desk()
    desk = house.services.desk
    desk.open_until(house.ayla, SIX, "het is druk")
    desk.keep_hours(house.ayla)
    desk.keep_hours(house.ayla)
    with house.services.database.session() as session:
        entries = session.execute(
            select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.id)
        ).all()
    assert [tuple(entry) for entry in entries[1:]] == [
        ("open_desk", "until 18:00"),
        ("ordinary_hours", ""),
    ]


def test_the_hours_that_are_asked_from_outside_are_those_of_the_file(house: House) -> None:
    house.open_desk()
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    assert not is_open(FIVE)


def test_a_broken_organisation_file_still_means_the_phone(house: House) -> None:
    house.open_desk()
    house.organisation_file.write_text("hours: nonsense")
    house.services.desk.open_until(house.ayla, SIX, "het is druk")
    assert house.services.desk.availability().reason is Reason.UNKNOWN
