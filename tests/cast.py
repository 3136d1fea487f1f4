"""The fixed cast of the tests: a clock, an assistant that follows a script, and operators.

Everything here is made up. The day is Tuesday 3 November 2026, inside office hours.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from uuid import uuid4

from bot.conversation.services import Services
from bot.conversation.values import Exchange, Message, Started
from bot.engine.answer import (
    Answer,
    Button,
    Directive,
    EngineUnavailable,
    Reply,
    Said,
    Understood,
)
from bot.helpline.ownership import State
from bot.organisation import OrganisationFile
from bot.store.staff_models import Operator
from bot.wording import Wording

ROOT = Path(__file__).parents[1]

TUESDAY_MORNING = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
"""11.00 uur in Lelystad: open."""

AYLA = "ayla"
BRAM = "bram"

ACUTE = "Hij staat nu voor de deur met een mes"
SUICIDE = "Ik wil niet meer leven, ik maak er vanavond een eind aan"
UNCLEAR = "Ik ben bang voor hem"

BROKEN = "the assistant breaks down"
ASK_PERSON = "I want to talk to a person"
ERASE = "erase all of it"
GOODBYE = "goodbye"
WITH_BUTTONS = "show me choices"


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = TUESDAY_MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        """Moves the clock, as in `advance(minutes=5)`, and gives the new time."""
        self.now += timedelta(**by)
        return self.now


@dataclass
class ScriptedEngine:
    """An assistant that repeats what it hears, and does what a few sentences ask.

    Its memory counts the turns, so that a lost or repeated turn shows. `before_answer` runs
    in the middle of each turn.
    """

    ready: bool = True
    before_answer: Callable[[str, Said], None] | None = None
    report: dict[str, str] = field(default_factory=dict)
    heard: list[Said] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def answer(
        self, conversation_id: str, said: Said, memory: bytes | None, at: datetime
    ) -> Answer:
        """The scripted answer. Raises EngineUnavailable when told that it breaks."""
        with self._lock:
            self.heard.append(said)
        if self.before_answer is not None:
            self.before_answer(conversation_id, said)
        if not self.ready or said.text == BROKEN:
            raise EngineUnavailable("scripted")
        turn = int(memory or b"0") + 1
        return Answer(
            replies=self._replies(said, turn),
            memory=str(turn).encode(),
            report=dict(self.report),
            directives=_directives(said),
            understood=Understood("scripted", 0.9),
        )

    def _replies(self, said: Said, turn: int) -> tuple[Reply, ...]:
        if said.payload == "/start":
            return (Reply("Welcome.", (Button("Person", "/ask_person"),)),)
        if said.text == WITH_BUTTONS:
            return (Reply("Choose.", (Button("Red", "/red"), Button("Danger", "/danger_now"))),)
        return (Reply(f"{turn}: {said.payload or said.text}"),)


def _directives(said: Said) -> frozenset[Directive]:
    asked = {
        ASK_PERSON: Directive.HAND_OFF,
        "/ask_person": Directive.HAND_OFF,
        ERASE: Directive.ERASE,
        GOODBYE: Directive.CLOSE,
    }
    directive = asked.get(said.payload or said.text)
    return frozenset() if directive is None else frozenset({directive})


@dataclass(frozen=True)
class House:
    """A running conversation service with its scripted assistant and its clock."""

    services: Services
    engine: ScriptedEngine
    clock: FixedClock
    organisation_file: Path
    ayla: int
    bram: int

    def start(self) -> Started:
        """A new conversation."""
        return self.services.conversations.start("nl")

    def send(self, conversation: str, text: str, client: str | None = None) -> Exchange:
        """Sends a text, as the web layer does."""
        conversations = self.services.conversations
        return asyncio.run(conversations.receive(conversation, client or client_id(), text, None))

    def choose(self, conversation: str, choice: str) -> Exchange:
        """Sends a choice, as the web layer does."""
        conversations = self.services.conversations
        return asyncio.run(conversations.receive(conversation, client_id(), None, choice))

    def open_desk(self, *operators: int) -> None:
        """These operators (Ayla by default) are there and take chats."""
        for operator in operators or (self.ayla,):
            self.services.desk.set_available(operator, True)

    def waiting(self) -> str:
        """A conversation that waits for a person; the desk must be open."""
        conversation = self.start().conversation
        assert self.send(conversation, ASK_PERSON).state is State.WAITING
        return conversation

    def with_person(self) -> str:
        """A conversation that Ayla handles."""
        self.open_desk(self.ayla)
        conversation = self.waiting()
        self.services.desk.take(conversation, self.ayla)
        return conversation

    def tick(self, **by: float) -> None:
        """Moves the clock and lets the watch look."""
        self.services.tick(self.clock.advance(**by))

    def transcript(self, conversation: str) -> list[str]:
        """All texts of a conversation, in order."""
        return texts(self.services.conversations.messages_after(conversation, 0).messages)

    def state(self, conversation: str) -> State:
        """Who owns the conversation now."""
        return self.services.conversations.messages_after(conversation, 0).state

    def words(self, key: str, **values: object) -> str:
        """A sentence of the service, as the visitor reads it."""
        facts = OrganisationFile(ROOT / "organisation.yml").current().facts("nl")
        return wording().text(key, "nl", facts, **values)


@cache
def wording() -> Wording:
    """The real wording of the dialogue files, read once."""
    return Wording.load(ROOT)


def client_id() -> str:
    """A client id that was never used."""
    return str(uuid4())


def add_operator(services: Services, login: str) -> int:
    """An operator in the database; the id."""
    with services.database.session() as session:
        operator = Operator(
            login=login,
            name=login.title(),
            password_hash="none",
            totp_secret=b"none",
            created_at=TUESDAY_MORNING,
        )
        session.add(operator)
        session.flush()
        return operator.id


def texts(messages: Sequence[Message]) -> list[str]:
    """The texts of messages, in order."""
    return [message.text for message in messages]


def seqs(messages: Sequence[Message]) -> list[int]:
    """The sequence numbers of messages."""
    return [message.seq for message in messages]
