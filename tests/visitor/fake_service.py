"""A conversation service in memory, with a bot that repeats nothing and offers two choices."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock

from bot.conversation.hub import Event, Hub, conversation_topic
from bot.conversation.values import (
    Choice,
    ConversationClosed,
    Exchange,
    Message,
    Started,
    UnknownChoice,
    UnknownConversation,
    WrongSecret,
)
from bot.helpline.availability import UNKNOWN, Availability
from bot.helpline.ownership import Sender, State

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WELCOME = "Hallo. Dit is een computer. Is er nu iemand in gevaar? Bel dan 112."
ANSWER = "Dank je. Bel 088 2220 500 als dat makkelijker is."
WAITING = "Je wacht op een medewerker."
YES, NO = "Ja, er is nu gevaar", "Nee"


@dataclass
class _Conversation:
    token: str
    state: State = State.BOT
    place: int | None = None
    messages: list[Message] = field(default_factory=list)
    handled: dict[str, tuple[int, int]] = field(default_factory=dict)


class FakeConversations:
    """Behaves as bot.conversation.conversations.Conversations promises to."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.failing: Exception | None = None
        self.languages: list[str] = []
        self.presence: list[str] = []
        self.typed = 0
        self._all: dict[str, _Conversation] = {}
        self._lock = RLock()

    def start(self, language: str) -> Started:
        self._fail()
        self.languages.append(language)
        name = f"conversation-{len(self._all) + 1}"
        made = self._all[name] = _Conversation(token=f"secret-{len(self._all) + 1}")
        self.add(name, Sender.BOT, WELCOME, (YES, NO))
        return Started(name, made.token, made.state, tuple(made.messages))

    def check(self, conversation: str, token: str) -> None:
        if self._get(conversation).token != token:
            raise WrongSecret

    async def receive(
        self, conversation: str, client_id: str, text: str | None, choice: str | None
    ) -> Exchange:
        self._fail()
        found = self._get(conversation)
        if found.state is State.CLOSED:
            raise ConversationClosed
        if client_id not in found.handled:
            said = text if text is not None else self._label(found, str(choice))
            first = self.add(conversation, Sender.VISITOR, said).seq
            last = first
            if found.state is State.BOT:
                last = self.add(conversation, Sender.BOT, ANSWER, (YES, NO)).seq
            found.handled[client_id] = (first, last)
        first, last = found.handled[client_id]
        return self._exchange(found, tuple(found.messages[first - 1 : last]))

    def messages_after(self, conversation: str, after: int) -> Exchange:
        self._fail()
        found = self._get(conversation)
        return self._exchange(found, tuple(found.messages[after:]))

    def stop_waiting(self, conversation: str) -> Exchange:
        self.set_state(conversation, State.BOT)
        return self._exchange(self._get(conversation), ())

    def leave(self, conversation: str) -> None:
        self.set_state(conversation, State.CLOSED)

    def erase(self, conversation: str) -> None:
        self._get(conversation)
        del self._all[conversation]
        self.hub.publish(conversation_topic(conversation), Event("state", {"state": "closed"}))

    def visitor_typing(self, conversation: str) -> None:
        self.typed += 1

    def visitor_present(self, conversation: str) -> None:
        self.presence.append("present")

    def visitor_gone(self, conversation: str) -> None:
        self.presence.append("gone")

    # What tests do to it.

    def add(
        self, conversation: str, sender: Sender, text: str, labels: tuple[str, ...] = ()
    ) -> Message:
        with self._lock:
            found = self._get(conversation)
            seq = len(found.messages) + 1
            choices = tuple(Choice(f"{seq}-{index}", label) for index, label in enumerate(labels))
            at = BEGIN + timedelta(minutes=seq)
            found.messages.append(Message(seq, sender, text, choices, at))
        self.hub.publish(conversation_topic(conversation), Event("message", {"seq": seq}))
        return found.messages[-1]

    def set_state(self, conversation: str, state: State, place: int | None = None) -> None:
        found = self._get(conversation)
        found.state, found.place = state, place
        self.hub.publish(conversation_topic(conversation), Event("state", {"state": state}))

    def texts(self, conversation: str) -> list[str]:
        return [message.text for message in self._get(conversation).messages]

    def _get(self, conversation: str) -> _Conversation:
        if conversation not in self._all:
            raise UnknownConversation
        return self._all[conversation]

    def _fail(self) -> None:
        if self.failing is not None:
            raise self.failing

    @staticmethod
    def _exchange(found: _Conversation, messages: tuple[Message, ...]) -> Exchange:
        return Exchange(found.state, messages, found.place)

    @staticmethod
    def _label(found: _Conversation, choice: str) -> str:
        for offered in found.messages[-1].choices:
            if offered.id == choice:
                return offered.label
        raise UnknownChoice


class FakeDesk:
    """Says whether a person can come as the test wants it."""

    def __init__(self) -> None:
        self.now: Availability = UNKNOWN

    def availability(self) -> Availability:
        return self.now
