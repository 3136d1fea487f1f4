"""A visitor who talks to the assistant through the visitor API, as a test sees it."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from starlette.testclient import TestClient

API = "/api/v1"


@dataclass(frozen=True)
class Heard:
    """What came back for one turn."""

    state: str
    messages: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """Everything that the visitor now reads, without their own words."""
        return "\n\n".join(m["text"] for m in self.messages if m["sender"] != "visitor")

    @property
    def labels(self) -> list[str]:
        """The choices that are offered."""
        return [choice["label"] for m in self.messages for choice in m["choices"]]

    @property
    def senders(self) -> set[str]:
        """Who spoke, beside the visitor."""
        return {m["sender"] for m in self.messages} - {"visitor"}

    def names(self, number: str) -> bool:
        """Whether the answer names this number, and not as a part of a longer one."""
        return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", self.text) is not None


@dataclass
class Visitor:
    """One conversation with the running application."""

    client: TestClient
    conversation: str = ""
    token: str = ""
    last: Heard = field(default=Heard("bot", ()))

    @property
    def headers(self) -> dict[str, str]:
        """What opens the conversation."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def url(self) -> str:
        """The address of the conversation."""
        return f"{API}/conversations/{self.conversation}"

    def arrives(self, language: str = "nl") -> Heard:
        """Starts the conversation."""
        answer = self.client.post(f"{API}/conversations", json={"language": language})
        assert answer.status_code == 201, answer.text
        body = answer.json()
        self.conversation, self.token = body["conversation"], body["token"]
        return self._hears(body)

    def says(self, text: str) -> Heard:
        """Types a message."""
        return self._sends({"text": text})

    def picks(self, label: str) -> Heard:
        """Picks the choice whose label begins like this, among the latest ones."""
        for message in self.last.messages:
            for choice in message["choices"]:
                if choice["label"].casefold().startswith(label.casefold()):
                    return self._sends({"choice": choice["id"]})
        raise AssertionError(f"no choice {label!r} among {self.last.labels}")

    def reads_on(self) -> Heard:
        """Everything of the conversation, from the start."""
        answer = self.client.get(f"{self.url}/messages?after=0", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return Heard(answer.json()["state"], tuple(answer.json()["messages"]))

    def _sends(self, content: dict[str, str]) -> Heard:
        body = {**content, "client_id": str(uuid4())}
        answer = self.client.post(f"{self.url}/messages", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return self._hears(answer.json())

    def _hears(self, body: dict[str, Any]) -> Heard:
        self.last = Heard(body["state"], tuple(body["messages"]))
        return self.last
