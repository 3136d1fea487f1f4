"""All that a message says about a case, as entities. Claims only what was said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.entities import times
from bot.nlu.entities.answering import AnswerReader, Said
from bot.nlu.entities.forms import exploitation_form, perhaps_form
from bot.nlu.entities.lexicon import Lexicon
from bot.nlu.entities.people import PeopleFinder
from bot.nlu.entities.phrases import Hit
from bot.nlu.entities.places import PlaceFinder, PlaceFound
from bot.nlu.entities.roles import RoleFinder
from bot.nlu.entities.tokens import Token, tokens_of
from bot.nlu.text_features import fold
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

_ABOUT = 14
"""Up to so many words may answer about whom it is."""

_LONG = 12
"""So many words may hold a story beside a question."""

_TELLING = 3
"""So many words of its own tell something, beside that somebody wants to report."""

YES = "yes"

_ASKED_SHORTLY = frozenset({"asks_why", "asks_advice", "asks_time"})
"""Questions that the classifier has no intent for."""


class Extractor:
    """Reads messages in one language, for one helpline's region."""

    def __init__(self, lexicon: Lexicon, organisation: Organisation) -> None:
        """Index the word lists and the region's places once."""
        self._lexicon = lexicon
        self._people = PeopleFinder(lexicon.matcher, lexicon.words)
        self._roles = RoleFinder(lexicon.words)
        self._tells = {name for name in lexicon.concepts if fold(name) in lexicon.words["tells"]}
        self._answers = AnswerReader(lexicon.words, lexicon.signs)
        self._places = PlaceFinder(
            organisation.municipalities, lexicon.landmarks, lexicon.outside, lexicon.words
        )

    def entities(self, text: str) -> tuple[Entity, ...]:
        """What the message says, the most telling place first."""
        return tuple(self._entities(text))

    def _entities(self, text: str) -> Iterator[Entity]:
        tokens = tokens_of(text)
        if not tokens:
            yield from _whole({"plain": self._answers.by_sign(text)}, 0, len(text))
            return
        hits = self._lexicon.matcher.find(tokens)
        answer = self._answers.answer(tokens, hits)
        places = self._places.find(tokens)
        yield from self._places_in(tokens, places, answer)
        yield from self._times_in(text, tokens, hits)
        form = exploitation_form(hits, self._lexicon.rules)
        whole = {
            "exploitation_form": form,
            "form_perhaps": None if form else perhaps_form(hits, self._lexicon.hints),
            "minors": self._people.minors(tokens, hits),
            "number": self._people.number(tokens, hits, men_are_clients=form == "sexual"),
            "persons": self._people.persons(hits),
            "own_doing": self._roles.own_doing(tokens, hits),
            "still_going_on": times.still_going_on(hits),
            "role": self._roles.role(tokens, hits, of_a_form=form is not None),
            "about": self._roles.about(tokens, hits) if len(tokens) <= _ABOUT else None,
            "age": self._people.age(tokens),
            "age_group": self._people.age_group(tokens, hits),
            "field": _named(hits, "field_"),
            "asks": _asked(tokens, hits),
            "traces": _named(hits, "traces_") if len(tokens) <= _FEW_WORDS else None,
            "plain": answer.plain,
            "leads": answer.leads,
            "statement": YES if self._answers.is_statement(text, tokens, hits) else None,
            "asking": YES if self._answers.is_asking(text, tokens, hits) else None,
            "told": self._told(text, tokens, hits),
            "telling": self._telling(tokens, hits, places),
            "corrects": _is_said("corrects", hits),
            "counted": _is_said("counted", hits),
        }
        yield from _whole(whole, tokens[0].start, tokens[-1].end)
        for number in self._people.numbers(tokens, hits):
            yield Entity("figure", number, tokens[0].start, tokens[-1].end)

    def _told(self, text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> str | None:
        """How many words of a long message tell something, in digits."""
        return str(self._answers.told(text, tokens, hits)) if len(tokens) >= _LONG else None

    def _telling(
        self, tokens: Sequence[Token], hits: Sequence[Hit], places: Sequence[PlaceFound]
    ) -> str | None:
        """`yes` when something is told, beside that and where somebody wants to report."""
        named = {number for place in places for number in range(place.first, place.last + 1)}
        others = [token for number, token in enumerate(tokens) if number not in named]
        by_itself = any(hit.concept in self._tells for hit in hits)
        return YES if by_itself or self._answers.content(others) >= _TELLING else None

    def _places_in(
        self, tokens: Sequence[Token], found: Sequence[PlaceFound], answer: Said
    ) -> Iterator[Entity]:
        for place in found or self._places.perhaps(tokens):
            # "nop" says no, and is short for a polder only where a place was asked for.
            name = "place" if found and answer.plain is None else "place_perhaps"
            yield Entity(name, place.value, tokens[place.first].start, tokens[place.last].end)

    def _times_in(
        self, text: str, tokens: Sequence[Token], hits: Sequence[Hit]
    ) -> Iterator[Entity]:
        told = times.times_said(hits)
        spans = [("time", span) for span in told]
        spans += [("clock", span) for span in times.clocks_said(hits)]
        if len(tokens) <= _BARE:
            spans += [
                ("years", (hit.first, hit.last))
                for hit in hits
                if hit.concept == "years_said" and not self._people.says_age(tokens, hit.first)
            ]
        for name, (first, last) in spans:
            start, end = tokens[first].start, tokens[last].end
            yield Entity(name, text[start:end], start, end)


def _whole(values: Mapping[str, str | None], start: int, end: int) -> Iterator[Entity]:
    """What is said by a message as a whole."""
    for name, value in values.items():
        if value is not None:
            yield Entity(name, value, start, end)


def _is_said(concept: str, hits: Iterable[Hit]) -> str | None:
    return YES if any(hit.concept == concept for hit in hits) else None


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
