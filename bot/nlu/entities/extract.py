"""All that a message says about a case, as entities. Claims only what was said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.nlu.entities import times
from bot.nlu.entities.forms import exploitation_form
from bot.nlu.entities.lexicon import Lexicon
from bot.nlu.entities.people import PeopleFinder
from bot.nlu.entities.phrases import Hit
from bot.nlu.entities.places import PlaceFinder
from bot.nlu.entities.tokens import Token, tokens_of
from bot.organisation import Organisation


@dataclass(frozen=True)
class Entity:
    """One thing said: its name, its canonical value, and where in the message it stands."""

    name: str
    value: str
    start: int
    end: int


_FEW_WORDS = 6
"""More words than these around "leave it out" tell something else."""


_BARE = 4
"""Up to so many words around "2 jaar" may tell how long as well as how old."""

_ASKED_SHORTLY = frozenset({"asks_why", "asks_advice"})
"""Questions that the classifier has no intent for."""


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
        for first, last in times.times_said(hits):
            start, end = tokens[first].start, tokens[last].end
            yield Entity("time", text[start:end], start, end)
        for hit in hits if len(tokens) <= _BARE else ():
            if hit.concept == "years_said" and not self._people.says_age(tokens, hit.first):
                start, end = tokens[hit.first].start, tokens[hit.last].end
                yield Entity("years", text[start:end], start, end)
        whole = {
            "exploitation_form": form,
            "minors": self._people.minors(tokens, hits),
            "number": self._people.number(tokens, hits, men_are_clients=form == "sexual"),
            "still_going_on": times.still_going_on(hits),
            "role": self._people.role(tokens, hits, of_a_form=form is not None),
            "age": self._people.age(tokens),
            "age_group": self._people.age_group(tokens, hits),
            "field": _named(hits, "field_"),
            "asks": _asked(tokens, hits),
            "traces": _named(hits, "traces_") if len(tokens) <= _FEW_WORDS else None,
        }
        for name, value in whole.items():
            if value is not None:
                yield Entity(name, value, tokens[0].start, tokens[-1].end)


def _named(hits: Iterable[Hit], prefix: str) -> str | None:
    """What the only concept with this prefix is about; None when there are none or several."""
    named = {hit.concept.removeprefix(prefix) for hit in hits if hit.concept.startswith(prefix)}
    return named.pop() if len(named) == 1 else None


def _asked(tokens: Sequence[Token], hits: Iterable[Hit]) -> str | None:
    """What is asked at the end of a message that tells something before it, or asked briefly."""
    short = _FEW_WORDS + 2
    if len(tokens) <= short:
        asked = [hit for hit in hits if hit.concept in _ASKED_SHORTLY]
    else:
        asked = [hit for hit in hits if hit.first >= max(len(tokens) - short, _FEW_WORDS)]
    return _named(asked, "asks_")
