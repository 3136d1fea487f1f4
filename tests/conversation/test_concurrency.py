"""What happens at the same moment: one wins, nothing is lost, nothing happens twice."""

import asyncio
import threading

from bot.conversation.services import Services
from bot.conversation.values import Exchange, NotTheOwner
from bot.engine.answer import Said
from bot.helpline.ownership import Sender, State
from tests.cast import ASK_PERSON, House, client_id, seqs, texts
from tests.conftest import Opener
from tests.racing import at_once

ROUNDS = 15


def test_of_two_operators_who_take_at_once_one_wins(house: House) -> None:
    house.open_desk(house.ayla, house.bram)
    desk = house.services.desk
    for _ in range(ROUNDS):
        conversation = house.waiting()
        outcomes = at_once(
            lambda c=conversation: desk.take(c, house.ayla),
            lambda c=conversation: desk.take(c, house.bram),
        )
        assert sum(isinstance(outcome, NotTheOwner) for outcome in outcomes) == 1
        house.services.conversations.leave(conversation)
        assert house.transcript(conversation).count(house.words("utter_person_joined")) == 1


def test_taking_over_while_the_visitor_stops_waiting_has_one_outcome(house: House) -> None:
    house.open_desk()
    services = house.services
    for _ in range(ROUNDS):
        conversation = house.waiting()
        took, stopped = at_once(
            lambda c=conversation: services.desk.take(c, house.ayla),
            lambda c=conversation: services.conversations.stop_waiting(c),
        )
        assert isinstance(stopped, Exchange)
        if isinstance(took, NotTheOwner):
            assert house.state(conversation) is State.BOT
        else:
            assert house.state(conversation) is State.PERSON
            assert stopped.messages == ()
            services.desk.hand_back(conversation, house.ayla)


def test_an_answer_that_races_a_take_over_never_comes_after_it(house: House) -> None:
    house.open_desk()
    services = house.services
    for _ in range(ROUNDS):
        conversation = house.start().conversation
        asked = threading.Event()

        def hold(_: str, said: Said, asked: threading.Event = asked) -> None:
            asked.set()

        house.engine.before_answer = hold

        def take_soon(c: str = conversation, asked: threading.Event = asked) -> None:
            asked.wait()
            for _ in range(200):
                try:
                    services.desk.take(c, house.ayla)
                except NotTheOwner:
                    continue
                return

        at_once(lambda c=conversation: house.send(c, ASK_PERSON), take_soon)
        house.engine.before_answer = None
        messages = services.conversations.messages_after(conversation, 0).messages
        senders = [message.sender for message in messages]
        joined = house.words("utter_person_joined")
        if joined in texts(messages):
            assert Sender.BOT not in senders[texts(messages).index(joined) :]
        assert seqs(messages) == list(range(1, len(messages) + 1))


def test_the_same_message_twice_at_once_is_stored_and_answered_once(house: House) -> None:
    conversations = house.services.conversations

    async def twice(conversation: str, client: str) -> list[Exchange]:
        return await asyncio.gather(
            *(conversations.receive(conversation, client, "Hallo", None) for _ in range(2))
        )

    for _ in range(ROUNDS):
        conversation = house.start().conversation
        first, second = asyncio.run(twice(conversation, client_id()))
        assert first.messages == second.messages
        assert house.transcript(conversation) == ["Welcome.", "Hallo", "2: Hallo"]


def test_three_quick_messages_keep_their_order(house: House) -> None:
    conversations = house.services.conversations

    async def three(conversation: str) -> None:
        await asyncio.gather(
            *(conversations.receive(conversation, client_id(), word, None) for word in "abc")
        )

    for _ in range(ROUNDS):
        conversation = house.start().conversation
        asyncio.run(three(conversation))
        assert house.transcript(conversation) == [
            "Welcome.",
            *("a", "2: a", "b", "3: b", "c", "4: c"),
        ]


def test_a_visitor_who_hangs_up_does_not_let_the_next_turn_overtake(house: House) -> None:
    conversations = house.services.conversations
    released = threading.Event()

    async def scenario(conversation: str) -> None:
        house.engine.before_answer = lambda *_: released.wait(5) and None
        first = asyncio.create_task(conversations.receive(conversation, client_id(), "a", None))
        await asyncio.sleep(0.05)
        first.cancel()
        second = asyncio.create_task(conversations.receive(conversation, client_id(), "b", None))
        await asyncio.sleep(0.05)
        released.set()
        await second

    conversation = house.start().conversation
    asyncio.run(scenario(conversation))
    assert house.transcript(conversation) == ["Welcome.", "a", "2: a", "b", "3: b"]


def test_visitor_and_operator_writing_at_once_leave_no_gap(house: House) -> None:
    conversation = house.with_person()
    desk, conversations = house.services.desk, house.services.conversations

    async def write_all() -> None:
        await asyncio.gather(
            *(conversations.receive(conversation, f"v{n}", f"v{n}", None) for n in range(8))
        )

    at_once(
        lambda: asyncio.run(write_all()),
        *(lambda n=n: desk.say(conversation, house.ayla, f"s{n}", f"s{n}") for n in range(8)),
    )
    messages = house.services.conversations.messages_after(conversation, 0).messages
    assert seqs(messages) == list(range(1, len(messages) + 1))
    assert {f"v{n}" for n in range(8)} | {f"s{n}" for n in range(8)} <= set(texts(messages))


def test_a_sentence_of_the_operator_sent_twice_at_once_is_stored_once(house: House) -> None:
    conversation = house.with_person()
    desk = house.services.desk
    for number in range(ROUNDS):
        client = f"s{number}"
        outcomes = at_once(
            *(lambda c=client: desk.say(conversation, house.ayla, c, c) for _ in range(2))
        )
        assert outcomes[0] == outcomes[1]
        assert house.transcript(conversation).count(client) == 1


def test_erasing_during_a_turn_leaves_nothing(house: House) -> None:
    conversation = house.start().conversation
    house.engine.before_answer = lambda *_: house.services.conversations.erase(conversation)
    outcomes = at_once(lambda: house.send(conversation, "Hallo"))
    assert type(outcomes[0]).__name__ == "UnknownConversation"


def restart(services: Services, open_again: Opener) -> Services:
    services.close()
    return open_again()


def test_a_restart_loses_no_message(house: House, open_again: Opener) -> None:
    conversation = house.with_person()
    house.services.desk.say(conversation, house.ayla, "s1", "Goedemorgen")
    before = house.services.conversations.messages_after(conversation, 0)
    again = restart(house.services, open_again)
    assert again.conversations.messages_after(conversation, 0) == before
