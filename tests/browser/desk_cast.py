"""Visitors without a page, for tests of the desk that need many of them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.console_page import ConsolePage
from tests.browser.site import Site
from tests.cast import ASK_PERSON


def write(site: Site, conversation: str, text: str) -> None:
    """Sends a message as this visitor."""
    turn = site.services.conversations.receive(conversation, str(uuid4()), text, None)
    # In a thread of its own: Playwright has an event loop running here.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, turn).result()


def waiting(site: Site, *texts: str) -> str:
    """A visitor who wrote these texts and waits for a person; the conversation."""
    conversation = site.services.conversations.start("nl").conversation
    for text in (*texts, ASK_PERSON):
        write(site, conversation, text)
    return conversation


def take(console: ConsolePage, conversation: str) -> None:
    """Takes this visitor over."""
    console.open(conversation)
    console.press("Overnemen")
    expect(console.find("#text")).to_be_focused()


def texts_from_staff(site: Site, conversation: str) -> list[str]:
    """What the visitor was told by an operator."""
    messages = site.services.conversations.messages_after(conversation, 0).messages
    return [message.text for message in messages if message.sender == "staff"]
