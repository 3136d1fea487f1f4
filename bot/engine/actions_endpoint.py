"""Runs the custom actions in this process, in the place of an action server.

Over HTTP an action that raises answers with the whole conversation in the error body, and
Rasa logs that. Here nothing but the type of the error comes out.
"""

import json
import logging
from types import ModuleType
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.engine.logging_setup import describe

logger = logging.getLogger(__name__)

REJECTED = 400


class ActionFailed(Exception):
    """A custom action raised; the message names the action and the type of error."""


class ActionsNotLoaded(Exception):
    """The package with the custom actions cannot be imported."""


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint that is a function call away."""

    def __init__(self, package: str | ModuleType) -> None:
        super().__init__(url="in-process:")
        self._executor = ActionExecutor()
        try:
            self._executor.register_package(package)
        except SystemExit as error:
            # The SDK stops the process when an import fails; the failure is the cause.
            name = package if isinstance(package, str) else package.__name__
            raise ActionsNotLoaded(f"the actions of '{name}' cannot be imported") from error

    @property
    def names(self) -> frozenset[str]:
        """The custom actions that can be run."""
        return frozenset(self._executor.actions)

    async def request(self, method: str = "post", **kwargs: Any) -> dict[str, Any] | None:
        """What the action that Rasa asks for answers: its events and its messages.

        Raises ActionFailed when the action raises.
        """
        call = kwargs["json"]
        name = call["next_action"]
        try:
            answer: dict[str, Any] | None = await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            # A form declines a message this way; Rasa expects it as a response of 400.
            body = json.dumps({"action_name": rejection.action_name, "error": "rejected"})
            raise ClientResponseError(REJECTED, "rejected", body) from None
        except Exception as error:  # noqa: BLE001 whatever an action raises ends its turn only
            words = describe(error)
            logger.error("action %s failed: %s", name, words)
            raise ActionFailed(f"action {name} failed: {type(error).__name__}") from None
        return answer
