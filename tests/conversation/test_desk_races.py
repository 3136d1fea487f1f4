"""What operators and visitors do at the same moment, many times: one wins, nothing is lost.

Each round is checked as a whole: who owns the chat, what the visitor read, and that whoever
lost was told so. Anything else that is raised, a deadlock for instance, fails the test.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.conversation import moves
from bot.conversation.services import Services
from bot.conversation.values import (
    AtLimit,
    ColleagueAway,
    ConversationClosed,
    NotTheOwner,
    StaffView,
    UnknownConversation,
)
from bot.helpline.ownership import Sender, State
from bot.store import conversations as rows
from bot.store.base import Base
from bot.store.models import Ownership
from tests.cast import ASK_PERSON, House, add_operator, seqs, texts
from tests.racing import at_once, staggered

pytestmark = pytest.mark.thorough

ROUNDS = 100


@pytest.fixture
def cato(house: House) -> int:
    operator = add_operator(house.services, "cato")
    house.open_desk(house.ayla, house.bram, operator)
    return operator


@pytest.fixture
def desk_open(house: House) -> None:
    house.open_desk(house.ayla, house.bram)


def rounds() -> Iterator[tuple[int, tuple[float, float]]]:
    for number in range(ROUNDS):
        yield number, staggered(number)


def owner(services: Services, conversation: str) -> tuple[State, int | None]:
    with services.database.read() as connection:
        row = connection.execute(
            select(Ownership.state, Ownership.operator_id)
            .where(Ownership.conversation == conversation)
            .order_by(Ownership.id.desc())
        ).first()
    assert row is not None
    return State(row.state), row.operator_id


def without_gaps(house: House, conversation: str) -> list[str]:
    messages = house.services.conversations.messages_after(conversation, 0).messages
    assert seqs(messages) == list(range(1, len(messages) + 1))
    return texts(messages)


def queued(house: House) -> str:
    """A fresh conversation in the queue, without a turn of the assistant: that takes longer."""
    conversation, at = house.start().conversation, house.clock()
    with house.services.database.write() as connection:
        changes = moves.to_waiting(at, at, 1)
        assert rows.change(connection, conversation, State.BOT, **changes) is not None
    return conversation


def talking(house: House, operator: int) -> str:
    """A fresh chat with this operator."""
    conversation = queued(house)
    house.services.desk.take(conversation, operator)
    return conversation


@pytest.mark.usefixtures("desk_open")
def test_two_operators_take_the_same_visitor(house: House) -> None:
    desk = house.services.desk
    for _, delays in rounds():
        conversation = queued(house)
        ayla, bram = at_once(
            lambda c=conversation: desk.take(c, house.ayla),
            lambda c=conversation: desk.take(c, house.bram),
            delays=delays,
        )
        assert {type(ayla), type(bram)} == {StaffView, NotTheOwner}
        winner = house.ayla if isinstance(ayla, StaffView) else house.bram
        assert owner(house.services, conversation) == (State.PERSON, winner)
        told = without_gaps(house, conversation)
        assert told.count(house.words("utter_person_joined")) == 1
        house.services.conversations.leave(conversation)


@pytest.mark.usefixtures("desk_open")
def test_handing_back_while_sending(house: House) -> None:
    desk = house.services.desk
    handed_back = house.words("utter_handed_back")
    for number, delays in rounds():
        conversation = talking(house, house.ayla)
        said, back = at_once(
            lambda c=conversation, n=number: desk.say(c, house.ayla, f"s{n}", "Nog iets"),
            lambda c=conversation: desk.hand_back(c, house.ayla),
            delays=delays,
        )
        assert back is None
        told = without_gaps(house, conversation)
        assert house.state(conversation) is State.BOT
        assert told[-1] == handed_back
        if isinstance(said, NotTheOwner):
            assert "Nog iets" not in told
        else:
            assert told.count("Nog iets") == 1


@pytest.mark.usefixtures("desk_open")
def test_closing_while_transferring(house: House) -> None:
    desk = house.services.desk
    for number, delays in rounds():
        conversation = talking(house, house.ayla)
        to = None if number % 3 == 0 else house.bram
        closed, passed = at_once(
            lambda c=conversation: desk.close(c, house.ayla),
            lambda c=conversation, t=to: desk.transfer(c, house.ayla, t, "Neem jij deze?"),
            delays=delays,
        )
        assert [type(closed), type(passed)] in (
            [type(None), NotTheOwner],
            [NotTheOwner, type(None)],
        )
        told = without_gaps(house, conversation)
        state = house.state(conversation)
        if closed is None:
            assert state is State.CLOSED
            assert told[-1] == house.words("utter_chat_closed")
        else:
            assert state is (State.WAITING if to is None else State.PERSON)
            assert house.words("utter_chat_closed") not in told
        house.services.conversations.leave(conversation)


@pytest.mark.usefixtures("desk_open")
def test_transferring_while_the_visitor_erases(house: House) -> None:
    desk, conversations = house.services.desk, house.services.conversations
    for number, delays in rounds():
        conversation = talking(house, house.ayla)
        to = None if number % 3 == 0 else house.bram
        passed, erased = at_once(
            lambda c=conversation, t=to: desk.transfer(c, house.ayla, t, "Neem jij deze?"),
            lambda c=conversation: conversations.erase(c),
            delays=delays,
        )
        assert erased is None
        assert passed is None or isinstance(passed, UnknownConversation)
        assert left_of(house.services, conversation) == []
        assert desk.queue() == desk.mine(house.ayla) == desk.mine(house.bram) == []


@pytest.mark.usefixtures("desk_open")
def test_transferring_to_a_colleague_who_signs_off(house: House) -> None:
    desk = house.services.desk
    for _, delays in rounds():
        conversation = talking(house, house.ayla)
        passed, gone = at_once(
            lambda c=conversation: desk.transfer(c, house.ayla, house.bram, "Neem jij deze?"),
            lambda: desk.sign_off(house.bram),
            delays=delays,
        )
        assert gone is None
        told = without_gaps(house, conversation)
        if isinstance(passed, ColleagueAway):
            assert owner(house.services, conversation) == (State.PERSON, house.ayla)
            assert house.words("utter_transferred") not in told
        else:
            # It reached the colleague, who then left: the visitor is back in line.
            assert passed is None
            assert house.state(conversation) is State.WAITING
            assert told[-1] == house.words("utter_operator_dropped")
        house.services.conversations.leave(conversation)
        house.open_desk(house.bram)


def test_two_transfers_of_one_chat(house: House, cato: int) -> None:
    desk = house.services.desk
    for _, delays in rounds():
        conversation = talking(house, house.ayla)
        outcomes = at_once(
            lambda c=conversation: desk.transfer(c, house.ayla, house.bram, "voor Bram"),
            lambda c=conversation: desk.transfer(c, house.ayla, cato, "voor Cato"),
            delays=delays,
        )
        assert {type(outcome) for outcome in outcomes} == {type(None), NotTheOwner}
        winner = house.bram if outcomes[0] is None else cato
        assert owner(house.services, conversation) == (State.PERSON, winner)
        told = without_gaps(house, conversation)
        assert told.count(house.words("utter_transferred")) == 1
        house.services.conversations.leave(conversation)


def test_two_colleagues_transfer_to_the_last_place_of_a_third(house: House, cato: int) -> None:
    desk = house.services.desk
    for _ in range(2):
        talking(house, cato)
    mine, yours = talking(house, house.ayla), talking(house, house.bram)
    for _, delays in rounds():
        outcomes = at_once(
            lambda: desk.transfer(mine, house.ayla, cato, ""),
            lambda: desk.transfer(yours, house.bram, cato, ""),
            delays=delays,
        )
        assert {type(outcome) for outcome in outcomes} == {type(None), ColleagueAway}
        assert len(desk.mine(cato)) == 3
        passed, giver = (mine, house.ayla) if outcomes[0] is None else (yours, house.bram)
        desk.transfer(passed, cato, giver, "")


def test_two_operators_give_each_other_a_chat(house: House) -> None:
    house.open_desk(house.ayla, house.bram)
    desk = house.services.desk
    mine, yours = talking(house, house.ayla), talking(house, house.bram)
    for _, delays in rounds():
        outcomes = at_once(
            lambda c=mine: desk.transfer(c, house.ayla, house.bram, ""),
            lambda c=yours: desk.transfer(c, house.bram, house.ayla, ""),
            delays=delays,
        )
        assert outcomes == [None, None]
        mine, yours = yours, mine


@pytest.mark.usefixtures("desk_open")
def test_taking_two_visitors_at_once_with_one_place_left(house: House) -> None:
    desk = house.services.desk
    for _ in range(2):
        talking(house, house.ayla)
    for _, delays in rounds():
        first, second = queued(house), queued(house)
        outcomes = at_once(
            lambda c=first: desk.take(c, house.ayla),
            lambda c=second: desk.take(c, house.ayla),
            delays=delays,
        )
        assert {type(outcome) for outcome in outcomes} == {StaffView, AtLimit}
        assert len(desk.mine(house.ayla)) == 3
        for conversation in (first, second):
            house.services.conversations.leave(conversation)


@pytest.mark.usefixtures("desk_open")
def test_writing_while_being_transferred(house: House) -> None:
    """The visitor's words are kept, whoever has the chat by then."""
    desk = house.services.desk
    conversation = talking(house, house.ayla)
    giver, taker = house.ayla, house.bram
    for number, delays in rounds():
        sent, passed = at_once(
            lambda n=number: house.send(conversation, f"bericht {n}"),
            lambda g=giver, t=taker: desk.transfer(conversation, g, t, ""),
            delays=delays,
        )
        assert passed is None
        assert not isinstance(sent, Exception)
        giver, taker = taker, giver
    told = without_gaps(house, conversation)
    assert [text for text in told if text.startswith("bericht")] == [
        f"bericht {number}" for number in range(ROUNDS)
    ]
    messages = house.services.conversations.messages_after(conversation, 0).messages
    joined = texts(messages).index(house.words("utter_person_joined"))
    assert Sender.BOT not in [message.sender for message in messages[joined:]]


@pytest.mark.usefixtures("desk_open")
def test_transferring_to_the_queue_while_the_visitor_leaves(house: House) -> None:
    desk, conversations = house.services.desk, house.services.conversations
    for _, delays in rounds():
        conversation = talking(house, house.ayla)
        passed, left = at_once(
            lambda c=conversation: desk.transfer(c, house.ayla, None, "even wachten"),
            lambda c=conversation: conversations.leave(c),
            delays=delays,
        )
        assert left is None
        assert passed is None or isinstance(passed, NotTheOwner)
        assert house.state(conversation) is State.CLOSED
        with pytest.raises(ConversationClosed):
            house.send(conversation, ASK_PERSON)


def left_of(services: Services, conversation: str) -> list[str]:
    """The tables that still hold a row of a conversation."""
    with services.database.read() as connection:
        return [
            table.name
            for table in Base.metadata.sorted_tables
            for column in (table.c.get("conversation"),)
            if column is not None
            and connection.execute(select(column).where(column == conversation)).first()
        ]
