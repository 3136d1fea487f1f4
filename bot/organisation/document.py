"""A YAML file that knows on which line each of its values stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.organisation.errors import OrganisationError


class _Constructor(RoundTripConstructor):  # type: ignore[misc]
    """Leaves dates as text: an impossible date is then reported with its line."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp",
    lambda constructor, node: constructor.construct_scalar(node),
)


@dataclass(frozen=True)
class Document:
    """The content of a YAML file, a mapping."""

    name: str
    content: Any

    def line_of(self, place: Sequence[str | int]) -> int:
        """The line, from 1, of the value at a path of keys and positions.

        For a value that is not there: the line of the block in which it is missing.
        """
        node, line = self.content, 0
        for part in place:
            try:
                line = self._line_within(node, part)
                node = node[part]
            except (KeyError, IndexError, TypeError, AttributeError):
                break  # missing, or a name that the checking gave to a step of its own
        return line + 1

    @staticmethod
    def _line_within(node: Any, part: str | int) -> int:
        position = node.lc.key(part) if isinstance(part, str) else node.lc.item(part)
        return int(position[0])


def read_text(path: Path) -> str:
    """The text of a file. Raises OrganisationError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OrganisationError(f"{path.name} cannot be read as text in YAML") from error


def read_document(name: str, text: str) -> Document:
    """The content of a YAML text; OrganisationError when it is no readable mapping."""
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    try:
        content = yaml.load(text)
    except MarkedYAMLError as error:
        raise OrganisationError(_explain(name, error)) from error
    except YAMLError as error:
        raise OrganisationError(f"{name} cannot be read as text in YAML") from error
    if not isinstance(content, dict):
        raise OrganisationError(f"{name}, line 1: this is not a list of facts")
    return Document(name, content)


def _explain(name: str, error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    where = f"{name}, line {mark.line + 1}" if mark else name
    problem = " ".join((error.problem or "this is not YAML").split())
    return f"{where}: {problem}"
