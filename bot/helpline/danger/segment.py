"""Words typed without spaces ("ikzitopgesloten"), taken apart."""

from collections.abc import Mapping

from bot.helpline.danger.language import SMALL_WORDS
from bot.helpline.danger.lexicon import LEXICONS
from bot.helpline.danger.normalise import clean, split

_SHORTEST_RUN = 10
_LONGEST_RUN = 200
_LONGEST_WORD = 18
_FEWEST_WORDS = 3
# A word that is not known costs more than any way through known words.
_COST_OF_WORD = 1.0
_COST_OF_SHORT_WORD = 1.6
_COST_OF_UNKNOWN_LETTER = 1.5
_MOST_UNKNOWN = 0.25
_COMMON = """
    ik je jij hij zij ze we wij het een de van in op bij met naar is was zit zitten ben bent kan kun
    niet geen nu wil mag moet me mij mijn hem haar ons er hier daar weg uit en maar dat die dit wat
    wie hoe waar als dan nog al heel bang alleen deur kelder kamer huis mensen iemand komt gaat heb
    heeft hebben doe doen laat aan te om voor zo terug thuis slaat help hulp graag vraag over
"""


def _vocabulary() -> Mapping[str, float]:
    words = set(_COMMON.split())
    for code in ("nl", "en"):
        words.update(SMALL_WORDS[code])
        for entries in LEXICONS[code].values():
            for entry in entries:
                words.update(word for word in split(clean(entry)) if word.isalpha())
    return {
        word: _COST_OF_WORD if len(word) > 2 else _COST_OF_SHORT_WORD
        for word in words
        if len(word) > 1
    }


_VOCABULARY = _vocabulary()


def apart(run: str) -> list[str]:
    """The words of a long run of letters, or the run itself when it does not fall apart."""
    if not _SHORTEST_RUN <= len(run) <= _LONGEST_RUN or run in _VOCABULARY:
        return [run]
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # cost, start of last word, unknown letters
    for end in range(1, len(run) + 1):
        cost, _, unknown = best[end - 1]
        choice = (cost + _COST_OF_UNKNOWN_LETTER, end - 1, unknown + 1)
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            word_cost = _VOCABULARY.get(run[start:end])
            if word_cost is not None and best[start][0] + word_cost < choice[0]:
                choice = (best[start][0] + word_cost, start, best[start][2])
        best.append(choice)
    if best[-1][2] > len(run) * _MOST_UNKNOWN:
        return [run]
    words: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    known = [word for word in reversed(words) if len(word) > 1]
    return known if len(known) >= _FEWEST_WORDS else [run]
