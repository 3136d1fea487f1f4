"""Carries the hub's events between processes, by LISTEN and NOTIFY of PostgreSQL.

An event that gets lost is no loss of messages: after every reconnection all streams are
told to fetch what they do not have.
"""

import json
import logging
import secrets
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event as Flag
from threading import Thread

import psycopg
from sqlalchemy.engine import make_url

from bot.conversation.hub import CHANGED, Event, Hub

logger = logging.getLogger(__name__)

_Work = Callable[["psycopg.Connection[tuple[object, ...]]"], None]

CHANNEL = "chat_events"
RETRY_SECONDS = 1.0
LOOK_UP_SECONDS = 0.5
EVERYBODY = "*"
NOBODY = ""


class PostgresBridge:
    """Two threads with a connection each: one that tells, one that listens."""

    def __init__(self, database_url: str, hub: Hub) -> None:
        url = make_url(database_url).set(drivername="postgresql")
        self._address = url.render_as_string(hide_password=False)
        self._hub = hub
        self._origin = secrets.token_hex(8)
        self._outgoing: SimpleQueue[str] = SimpleQueue()
        self._stopped = Flag()
        self._listening = Flag()
        self._threads = [
            Thread(target=self._keep, args=(run,), name=f"bridge-{name}", daemon=True)
            for name, run in (("listen", self._listen), ("tell", self._tell))
        ]

    def start(self) -> None:
        """Begins to carry events."""
        self._hub.forward_to(self._forward)
        for thread in self._threads:
            thread.start()

    def wait_until_listening(self, seconds: float) -> bool:
        """Whether events of other processes arrive, after waiting for that at most so long."""
        return self._listening.wait(seconds)

    def close(self) -> None:
        """Stops carrying events."""
        self._hub.forward_to(None)
        self._stopped.set()
        # Both threads are waiting for an event: this one wakes first one, then the other.
        self._forward(NOBODY, CHANGED)
        for thread in self._threads:
            thread.join()

    def _forward(self, topic: str, event: Event) -> None:
        self._outgoing.put(json.dumps([self._origin, topic, event.kind, dict(event.data)]))

    def _keep(self, run: "_Work") -> None:
        """Runs until the end, with a new connection after each failure."""
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    run(connection)
            except psycopg.Error as error:
                self._listening.clear()
                logger.error("live events of other servers are late: %s", type(error).__name__)
                self._stopped.wait(RETRY_SECONDS)

    def _listen(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._hub.deliver_to_all(CHANGED)
        self._listening.set()
        while not self._stopped.is_set():
            for notification in connection.notifies(timeout=LOOK_UP_SECONDS, stop_after=1):
                self._deliver(notification.payload)

    def _tell(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        # What was to be told when the connection broke is lost: let the others fetch.
        self._forward(EVERYBODY, CHANGED)
        while not self._stopped.is_set():
            payload = self._outgoing.get()
            connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))

    def _deliver(self, payload: str) -> None:
        try:
            origin, topic, kind, data = json.loads(payload)
        except ValueError:
            logger.error("an event of another server cannot be read")
            return
        if origin == self._origin:
            return
        if topic == EVERYBODY:
            self._hub.deliver_to_all(CHANGED)
        else:
            self._hub.deliver(topic, Event(kind, data))
