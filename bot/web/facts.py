"""The helpline's facts for pages and errors, also when the file is being edited."""

import logging
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.requests import Request

log = logging.getLogger(__name__)


class HasFacts(Protocol):
    """The organisation, as far as pages need it."""

    @property
    def timezone(self) -> ZoneInfo:
        """Where the helpline's clock hangs."""

    def facts(self, language: str = "nl") -> dict[str, str]:
        """Values for placeholders by name."""


class OrganisationSource(Protocol):
    """Where the present organisation comes from."""

    def current(self) -> HasFacts:
        """The organisation as its file has it now."""


class Facts:
    """The present facts, or the last good ones when the file cannot be read right now."""

    def __init__(self, source: OrganisationSource) -> None:
        self._source = source
        self._last = source.current()

    def __call__(self) -> dict[str, str]:
        """Facts by placeholder name."""
        return self._current().facts()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which visitors and staff read times."""
        return self._current().timezone

    def _current(self) -> HasFacts:
        try:
            self._last = self._source.current()
        except Exception as error:  # noqa: BLE001 - the two numbers must always be at hand
            log.error("facts not readable, keeping the last ones: %s", type(error).__name__)
        return self._last


def facts_of(request: Request) -> dict[str, str]:
    """The facts for a response to `request`."""
    facts: Facts = request.app.state.facts
    return facts()
