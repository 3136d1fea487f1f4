"""The fixed cast of the tests: a clock, an assistant that follows a script, and operators.

Everything here is made up. The day is Tuesday 3 November 2026, inside office hours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import uuid4

from sqlalchemy import insert, update

from bot.conversation.services import Services
from bot.engine.answer import (
    Answer,
    Button,
    Directive,
    EngineUnavailable,
    Reply,
    Said,
    Understood,
)
from bot.store.models import Conversation, Operator

TUESDAY_MORNING = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
"""11.00 uur in Lelystad: open."""

AYLA = "ayla"
BRAM = "bram"

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


def texts(messages: Sequence[object]) -> list[str]:
    """The texts of messages, in order."""
    return [getattr(message, "text", "") for message in messages]
