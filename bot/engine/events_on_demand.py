"""The events of a conversation, as the dictionaries of an action call, made when they are read."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from rasa.shared.core.events import Event

Fields = dict[str, Any]


class EventsOnDemand(Sequence[Fields]):
    """What the SDK's tracker holds as its events.

    An action reads the last few of them, if any; taking all of them apart for each call costs
    more than most actions do themselves.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._made: dict[int, Fields] = {}

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Fields: ...

    @overload
    def __getitem__(self, index: slice) -> list[Fields]: ...

    def __getitem__(self, index: int | slice) -> Fields | list[Fields]:
        if isinstance(index, slice):
            return [self._at(place) for place in range(len(self))[index]]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[Fields]:
        return (self._at(place) for place in range(len(self)))

    def __reversed__(self) -> Iterator[Fields]:
        return (self._at(place) for place in reversed(range(len(self))))

    def _at(self, place: int) -> Fields:
        if place not in self._made:
            self._made[place] = self._events[place].as_dict()
        return self._made[place]
