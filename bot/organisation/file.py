"""Reading organisation.yml, again whenever it changes, with the line of each mistake."""

from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from bot.organisation.document import Document, read_document, read_text
from bot.organisation.errors import OrganisationError
from bot.organisation.model import Organisation

Stamp = tuple[int, int, int]

# For the mistakes of which the checking library speaks as to programmers.
SENTENCES = {
    "missing": "'{name}' is missing",
    "extra_forbidden": "'{name}' is not known here",
    "string_type": "{name}: this needs a text, if need be between quotes",
    "string_pattern_mismatch": "{name}: this is not written as it should be",
    "int_type": "{name}: this needs a whole number",
    "int_parsing": "{name}: this needs a whole number",
    "tuple_type": "{name}: this needs a list between square brackets, like [a, b] or []",
    "model_type": "{name}: this needs a block of lines of its own",
}


def load_organisation(path: Path) -> Organisation:
    """The facts in a file.

    Raises OrganisationError, with a line of its message for each mistake in the file.
    """
    return _parse(path.name, read_text(path))


@lru_cache(maxsize=4)
def _parse(name: str, text: str) -> Organisation:
    document = read_document(name, text)
    try:
        return Organisation.model_validate(document.content)
    except ValidationError as error:
        raise OrganisationError(_explain(document, error)) from error


class OrganisationFile:
    """A file with the facts of a helpline, as it is now. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._outcome: Organisation | str = ""

    def current(self) -> Organisation:
        """The facts as the file has them now; it is read only when it has changed.

        Raises OrganisationError while the file is missing or has a mistake in it: facts that
        somebody has just tried to change are not to be relied on.
        """
        with self._lock:
            # Looked at before reading: a change during the reading is seen the next time.
            stamp = self._look()
            if stamp != self._stamp:
                self._outcome = self._read()
                self._stamp = stamp
            if isinstance(self._outcome, str):
                raise OrganisationError(self._outcome)
            return self._outcome

    def _look(self) -> Stamp:
        try:
            status = self._path.stat()
        except OSError as error:
            raise OrganisationError(f"{self._path.name} cannot be read") from error
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> Organisation | str:
        try:
            return load_organisation(self._path)
        except OrganisationError as error:
            return str(error)


@cache
def organisation_file(path: Path) -> OrganisationFile:
    """The shared reader of one file, so that everybody who asks reads it once."""
    return OrganisationFile(path)


def _explain(document: Document, error: ValidationError) -> str:
    sentences = []
    for problem in error.errors(include_url=False):
        place = problem["loc"]
        line = document.line_of(place)
        name = ".".join(str(part) for part in place)
        message = problem["msg"].removeprefix("Value error, ")
        text = SENTENCES.get(problem["type"], "{name}: {message}").format(
            name=name, message=message
        )
        sentences.append((line, f"{document.name}, line {line}: {text}"))
    return "\n".join(sentence for _, sentence in sorted(sentences))
