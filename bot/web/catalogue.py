"""The texts of a set of pages, kept in a YAML file and looked up by dotted key."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class CatalogueError(Exception):
    """A text or a placeholder is missing; the message names the key."""


class Catalogue:
    """Texts by dotted key ("start.title"), with placeholders in braces."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue."""
        return frozenset(self._texts)

    def text(self, key: str, values: Mapping[str, str]) -> str:
        """The text with its placeholders filled. Raises CatalogueError when one is unknown."""
        if key not in self._texts:
            raise CatalogueError(f"There is no text '{key}'.")

        def fill(found: re.Match[str]) -> str:
            name = found.group(1)
            if name not in values:
                raise CatalogueError(f"The text '{key}' needs a value for '{name}'.")
            return values[name]

        return PLACEHOLDER.sub(fill, self._texts[key])

    def section(self, prefix: str, values: Mapping[str, str]) -> dict[str, str]:
        """All texts under `prefix`, filled, by the rest of their key."""
        start = f"{prefix}."
        return {
            key.removeprefix(start): self.text(key, values)
            for key in self._texts
            if key.startswith(start)
        }


@cache
def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file of nested mappings, or in a folder of them; read once.

    Raises CatalogueError.
    """
    texts: dict[str, str] = {}
    for file in sorted(path.glob("*.yml")) if path.is_dir() else [path]:
        for key, text in _read(file):
            if key in texts:
                raise CatalogueError(f"{file.name}: the text '{key}' stands in another file too.")
            texts[key] = text
    if not texts:
        raise CatalogueError(f"{path.name} holds no texts.")
    return Catalogue(texts)


def _read(path: Path) -> Iterator[tuple[str, str]]:
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise CatalogueError(f"{path.name} cannot be read as YAML.") from error
    yield from _flatten(content, "", path.name)


def _flatten(node: object, key: str, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for child, value in node.items():
            yield from _flatten(value, f"{key}.{child}" if key else str(child), name)
    elif isinstance(node, str):
        yield key, node.strip()
    else:
        raise CatalogueError(f"{name}: the text '{key}' is not a string; put it in quotes.")
