"""Promise 3: a person is offered only when a person can come; in doubt it is the phone.

Inside office hours AND an operator present and available, asked again at the very moment
at which the visitor is put in the queue.
"""

from collections.abc import Callable

import pytest

from bot.conversation.values import Exchange
from bot.engine.answer import Said
from bot.helpline.ownership import State
from tests.cast import ASK_PERSON, House

Situation = Callable[[House], object]


def ask(house: House) -> Exchange:
    return house.send(house.start().conversation, ASK_PERSON)


def nobody_signed_on(house: House) -> None:
    """Nothing to set up."""


def nobody_available(house: House) -> None:
    house.services.desk.set_available(house.ayla, False)


def console_closed_long_ago(house: House) -> None:
    house.open_desk()
    house.clock.advance(seconds=41)


def after_hours(house: House) -> None:
    house.clock.advance(hours=6)
    house.open_desk()


def before_hours(house: House) -> None:
    house.clock.advance(hours=-2, seconds=-1)
    house.open_desk()


def weekend(house: House) -> None:
    house.clock.advance(days=4)
    house.open_desk()


def christmas(house: House) -> None:
    house.clock.advance(days=52)
    house.open_desk()


def closed_by_staff(house: House) -> None:
    house.open_desk()
    house.services.desk.close_now(house.ayla, None, "teamoverleg")


def organisation_file_broken(house: House) -> None:
    house.open_desk()
    house.organisation_file.write_text("hours: [")


def organisation_file_gone(house: House) -> None:
    house.open_desk()
    house.organisation_file.unlink()


def signed_off(house: House) -> None:
    house.open_desk()
    house.services.desk.sign_off(house.ayla)


@pytest.mark.parametrize(
    "situation",
    [
        nobody_signed_on,
        nobody_available,
        console_closed_long_ago,
        after_hours,
        before_hours,
        weekend,
        christmas,
        closed_by_staff,
        organisation_file_broken,
        organisation_file_gone,
        signed_off,
    ],
)
def test_nobody_can_come_so_the_answer_is_the_phone(house: House, situation: Situation) -> None:
    situation(house)
    exchange = ask(house)
    assert exchange.state is State.BOT
    assert "088 2220 500" in exchange.messages[-1].text


def test_somebody_can_come_so_the_visitor_waits_for_that_person(house: House) -> None:
    house.open_desk()
    assert ask(house).state is State.WAITING


def test_the_last_second_before_closing_still_counts_and_the_first_after_does_not(
    house: House,
) -> None:
    house.clock.advance(hours=5, minutes=59, seconds=59)
    house.open_desk()
    assert ask(house).state is State.WAITING
    house.clock.advance(seconds=1)
    assert ask(house).state is State.BOT


def test_what_counts_is_the_moment_of_queueing_and_not_of_asking(house: House) -> None:
    def desk_closes_meanwhile(_: str, said: Said) -> None:
        house.services.desk.close_now(house.ayla, None, "brandalarm")

    house.open_desk()
    conversation = house.start().conversation
    house.engine.before_answer = desk_closes_meanwhile
    assert house.send(conversation, ASK_PERSON).state is State.BOT


def test_who_waits_for_somebody_who_is_gone_gets_the_phone(house: House) -> None:
    house.open_desk()
    conversation = house.waiting()
    house.tick(seconds=80)
    assert house.state(conversation) is State.BOT
    assert "088 2220 500" in house.transcript(conversation)[-1]
