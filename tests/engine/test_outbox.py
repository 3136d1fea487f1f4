import asyncio
from typing import Any

import pytest

from bot.engine.answer import Button, Directive, Noted, Reply
from bot.engine.outbox import Outbox


def outbox_with(*messages: dict[str, Any]) -> Outbox:
    outbox = Outbox()
    for message in messages:
        asyncio.run(outbox.send_response("visitor", message))
    return outbox


def test_a_blank_line_does_not_part_a_reply() -> None:
    assert outbox_with({"text": "Dag.\n\nWaar gaat het over?\n"}).replies == [
        Reply("Dag.\n\nWaar gaat het over?")
    ]


def test_buttons_come_with_their_reply() -> None:
    outbox = outbox_with({"text": "Gevaar?", "buttons": [{"title": "Ja", "payload": "/affirm"}]})
    assert outbox.replies == [Reply("Gevaar?", (Button("Ja", "/affirm"),))]


def test_a_directive_is_taken_out() -> None:
    outbox = outbox_with({"text": None, "custom": {"directive": "erase"}})
    assert outbox.replies == []
    assert outbox.directives == {Directive.ERASE}


def test_a_reply_and_a_directive_may_come_together() -> None:
    outbox = outbox_with({"text": "Dag.", "custom": {"directive": "close"}})
    assert outbox.replies == [Reply("Dag.")]
    assert outbox.directives == {Directive.CLOSE}


def test_what_the_figures_count_is_taken_out() -> None:
    outbox = outbox_with({"custom": {"noted": "not_understood"}})
    assert (outbox.noted, outbox.directives, outbox.replies) == ({Noted.NOT_UNDERSTOOD}, set(), [])


def test_an_unknown_directive_is_an_error() -> None:
    with pytest.raises(ValueError, match="launch"):
        outbox_with({"custom": {"directive": "launch"}})


def test_an_empty_message_is_no_reply() -> None:
    assert outbox_with({"text": "", "buttons": []}).replies == []
