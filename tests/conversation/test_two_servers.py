"""Two servers on one PostgreSQL database, without anything that ties a visitor to one."""

import asyncio
import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversation.hub import DESK, Event, conversation_topic
from bot.conversation.services import Services, open_services
from bot.helpline.ownership import State
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.store.staff_models import AuditEntry
from tests.cast import (
    ASK_PERSON,
    FixedClock,
    ScriptedEngine,
    add_operator,
    client_id,
    seqs,
    texts,
    wording,
)
from tests.racing import at_once

pytestmark = pytest.mark.postgres

MESSAGES = 15


@pytest.fixture
def settings(postgres_url: str, tmp_path: Path, organisation: OrganisationFile) -> Settings:
    return Settings(
        database_url=postgres_url,
        key_file=tmp_path / "master.key",
        organisation_file=tmp_path / "organisation.yml",
        starts_per_minute=0,
    )


def serve(settings: Settings) -> Services:
    """One more server."""
    organisation = OrganisationFile(settings.organisation_file)
    return open_services(settings, ScriptedEngine(), wording(), organisation, FixedClock())


def write_messages(settings: Settings, conversation: str, name: str) -> None:
    """The work of another process: messages of one conversation."""
    services = serve(settings)

    async def run() -> None:
        for number in range(MESSAGES):
            await services.conversations.receive(
                conversation, f"{name}-{number}", f"vraag {number} van {name}", None
            )

    asyncio.run(run())
    services.close()


def test_turns_of_one_conversation_in_two_processes_do_not_mix(settings: Settings) -> None:
    services = serve(settings)
    conversation = services.conversations.start("nl").conversation
    spawn = multiprocessing.get_context("spawn")
    processes = [
        spawn.Process(target=write_messages, args=(settings, conversation, name))
        for name in ("a", "b")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    messages = services.conversations.messages_after(conversation, 0).messages
    services.close()
    assert seqs(messages) == list(range(1, 2 + 4 * MESSAGES))
    # Each answer directly follows its question, and counts one turn further: no turn was
    # lost, repeated, or based on an old memory.
    for turn, start in enumerate(range(1, len(messages), 2), start=2):
        question, answer = messages[start], messages[start + 1]
        assert answer.text == f"{turn}: {question.text}"


def test_a_chat_goes_over_to_an_operator_of_another_server(settings: Settings) -> None:
    here, there = serve(settings), serve(settings)
    ayla = add_operator(here, "ayla")
    there.desk.set_available(ayla, True)
    conversation = here.conversations.start("nl").conversation
    exchange = asyncio.run(here.conversations.receive(conversation, client_id(), ASK_PERSON, None))
    assert exchange.state is State.WAITING
    there.desk.take(conversation, ayla)
    there.desk.say(conversation, ayla, "s1", "Goedemorgen")
    received = here.conversations.messages_after(conversation, exchange.messages[-1].seq)
    here.close()
    there.close()
    assert received.state is State.PERSON
    assert texts(received.messages)[-1] == "Goedemorgen"


def test_a_stream_on_one_server_hears_what_is_stored_by_the_other(settings: Settings) -> None:
    here, there = serve(settings), serve(settings)
    for services in (here, there):
        assert services.bridge is not None
        assert services.bridge.wait_until_listening(20)

    async def scenario() -> int:
        started = await asyncio.to_thread(here.conversations.start, "nl")
        with there.hub.subscribe(conversation_topic(started.conversation)) as events:
            exchange = await here.conversations.receive(
                started.conversation, client_id(), "Hallo", None
            )
            last = Event("message", {"seq": exchange.messages[-1].seq})
            async with asyncio.timeout(20):
                async for event in events:
                    if event == last:
                        return event.data["seq"]
        raise AssertionError("the stream ended")

    assert asyncio.run(scenario()) == 3
    here.close()
    there.close()


def test_what_happens_at_one_server_is_known_at_the_other(settings: Settings) -> None:
    """The alarm of a transfer, and that the visitor's page is open."""
    here, there = serve(settings), serve(settings)
    for services in (here, there):
        assert services.bridge is not None
        assert services.bridge.wait_until_listening(20)
    ayla, bram = add_operator(here, "ayla"), add_operator(here, "bram")
    here.desk.set_available(ayla, True)
    there.desk.set_available(bram, True)
    conversation = here.conversations.start("nl").conversation
    asyncio.run(here.conversations.receive(conversation, client_id(), ASK_PERSON, None))
    here.desk.take(conversation, ayla)

    async def scenario() -> None:
        alarm = Event("transfer", {"conversation": conversation, "to": bram})
        with there.hub.subscribe(DESK) as events:
            await asyncio.to_thread(here.conversations.visitor_present, conversation)
            await asyncio.to_thread(here.desk.transfer, conversation, ayla, bram, "voor jou")
            async with asyncio.timeout(20):
                async for event in events:
                    if event == alarm:
                        return
        raise AssertionError("the stream ended")

    asyncio.run(scenario())
    entry = there.desk.mine(bram)[0]
    here.close()
    there.close()
    assert (entry.conversation, entry.visitor_here) == (conversation, True)


def test_two_servers_turn_somebody_off_once(settings: Settings) -> None:
    here, there = serve(settings), serve(settings)
    ayla = add_operator(here, "ayla")
    here.desk.set_available(ayla, True)
    later = FixedClock().advance(minutes=15)
    at_once(*(lambda s=services: s.tick(later) for services in (here, there)))
    with here.database.session() as session:
        actions = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    here.close()
    there.close()
    assert actions == ["available", "not_available"]
