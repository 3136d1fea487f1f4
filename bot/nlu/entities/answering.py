"""What a message does: a plain answer, an answer with more words, or a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.entities.phrases import Hit
from bot.nlu.entities.tokens import Token

YES = "yes"
_PLAIN = "plain_"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_FEW = 6
_SHORT = 3
"""Up to so many words that are no question may still be one: "kosten", "een medewerker"."""

# "nee dat weet ik niet" does not deny, "nee dit is alles" is no more than a no.
_LATER_WINS = frozenset({"unknown", "skip", "done"})


@dataclass(frozen=True)
class Said:
    """How a message answers: all that it says, and how it begins."""

    plain: str | None
    leads: str | None


class AnswerReader:
    """Reads yes, no, "I do not know" and the like, and tells questions from statements."""

    def __init__(
        self, words: Mapping[str, frozenset[str]], signs: Mapping[str, Iterable[str]]
    ) -> None:
        """Use the small words around an answer, and the pictures that are one."""
        self._words = words
        self._signs = {
            sign: name.removeprefix(_PLAIN) for name, listed in signs.items() for sign in listed
        }

    def by_sign(self, text: str) -> str | None:
        """What a message says that is no more than a picture, as a thumb up."""
        said = {value for sign, value in self._signs.items() if sign in text}
        return said.pop() if len(said) == 1 else None

    def answer(self, tokens: Sequence[Token], hits: Iterable[Hit]) -> Said:
        """What the message says when it is no more than that, and with what it begins."""
        longest: dict[int, Hit] = {}
        for hit in hits:
            if hit.concept.startswith(_PLAIN):
                known = longest.get(hit.first)
                if known is None or hit.last > known.last:
                    longest[hit.first] = hit
        place, found = 0, list[str]()
        while place < len(tokens):
            if place in longest:
                found.append(longest[place].concept.removeprefix(_PLAIN))
                place = longest[place].last + 1
            elif tokens[place].norm in self._words["filler"]:
                place += 1
            else:
                break
        if not found:
            return Said(None, self._at_the_end(tokens))
        whole = place == len(tokens)
        return Said(_together(found) if whole else None, found[0])

    def _at_the_end(self, tokens: Sequence[Token]) -> str | None:
        """The yes or no that ends a few words, as in "tot vandaag ja"."""
        if len(tokens) > _FEW:
            return None
        last = tokens[-1].norm
        if last in self._words["yes_after"]:
            return YES
        return "no" if last in self._words["no_after"] else None

    def is_statement(self, text: str, tokens: Sequence[Token], hits: Iterable[Hit]) -> bool:
        """Whether nothing in the message has the form of a question or a request."""
        return len(tokens) > _SHORT and not self.is_asking(text, tokens, hits)

    def is_asking(self, text: str, tokens: Sequence[Token], hits: Iterable[Hit]) -> bool:
        """Whether the message has the form of a question or a request."""
        if "?" in text:
            return True
        if any(hit.concept == "asks_something" for hit in hits):
            return True
        first = 0
        before = self._words["filler"] | self._words["and"]
        while first < len(tokens) - 1 and tokens[first].norm in before:
            first += 1
        word, following = tokens[first].norm, tokens[min(first + 1, len(tokens) - 1)].norm
        if word in self._words["question_word"] or word in self._words["request"]:
            return True
        verb_first = word in self._words["question_verb"]
        return verb_first and following in self._words["question_subject"]

    def told(self, text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> int:
        """How many words stand in sentences that ask nothing."""
        count = 0
        for found in _SENTENCE.finditer(text):
            places = [
                place
                for place, token in enumerate(tokens)
                if found.start() <= token.start < found.end()
            ]
            if not places:
                continue
            first, last = places[0], places[-1]
            within = [hit for hit in hits if first <= hit.first <= last]
            if self.is_statement(found.group(), tokens[first : last + 1], within):
                count += len(places)
        return count

    def content(self, tokens: Sequence[Token]) -> int:
        """How many different words tell something, beside how a report begins."""
        return len({token.norm for token in tokens} - self._words["frame"])


def _together(found: Sequence[str]) -> str | None:
    """What several plain answers in a row say together; None when they disagree."""
    later = [value for value in found[1:] if value in _LATER_WINS]
    if later:
        return later[-1]
    values = {YES if value == "fine" and YES in found else value for value in found}
    return values.pop() if len(values) == 1 else None
