"""Calls of the visitor API that tests make over and over."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from fastapi.testclient import TestClient

BASE = "/api/v1"


@dataclass(frozen=True)
class Chat:
    """One conversation, as a client of the API holds it."""

    client: TestClient
    id: str
    token: str
    first: dict[str, Any]

    @property
    def path(self) -> str:
        return f"{BASE}/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, client_id: str | None = None, **body: Any) -> httpx.Response:
        content = {"client_id": client_id or str(uuid4()), **body}
        return self.client.post(f"{self.path}/messages", json=content, headers=self.headers)

    def read(self, after: int | None = None) -> httpx.Response:
        query = {} if after is None else {"after": after}
        return self.client.get(f"{self.path}/messages", params=query, headers=self.headers)

    def erase(self) -> httpx.Response:
        return self.client.delete(self.path, headers=self.headers)


def begin(client: TestClient) -> Chat:
    """A new conversation."""
    started = client.post(f"{BASE}/conversations").json()
    return Chat(client, started["conversation"], started["token"], started)
