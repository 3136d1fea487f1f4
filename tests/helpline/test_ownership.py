"""Who may own a conversation after whom."""

import pytest

from bot.helpline.ownership import State, bot_may_speak, may_change


@pytest.mark.parametrize("state", list(State))
def test_only_the_assistant_as_owner_lets_the_assistant_speak(state: State) -> None:
    assert bot_may_speak(state) is (state is State.BOT)


@pytest.mark.parametrize("after", list(State))
def test_nothing_leaves_the_closed_state(after: State) -> None:
    assert not may_change(State.CLOSED, after)


@pytest.mark.parametrize("before", [State.BOT, State.WAITING, State.PERSON])
def test_everything_can_be_closed(before: State) -> None:
    assert may_change(before, State.CLOSED)


def test_a_person_comes_only_to_somebody_who_waits() -> None:
    assert may_change(State.WAITING, State.PERSON)
    assert not may_change(State.BOT, State.PERSON)


def test_a_dropped_chat_goes_back_to_the_queue_or_to_the_assistant() -> None:
    assert may_change(State.PERSON, State.WAITING)
    assert may_change(State.PERSON, State.PERSON)
    assert may_change(State.PERSON, State.BOT)
