"""What organisation.yml says at this moment, and what it said when it could last be read."""

import logging
from collections.abc import Mapping
from typing import Protocol

from bot.organisation import Organisation, OrganisationError

logger = logging.getLogger(__name__)


class OrganisationSource(Protocol):
    """Where the facts come from; an OrganisationFile."""

    def current(self) -> Organisation:
        """The facts as they are now. Raises OrganisationError."""


class House:
    """The facts of the helpline. At the start they must be readable."""

    def __init__(self, source: OrganisationSource) -> None:
        self._source = source
        self._last_good = source.current()

    def current(self) -> Organisation:
        """The facts as they are now. Raises OrganisationError."""
        self._last_good = self._source.current()
        return self._last_good

    def last_good(self) -> Organisation:
        """The facts as they are now, or as they were before somebody broke the file."""
        try:
            return self.current()
        except OrganisationError as error:
            logger.error("organisation.yml cannot be used now: %s", type(error).__name__)
            return self._last_good

    def facts(self, language: str) -> Mapping[str, str]:
        """The facts that wording may name, in words of the language."""
        return self.last_good().facts(language)
