"""Who is meant: minors, and how many people."""

from collections.abc import Iterable, Mapping, Sequence

from bot.nlu.entities.phrases import Hit, PhraseMatcher, inside, of_concepts
from bot.nlu.entities.tokens import Token, norm_at

YES = "yes"
NO = "no"
CHILD = "child"
ADULT = 18
_OLDEST = 99
_MOST_PEOPLE = 500
_SHORT_ANSWER = 5
_ONE_PERSON = 3
_FEW = 14
_LONGEST_DESCRIPTION = 2
# From ten to five is a working day, not a group of children.
_AGES_APART = 5


class PeopleFinder:
    """Reads ages and numbers of people."""

    def __init__(self, matcher: PhraseMatcher, words: Mapping[str, frozenset[str]]) -> None:
        """Use the number words of `matcher`; `words` are the small words around an age."""
        self._matcher = matcher
        self._words = words

    def minors(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> str | None:
        """`yes` when somebody under eighteen is spoken of, `no` when that is denied, or None.

        An age that the visitor gives as their own counts only when nobody else is spoken of.
        """
        young = [own for age, own in self.ages(tokens) if age < ADULT]
        denied = of_concepts(hits, "no_minor_word")
        aside = {place for hit in of_concepts(hits, "child_by_the_way") for place in _span(hit)}
        said = [
            hit
            for hit in of_concepts(hits, "minor_word", "school_class")
            if not hit.negated and hit.first not in aside and not inside(hit, denied)
        ]
        if said or not all(young) or (young and not of_concepts(hits, "bystander_said")):
            return YES
        return NO if denied else None

    def ages(self, tokens: Sequence[Token]) -> list[tuple[int, bool]]:
        """The ages in a message, each with whether it is the visitor's own."""
        return [
            (age, self._own(tokens, place))
            for place, token in enumerate(tokens)
            if (age := self._matcher.value(token)) is not None
            and 0 < age <= _OLDEST
            and token.norm not in self._words["one"]
            and self._is_age(tokens, place)
        ]

    def says_age(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether the word before a number says that it is an age, as in "ze is 16 jaar"."""
        return norm_at(tokens, place - 1) in self._words["age_before"]

    def number(
        self, tokens: Sequence[Token], hits: Sequence[Hit], men_are_clients: bool
    ) -> str | None:
        """How many people it happens to, in digits; None when no number is given."""
        persons = {hit.first for hit in of_concepts(hits, "person")}
        if men_are_clients:
            persons -= {hit.first for hit in of_concepts(hits, "perpetrator")}
        in_time = _in_time(hits)
        groups = {hit.last + 1 for hit in of_concepts(hits, "group_of")}
        for place, token in enumerate(tokens):
            value = self._matcher.value(token)
            if value is None or not 0 < value <= _MOST_PEOPLE or place in in_time:
                continue
            if self._is_label(tokens, place) or self._is_denied(tokens, place):
                continue
            described = range(place + 1, place + 2 + _LONGEST_DESCRIPTION)
            or_so = place - 2 in persons and tokens[place - 1].norm in self._words["or_so"]
            or_so = or_so or tokens[place - 1 if place else 0].norm in self._words["there"]
            sure = or_so or place in groups or not persons.isdisjoint(described)
            if self._counts_people(tokens, place, sure):
                return str(value)
        if len(tokens) == 1 and tokens[0].norm in self._words["i"]:
            return "1"
        return "1" if of_concepts(hits, "only_me") and len(tokens) <= _SHORT_ANSWER else None

    def numbers(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> tuple[str, ...]:
        """The numbers of a short message that may be ages or tell how many, in digits."""
        if len(tokens) > _FEW:
            return ()
        in_time = _in_time(hits) - {
            place
            for hit in of_concepts(hits, "time_said")
            if tokens[hit.first].norm in self._words["age_round"]
            for place in _span(hit)
        }
        units = self._words["not_people"] - self._words["year"]
        return tuple(
            str(value)
            for place, token in enumerate(tokens)
            if (value := self._matcher.value(token)) is not None
            and value <= _OLDEST
            and token.norm not in self._words["one"]
            and place not in in_time
            and norm_at(tokens, place + 1) not in units
            and not self._is_label(tokens, place)
        )

    def persons(self, hits: Sequence[Hit]) -> str | None:
        """`yes` when a message counts or names somebody, where it was asked how many."""
        return (
            YES
            if of_concepts(hits, "person", "counts_somebody", "counted", "only_me", "group_of")
            else None
        )

    def age(self, tokens: Sequence[Token]) -> str | None:
        """The youngest age in a message, in digits."""
        return str(min(age for age, _ in ages)) if (ages := self.ages(tokens)) else None

    def age_group(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> str | None:
        """`child` for who says to be under eighteen; None otherwise."""
        own = any(age < ADULT for age, own in self.ages(tokens) if own)
        return CHILD if own or of_concepts(hits, "child_said") else None

    def _counts_people(self, tokens: Sequence[Token], place: int, sure: bool) -> bool:
        after = norm_at(tokens, place + 1)
        if after in self._words["not_people"] or self._is_age(tokens, place):
            return False
        if tokens[place].norm in self._words["one"]:
            return len(tokens) == 1 or (sure and len(tokens) <= _ONE_PERSON)
        return sure or len(tokens) <= _SHORT_ANSWER

    def _is_age(self, tokens: Sequence[Token], place: int) -> bool:
        words = self._words
        before, after = norm_at(tokens, place - 1), norm_at(tokens, place + 1)
        about_age = f"{norm_at(tokens, place - 2)} {before}" in words["about_age"]
        if norm_at(tokens, place + 2) in words["not_an_age_after"]:
            return False
        if before in words["not_an_age_before"] and not about_age:
            return False
        if after in words["year"]:
            return True
        if after in words["or_so"] and norm_at(tokens, place + 3) in words["year"]:
            return True
        if not self._like_an_age(tokens[place]):
            return False
        if {after, norm_at(tokens, place + 2)} & words["birthday"]:
            return True
        if self._begins_range(tokens, place):
            return True
        follows = after in words["not_people"] or after in words["not_an_age_if_next"]
        if about_age and not follows:
            return True
        if before in words["or_so"] and norm_at(tokens, place - 2) in words["year"]:
            return True
        while before in words["age_softener"] and before not in words["age_before"]:
            place -= 1
            before = norm_at(tokens, place - 1)
        if before in words["somebody"] and self._matcher.value(tokens[place]) is not None:
            return after not in words["not_people"] and after not in words["not_an_age_if_next"]
        if before not in words["age_before"]:
            return False
        if norm_at(tokens, place - 2) in words["somebody"]:
            return True
        return after not in words["not_people"] and after not in words["not_an_age_if_next"]

    def _begins_range(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a number is the first of two ages, as in "jongens van 14 tot 16"."""
        words = self._words
        start = place - 1 if norm_at(tokens, place - 1) in words["range_from"] else place - 2
        if norm_at(tokens, start) not in words["range_from"]:
            return False
        if norm_at(tokens, place + 1) not in words["range_to"] or place + 2 >= len(tokens):
            return False
        if norm_at(tokens, place + 3) in words["not_people"]:
            return False
        first, last = (self._matcher.value(tokens[number]) for number in (place, place + 2))
        return first is not None and last is not None and 0 < last - first <= _AGES_APART

    def _is_label(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a number is a part of a name, as in "036", "kamer 12" or "de A6"."""
        norm = tokens[place].norm
        if norm.startswith("0") and len(norm) > 1:
            return True
        joined = place > 0 and tokens[place - 1].end == tokens[place].start
        return joined or norm_at(tokens, place - 1) in self._words["numbered"]

    def _is_denied(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether another number is right, as in "niet 4 maar 8"."""
        denied = norm_at(tokens, place - 1) in self._words["negations"]
        return denied and any(self._matcher.value(token) for token in tokens[place + 1 :])

    def _like_an_age(self, token: Token) -> bool:
        if token.norm.isdigit():
            return len(token.norm) == 2
        return any(token.norm.endswith(ending) for ending in self._words["teen_ending"])

    def _own(self, tokens: Sequence[Token], place: int) -> bool:
        before = {token.norm for token in tokens[max(0, place - 4) : place]}
        if before.isdisjoint(self._words["am"]):
            return False
        return not before.isdisjoint(self._words["i"]) or tokens[0].norm in self._words["am"]


def _in_time(hits: Iterable[Hit]) -> set[int]:
    """The places of the words that are a part of a time."""
    return {place for hit in of_concepts(hits, "time_said", "clock_said") for place in _span(hit)}


def _span(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)
