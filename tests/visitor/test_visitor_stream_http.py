"""The live stream over HTTP: its headers, resuming, and what a closed page leads to."""

import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread

import httpx
import pytest
import uvicorn

from bot.conversation.values import Started
from bot.helpline.ownership import Sender
from tests.visitor.calls import BASE
from tests.visitor.site import Site

WAIT = 5.0


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """The site, served on a free port of this machine."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(site.app, ws="none", log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listener],))
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}{BASE}"
    site.hub.close()
    server.should_exit = True
    thread.join(WAIT)


def until(condition: Callable[[], bool]) -> None:
    """Waits until a condition holds."""
    deadline = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def stream(address: str, chat: Started, **headers: str) -> "Stream":
    """An open stream of one conversation."""
    return Stream(f"{address}/conversations/{chat.conversation}/events", chat.token, headers)


class Stream:
    """Reads events as a browser does."""

    def __init__(self, url: str, token: str, headers: dict[str, str]) -> None:
        self._client = httpx.Client(timeout=WAIT)
        opening = self._client.build_request(
            "GET", url, headers={"Authorization": f"Bearer {token}", **headers}
        )
        self.answer = self._client.send(opening, stream=True)
        self.lines = self.answer.iter_lines()

    def ids(self, count: int) -> list[str]:
        """The next ids."""
        found: list[str] = []
        while len(found) < count:
            line = next(self.lines)
            if line.startswith("id: "):
                found.append(line.removeprefix("id: "))
        return found

    def close(self) -> None:
        self.answer.close()
        self._client.close()


def test_a_stream_says_what_it_is_and_is_not_stored(address: str, site: Site) -> None:
    opened = stream(address, site.service.start("nl"))
    assert opened.answer.headers["content-type"].startswith("text/event-stream")
    assert opened.answer.headers["cache-control"] == "no-store"
    assert opened.answer.headers["x-accel-buffering"] == "no"
    assert opened.ids(1) == ["1"]
    opened.close()


def test_nothing_is_lost_or_shown_twice_between_two_streams(address: str, site: Site) -> None:
    chat = site.service.start("nl")
    first = stream(address, chat)
    site.service.add(chat.conversation, Sender.STAFF, "een")
    assert first.ids(2) == ["1", "2"]
    first.close()
    site.service.add(chat.conversation, Sender.STAFF, "twee")
    second = stream(address, chat, **{"Last-Event-ID": "2"})
    site.service.add(chat.conversation, Sender.STAFF, "drie")
    assert second.ids(2) == ["3", "4"]
    second.close()


def test_closing_the_page_is_noticed(address: str, site: Site) -> None:
    opened = stream(address, site.service.start("nl"))
    opened.ids(1)
    opened.close()
    until(lambda: site.service.presence == ["present", "gone"])


def test_a_stopping_server_ends_the_stream(address: str, site: Site) -> None:
    opened = stream(address, site.service.start("nl"))
    opened.ids(1)
    site.hub.close()
    assert [line for line in opened.lines if line.startswith("id:")] == []
    opened.close()
