"""Who a conversation belongs to, and which changes of owner are allowed.

Pure rules: the store applies them with compare-and-set, so that of two changes at the
same moment one wins and the other is refused.
"""

from enum import StrEnum


class Sender(StrEnum):
    """Who a message is from, as the visitor API names it."""

    VISITOR = "visitor"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


class State(StrEnum):
    """Who owns the conversation, as the visitor API names it."""

    BOT = "bot"
    WAITING = "waiting"
    PERSON = "person"
    CLOSED = "closed"


ALLOWED: frozenset[tuple[State, State]] = frozenset(
    {
        (State.BOT, State.WAITING),  # hand-off asked for
        (State.WAITING, State.PERSON),  # an operator takes over
        (State.WAITING, State.BOT),  # waited too long, desk closed, or the visitor stops waiting
        (State.PERSON, State.PERSON),  # passed on to a colleague
        (State.PERSON, State.WAITING),  # passed on, or dropped off: back to the same place
        (State.PERSON, State.BOT),  # handed back to the assistant
        (State.BOT, State.CLOSED),
        (State.WAITING, State.CLOSED),
        (State.PERSON, State.CLOSED),
    }
)


def may_change(before: State, after: State) -> bool:
    """Whether a conversation may go from `before` to `after`."""
    return (before, after) in ALLOWED


def bot_may_speak(state: State) -> bool:
    """Whether a sentence of the assistant may be stored in this state."""
    return state is State.BOT
