"""Collects what the assistant says and asks for in one turn."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.engine.answer import Button, Directive, Noted, Reply

DIRECTIVE_KEY = "directive"
NOTED_KEY = "noted"


class Outbox(OutputChannel):  # type: ignore[misc]
    """An output channel that keeps messages whole: a blank line is a paragraph of one reply."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.directives: set[Directive] = set()
        self.noted: set[Noted] = set()

    @classmethod
    def name(cls) -> str:
        """The name of the channel, as response variations could ask for it."""
        return "chat"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one message of the assistant, with its buttons or its directive."""
        text = message.get("text")
        buttons = message.get("buttons") or message.get("quick_replies") or ()
        if text:
            self.replies.append(Reply(str(text).strip(), tuple(map(_button, buttons))))
        custom = message.get("custom") or {}
        if DIRECTIVE_KEY in custom:
            self.directives.add(Directive(custom[DIRECTIVE_KEY]))
        if NOTED_KEY in custom:
            self.noted.add(Noted(custom[NOTED_KEY]))


def _button(button: dict[str, Any]) -> Button:
    return Button(label=str(button["title"]), payload=str(button["payload"]))
