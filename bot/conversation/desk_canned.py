"""Canned answers: found by a shortcut, with the facts of the helpline filled in."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from sqlalchemy import Connection

from bot.conversation.canned_values import Canned, CannedRefused, Refusal
from bot.conversation.desk_base import DeskBase
from bot.helpline.placeholders import filled, unknown
from bot.store import canned as rows
from bot.store import desk as desk_rows
from bot.store.canned import CannedRow
from bot.store.database import Database

FOLDER = Path(__file__).parents[2] / "data" / "wording"
OPERATOR = "operator"
SHORTCUT = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TITLE_LENGTH = 80
BODY_LENGTH = 4000


class CannedAnswers(DeskBase):
    """The canned answers of the desk, by language."""

    def canned(self, language: str, operator_id: int | None = None) -> list[Canned]:
        """The answers in a language, by shortcut, as this operator would send them."""
        with self._database.read() as connection:
            found = rows.of(connection, language)
            name = desk_rows.names(connection, [operator_id]).get(operator_id or 0, "")
        values = self._values(language, name)
        return [_canned(row, values) for row in found]

    def canned_languages(self) -> list[str]:
        """The languages that have answers."""
        with self._database.read() as connection:
            return rows.languages(connection)

    def save_canned(
        self,
        operator_id: int,
        canned_id: int | None,
        language: str,
        shortcut: str,
        title: str,
        body: str,
    ) -> Canned:
        """Stores a new answer (`canned_id` None), or another wording of one.

        Raises CannedRefused.
        """
        row = CannedRow(canned_id or 0, language, shortcut, title.strip(), body.strip())
        values = self._values(language, "")
        _check(row, values)
        with self._changing() as (connection, at, _):
            if rows.is_taken(connection, language, shortcut, canned_id):
                raise CannedRefused(Refusal.TAKEN)
            number = canned_id
            if canned_id is None:
                number = rows.add(connection, row, operator_id, at)
            elif not rows.change(connection, row, operator_id, at):
                raise CannedRefused(Refusal.GONE)
            if number is None:
                raise CannedRefused(Refusal.TAKEN)
            detail = f"{language}/{shortcut}"
            self._audit.append(connection, operator_id, "save_canned", at, detail=detail)
        return self._one(number, operator_id)

    def delete_canned(self, operator_id: int, canned_id: int) -> None:
        """Deletes an answer; nothing happens when it is gone already."""
        with self._changing() as (connection, at, _):
            row = rows.find(connection, canned_id)
            if row is None or not rows.remove(connection, canned_id):
                return
            detail = f"{row.language}/{row.shortcut}"
            self._audit.append(connection, operator_id, "delete_canned", at, detail=detail)

    def placeholders(self, language: str) -> list[str]:
        """What may stand between braces in an answer."""
        return sorted(self._values(language, ""))

    def _one(self, canned_id: int, operator_id: int) -> Canned:
        with self._database.read() as connection:
            row = rows.find(connection, canned_id)
            name = desk_rows.names(connection, [operator_id]).get(operator_id, "")
        if row is None:
            raise CannedRefused(Refusal.GONE)
        return _canned(row, self._values(row.language, name))

    def _values(self, language: str, name: str) -> dict[str, str]:
        first_name, _, _ = name.partition(" ")
        return {**self._house.facts(language), OPERATOR: first_name}


def seed(database: Database, at: datetime) -> None:
    """Puts the answers of data/wording/canned_<language>.yml in a table that is empty."""
    with database.read() as connection:
        if not rows.is_empty(connection):
            return
    with database.write() as connection:
        if rows.is_empty(connection):
            _add_all(connection, at)


@cache
def first_answers(folder: Path = FOLDER) -> tuple[CannedRow, ...]:
    """The answers that a new installation begins with."""
    return tuple(
        CannedRow(0, path.stem.removeprefix("canned_"), str(shortcut), **entry)
        for path in sorted(folder.glob("canned_*.yml"))
        for shortcut, entry in YAML(typ="safe", pure=True).load(path.read_text("utf-8")).items()
    )


def _add_all(connection: Connection, at: datetime) -> None:
    for row in first_answers():
        rows.add(connection, row, None, at)


def _check(row: CannedRow, values: Mapping[str, str]) -> None:
    if not SHORTCUT.fullmatch(row.shortcut):
        raise CannedRefused(Refusal.SHORTCUT)
    if not 1 <= len(row.title) <= TITLE_LENGTH:
        raise CannedRefused(Refusal.TITLE)
    if not 1 <= len(row.body) <= BODY_LENGTH:
        raise CannedRefused(Refusal.BODY)
    strange = unknown(row.body, values)
    if strange is not None:
        raise CannedRefused(Refusal.PLACEHOLDER, strange)


def _canned(row: CannedRow, values: Mapping[str, str]) -> Canned:
    text = None if unknown(row.body, values) else filled(row.body, values)
    return Canned(row.id, row.language, row.shortcut, row.title, row.body, text)
