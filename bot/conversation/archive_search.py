"""Looking for words in conversations, of which no plain text is ever stored.

What is sealed is opened in memory, from the newest to the oldest, for about a second at a
time: whoever searches sees what was found so far and goes on from there.
"""

import logging
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.conversation.archive import Archive
from bot.conversation.archive_masking import Mask, identifiers_of, wrote
from bot.conversation.archive_reading import Reader
from bot.conversation.archive_values import Hit, Stretch, Wanted
from bot.conversation.house import House
from bot.helpline.pieces import Pieces, cut
from bot.helpline.report import own_words
from bot.store import archive, archive_parts
from bot.store.archive import Place, Row
from bot.store.bodies import open_body, open_report
from bot.store.database import Database
from bot.store.vault import Unreadable, Vault

logger = logging.getLogger(__name__)

BUDGET_SECONDS = 1.0
BATCH = 100
MOST_HITS = 25
MOST_WORDS = 8
BEFORE = 60
AFTER = 120


@dataclass(frozen=True)
class _Match:
    row: Row
    seq: int


class ArchiveSearch:
    """Finds conversations by words; thread-safe and blocking."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        house: House,
        archive: Archive,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._house = house
        self._archive = archive
        self._reader = Reader(vault, house)
        self._timer = timer

    def stretch(
        self, words: Sequence[str], wanted: Wanted, start: Place | None, budget: float
    ) -> Stretch:
        """What is found in so many seconds, from a place on; `words` come from `words_in`."""
        end = self._timer() + budget
        filters, idle = self._archive.filters(wanted), self._archive.idle_before()
        hits: list[Hit] = []
        looked, place, done = 0, start, False
        while not done and len(hits) < MOST_HITS and (looked == 0 or self._timer() < end):
            with self._database.read() as connection:
                places = archive.ids(connection, filters, idle, BATCH, older=place)
                found = self._matches(connection, [one.id for one in places], words)
                # What goes over the limit is found again from the place of the last hit.
                found = found[: MOST_HITS - len(hits)]
                hits += [self._hit(connection, match, words) for match in found]
            full = len(hits) >= MOST_HITS
            if full:
                place = found[-1].row.place
                looked += [one.id for one in places].index(place.id) + 1
            elif places:
                place = places[-1]
                looked += len(places)
            done = not full and len(places) < BATCH
        reached = None if place is None else place.at
        return Stretch(tuple(hits), looked, None if done else place, reached)

    def _matches(
        self, connection: Connection, wanted: Sequence[str], words: Sequence[str]
    ) -> list[_Match]:
        found = {row.id: row for row in archive.rows(connection, wanted)}
        sealed: dict[str, list[tuple[int, bytes]]] = {one: [] for one in found}
        for conversation, seq, body in archive_parts.bodies(connection, wanted):
            if conversation in sealed:
                sealed[conversation].append((seq, body))
        matches = []
        for one in wanted:
            if one not in found:
                continue
            try:
                where = _where(self._texts(found[one], sealed[one]), words)
            except Unreadable:
                # The search goes on: one damaged conversation must not hide the others.
                logger.error("a conversation does not open, and was not searched")
                continue
            if where is not None:
                matches.append(_Match(found[one], where))
        return matches

    def _texts(self, row: Row, sealed: Iterable[tuple[int, bytes]]) -> list[tuple[int, str]]:
        """The words of a conversation as they are compared. Raises Unreadable."""
        key = self._reader.key(row)
        texts = [(seq, folded(open_body(key, seq, body).text)) for seq, body in sealed]
        report = open_report(key, row.report)
        return texts + [(0, folded(value)) for _, value in own_words(report)]

    def _hit(self, connection: Connection, match: _Match, words: Sequence[str]) -> Hit:
        """The hit with the words around it; only now all of the conversation is read."""
        row, key = match.row, self._reader.key(match.row)
        letters = archive_parts.letters(connection, [row.id])[row.id]
        bodies = [open_body(key, letter.seq, letter.body) for letter in letters]
        report = [value for _, value in own_words(open_report(key, row.report))]
        mask = Mask(
            identifiers_of(self._house.last_good()), [*wrote(letters, bodies), *report], False
        )
        by_seq = {letter.seq: body.text for letter, body in zip(letters, bodies, strict=True)}
        text = by_seq.get(match.seq) or next(
            (one for one in report if any(word in folded(one) for word in words)), ""
        )
        snippet, before, after = _around(text, mask(text), words)
        (entry,) = self._reader.entries(connection, [row])
        return Hit(entry, snippet, before, after)


def words_in(text: str) -> tuple[str, ...]:
    """The words to search for, without accents and capitals; each once."""
    return tuple(dict.fromkeys(folded(text).split()))[:MOST_WORDS]


def folded(text: str) -> str:
    """The text as it is compared: without capitals, and without accents on letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _where(texts: Sequence[tuple[int, str]], words: Sequence[str]) -> int | None:
    """The message to show when all words occur; the one with the most of them."""
    if not all(any(word in text for _, text in texts) for word in words):
        return None
    return max(texts, key=lambda one: sum(word in one[1] for word in words))[0]


def _around(text: str, pieces: Pieces, words: Sequence[str]) -> tuple[Pieces, bool, bool]:
    """The pieces around the first word that is found, and whether more stands on either side."""
    place = min((at for word in words if (at := _find(text, word)) is not None), default=0)
    start = max(0, place - BEFORE)
    if start:
        space = text.find(" ", start, place)
        start = start if space == -1 else space + 1
    end = min(len(text), place + AFTER)
    return cut(pieces, start, end), start > 0, end < len(text)


def _find(text: str, word: str) -> int | None:
    """Where a folded word stands in a text as it was written."""
    places = [place for place, sign in enumerate(text) for _ in folded(sign)]
    at = "".join(folded(sign) for sign in text).find(word)
    return None if at == -1 else places[at]
