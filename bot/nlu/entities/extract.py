"""All that a message says about a case, as entities. Claims only what was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.entities import times
from bot.nlu.entities.forms import exploitation_form
from bot.nlu.entities.lexicon import Lexicon
from bot.nlu.entities.people import PeopleFinder
from bot.nlu.entities.places import PlaceFinder
from bot.nlu.entities.tokens import tokens_of
from bot.organisation import Organisation


@dataclass(frozen=True)
class Entity:
    """One thing said: its name, its canonical value, and where in the message it stands."""

    name: str
    value: str
    start: int
    end: int


class Extractor:
    """Reads messages in one language, for one helpline's region."""

    def __init__(self, lexicon: Lexicon, organisation: Organisation) -> None:
        """Index the word lists and the region's places once."""
        self._lexicon = lexicon
        self._people = PeopleFinder(lexicon.matcher, lexicon.words)
        self._places = PlaceFinder(
            organisation.municipalities, lexicon.landmarks, lexicon.outside, lexicon.words
        )

    def entities(self, text: str) -> tuple[Entity, ...]:
        """What the message says, the most telling place first."""
        return tuple(self._entities(text))

    def _entities(self, text: str) -> Iterator[Entity]:
        tokens = tokens_of(text)
        if not tokens:
            return
        hits = self._lexicon.matcher.find(tokens)
        for place in self._places.find(tokens):
            yield Entity("place", place.value, tokens[place.first].start, tokens[place.last].end)
        form = exploitation_form(hits, self._lexicon.rules)
        time = times.longest_time(hits)
        if time is not None:
            start, end = tokens[time.first].start, tokens[time.last].end
            yield Entity("time", text[start:end], start, end)
        whole = {
            "exploitation_form": form,
            "minors": self._people.minors(tokens, hits),
            "number": self._people.number(tokens, hits, men_are_clients=form == "sexual"),
            "still_going_on": times.still_going_on(hits),
            "role": self._people.role(tokens, hits),
        }
        for name, value in whole.items():
            if value is not None:
                yield Entity(name, value, tokens[0].start, tokens[-1].end)
