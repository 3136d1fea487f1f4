"""Collects what to tell the open streams, until what happened is really stored."""

from collections.abc import Sequence

from bot.conversation.hub import DESK, Event, Hub, conversation_topic
from bot.conversation.values import Message
from bot.helpline.ownership import State


class Notices:
    """The events of one transaction; publish them after it is committed."""

    def __init__(self) -> None:
        self._events: list[tuple[str, Event]] = []

    def messages(self, conversation: str, messages: Sequence[Message]) -> None:
        """There are new messages."""
        if messages:
            self._add(conversation, Event("message", {"seq": messages[-1].seq}))

    def state(self, conversation: str, state: State) -> None:
        """The owner changed; the lists of the desk with it."""
        self._add(conversation, Event("state", {"state": state.value}))
        self.queue()

    def queue(self) -> None:
        """The lists of the desk changed."""
        self._desk(Event("queue"))

    def alarm(self, conversation: str) -> None:
        """A visitor who waits or talks with a person wrote something dangerous."""
        self._desk(Event("alarm", {"conversation": conversation}))

    def transfer(self, conversation: str, to: int) -> None:
        """A colleague was given this chat."""
        self._desk(Event("transfer", {"conversation": conversation, "to": to}))

    def note(self, conversation: str) -> None:
        """Staff wrote a note."""
        self._add(conversation, Event("note"))

    def whisper(self, conversation: str) -> None:
        """Somebody who reads along, or is read along with, wrote to the other."""
        self._add(conversation, Event("whisper"))

    def listeners(self, conversation: str) -> None:
        """Who reads along changed."""
        self._add(conversation, Event("listeners"))

    def presence(self) -> None:
        """Who is at the desk changed, or whether it is open."""
        self._desk(Event("presence"))

    def publish(self, hub: Hub) -> None:
        """Tells them, in order."""
        for topic, event in self._events:
            hub.publish(topic, event)
        self._events.clear()

    def _add(self, conversation: str, event: Event) -> None:
        self._events.append((conversation_topic(conversation), event))

    def _desk(self, event: Event) -> None:
        if (DESK, event) not in self._events:
            self._events.append((DESK, event))
